import { Button } from '@mantine/core';
import { IconBan, IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import type { IdentityReport } from '../../../../shared/identity/report';
import { Badge } from '../../../ui/badge';
import { Code } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import { BlockButton, useIsBlocked } from '../block-button';
import { useIdentityNames } from '../identity-names';
import { Card } from './card';
import classes from './results.module.css';

const FIRST = 8;

/** Values on many records: the branch's own telephone, the till's e-mail. One click keeps each from joining anybody. */
export function FrequentValues({ frequent, bare, onReveal }: { frequent: IdentityReport['frequent']; bare: boolean; onReveal: () => void }) {
  const { t } = useWords();
  const names = useIdentityNames();
  const [all, setAll] = useState(false);
  const isBlocked = useIsBlocked();
  // Those that are blocked already are no surprise any more.
  const ordered = [...frequent.filter((one) => !one.isBlocked), ...frequent.filter((one) => one.isBlocked)];
  const shown = all ? ordered : ordered.slice(0, FIRST);
  return (
    <Card title={t('identity.frequent')} says={t('identity.frequent-says')}>
      {frequent.length === 0 && <p className={classes.none}>{t('identity.no-frequent')}</p>}
      {frequent.length > 0 && !bare && (
        <p className={classes.masked}>
          <span>{t('identity.masked-says')}</span>
          <Button size="compact-xs" variant="light" leftSection={<IconEye size={14} />} onClick={onReveal}>
            {t('identity.show-values')}
          </Button>
        </p>
      )}
      <ul className={classes.rows}>
        {shown.map(({ attribute, value, records, others, isBlocked: wasBlocked }, i) => (
          // Masked values may look alike; their place is what they are known by.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={i}>
            <span className={classes.frequentValue}>
              {names.attribute(attribute)} <Code title={value}>{value}</Code>
            </span>
            <span className={classes.quiet}>
              {t('identity.on-records', { count: records })}
              {others > 0 && ` · ${t('identity.with-others', { count: others })}`}
            </span>
            <span className={classes.rowAction}>
              {wasBlocked || (bare && isBlocked(attribute, value)) ? (
                <Badge tone="quiet" icon={<IconBan size={12} aria-hidden />}>
                  {t('identity.is-blocked')}
                </Badge>
              ) : (
                <BlockButton attribute={attribute} value={value} bare={bare} />
              )}
            </span>
          </li>
        ))}
      </ul>
      {frequent.length > FIRST && (
        <Button className={classes.fold} variant="subtle" size="compact-xs" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('identity.fewer-values') : t('identity.all-values', { count: frequent.length })}
        </Button>
      )}
    </Card>
  );
}
