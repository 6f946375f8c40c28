import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { blockValues, unblockValue } from '../../../../shared/identity/edit-identity';
import type { IdentityRule } from '../../../../shared/identity/schema';
import type { Text } from '../../../../shared/text';
import { run, useReadOnly } from '../../../store/session';
import { Code } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import { pastedValues } from './pasted-values';
import classes from './rules.module.css';

/** As many as fit into a few lines; the catalogue brings twenty. */
const SHOWN = 14;

/** Values that join nobody: one is typed, many are pasted. The newest are shown first. */
export function BlockedValues({ rule, attribute }: { rule: IdentityRule; attribute: Text }) {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  const [typed, setTyped] = useState('');
  const [all, setAll] = useState(false);
  const blocked = rule.blocked.toReversed();
  const shown = all ? blocked : blocked.slice(0, SHOWN);
  const values = pastedValues(typed);
  const add = () => {
    if (values.length === 0) return;
    run({ key: 'identity.step.block', params: { attribute, count: values.length } }, (e) => blockValues(e, { attribute: rule.attribute, values }));
    setTyped('');
  };
  return (
    <>
      <h3 className={classes.section}>
        {t('identity.blocked')} <span>{numberFormat(locale).format(rule.blocked.length)}</span>
      </h3>
      <p className={classes.quiet}>{t('identity.blocked-says')}</p>
      <div className={classes.addRow}>
        <Textarea
          aria-label={t('identity.block-values')}
          placeholder={t('identity.block-values')}
          value={typed}
          autosize
          minRows={1}
          maxRows={6}
          dir="ltr"
          disabled={readOnly}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return;
            event.preventDefault();
            add();
          }}
        />
        <Button variant="default" disabled={readOnly || values.length === 0} onClick={add}>
          {values.length > 1 ? t('identity.block-many', { count: values.length }) : t('identity.block')}
        </Button>
      </div>
      <ul className={classes.chips}>
        {shown.map((value) => (
          <li key={value} className={classes.chip}>
            <Code title={value}>{value}</Code>
            <ActionIcon
              size={24}
              aria-label={t('identity.unblock', { value })}
              disabled={readOnly}
              onClick={() => run({ key: 'identity.step.unblock', params: { attribute } }, (e) => unblockValue(e, { attribute: rule.attribute, value }))}
            >
              <IconX size={12} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {blocked.length > SHOWN && (
        <Button variant="subtle" size="compact-xs" w="fit-content" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('identity.fewer-values') : t('identity.all-values', { count: blocked.length })}
        </Button>
      )}
    </>
  );
}
