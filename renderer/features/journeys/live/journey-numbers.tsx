import { UnstyledButton } from '@mantine/core';
import type { Counts } from '../../../../shared/executor/api';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { Quiet } from '../../../ui/quiet';
import { VersionTag } from '../../../ui/version-tag';
import { useWords } from '../../../ui/words';
import { Figures } from '../figures';
import classes from './live.module.css';

/** How many came, are inside, reached the goal and left; and which other versions have people, each leading there. */
export function JourneyNumbers({ counts, onShowVersion }: { counts: Counts; onShowVersion: (version: number | undefined) => void }) {
  const { t, locale } = useWords();
  const others = counts.versions.filter(({ hash, active }) => hash !== counts.deployment && active > 0);
  const elsewhere = others.reduce((sum, { active }) => sum + active, 0);
  const number = numberFormat(locale);
  return (
    <>
      <Figures
        figures={[
          [t('counts.entered'), counts.entered],
          [t('counts.active'), counts.active],
          [t('counts.goal'), counts.exited.goal ?? 0],
          [t('counts.left'), Object.values(counts.exited).reduce((sum, n) => sum + n, 0)],
        ]}
      />
      {elsewhere > 0 && (
        <Quiet>
          {t('counts.elsewhere', { count: elsewhere })}:{' '}
          {others.map(({ hash, version, active }, i) => (
            <span key={hash}>
              {i > 0 && ' · '}
              <UnstyledButton className={classes.elsewhere} onClick={() => onShowVersion(version)}>
                <VersionTag version={version} hash={hash} /> (<bdi>{number.format(active)}</bdi>)
              </UnstyledButton>
            </span>
          ))}
        </Quiet>
      )}
    </>
  );
}
