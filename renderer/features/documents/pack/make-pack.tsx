import { Button, Chip, Group, Progress } from '@mantine/core';
import { IconCircleCheck, IconPackage } from '@tabler/icons-react';
import { useState } from 'react';
import { engagementHash, shortHash } from '../../../../shared/engagement/engagement-hash';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { type Language, languages } from '../../../../shared/text';
import { useEngagement } from '../../../store/session';
import { ProblemList } from '../../../ui/problem-list';
import { StopButton } from '../../../ui/stop-button';
import { useWords } from '../../../ui/words';
import classes from './pack-section.module.css';
import { type MadePack, useMakePack } from './use-make-pack';

/** One sealed zip of everything, in the languages asked for. */
export function MakePack() {
  const { t } = useWords();
  const engagement = useEngagement();
  const [chosen, setChosen] = useState<readonly Language[]>([engagement.languages.document]);
  const { running, made, problems, start, cancel } = useMakePack();
  // Its README and schemas speak the first: the document language, where it is among them.
  const inOrder = [engagement.languages.document, ...languages].filter((one, index, all) => chosen.includes(one) && all.indexOf(one) === index);
  const hash = engagementHash(engagement);
  return (
    <section className={classes.card} aria-labelledby="make-pack-title">
      <div className={classes.head}>
        <span className={classes.icon} aria-hidden>
          <IconPackage size={22} stroke={1.6} />
        </span>
        <div className={classes.what}>
          <h2 id="make-pack-title">{t('pack.title')}</h2>
          <p className={classes.quiet}>{t('pack.lead')}</p>
          <p className={classes.seal}>
            {t('brief.seal')}{' '}
            <bdi dir="ltr" title={hash}>
              {shortHash(hash)}
            </bdi>
          </p>
        </div>
        {running ? (
          <StopButton onClick={cancel} />
        ) : (
          <Button leftSection={<IconPackage size={16} />} onClick={() => start(inOrder)} disabled={inOrder.length === 0}>
            {t('pack.make')}
          </Button>
        )}
      </div>
      {running ? (
        <div className={classes.progress}>
          <span role="status">{running.file ? <bdi dir="ltr">{running.file}</bdi> : t('pack.beginning')}</span>
          <Progress value={running.share * 100} flex={1} aria-label={t('pack.make')} />
        </div>
      ) : (
        <Chip.Group multiple value={[...chosen]} onChange={(values) => setChosen(languages.filter((one) => values.includes(one)))}>
          <Group gap={6} role="group" aria-label={t('documents.language')}>
            {languages.map((one) => (
              <Chip key={one} value={one} size="xs">
                {t(`language.${one}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      {made && <Made made={made} />}
      {problems.length > 0 && <ProblemList problems={problems} />}
    </section>
  );
}

function Made({ made }: { made: MadePack }) {
  const { t, locale } = useWords();
  const megabytes = numberFormat(locale, { maximumFractionDigits: 1 }).format(made.bytes / 1_000_000);
  return (
    <div className={classes.made} role="status">
      <IconCircleCheck size={18} className={classes.good} aria-hidden />
      <div>
        <p>
          <bdi dir="auto">{made.name}</bdi> · {t('pack.files', { count: made.files })} · {t('pack.megabytes', { megabytes })}
        </p>
        <p className={classes.quiet}>
          {t('pack.fingerprint')}{' '}
          <bdi dir="ltr" className={classes.hash}>
            {made.fingerprint}
          </bdi>
        </p>
        <p className={classes.quiet}>{t('pack.fingerprint-note')}</p>
      </div>
    </div>
  );
}
