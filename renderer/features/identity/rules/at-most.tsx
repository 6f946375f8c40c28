import { ActionIcon, NumberInput, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { setAtMost } from '../../../../shared/identity/edit-identity';
import type { IdentityRule } from '../../../../shared/identity/schema';
import { run, useReadOnly } from '../../../store/session';
import { useWords } from '../../../ui/words';
import { useIdentityNames } from '../identity-names';
import classes from './rules.module.css';

/** "An e-mail has at most one customer number": what may come together through this identifier, one line for each other one. */
export function AtMost({ rule, name, others }: { rule: IdentityRule; name: string; others: readonly IdentityRule[] }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const names = useIdentityNames();
  const all = rule.atMost ?? [];
  const set = (other: string, values: number | undefined) =>
    run(
      { key: 'identity.step.at-most', params: { attribute: name, other: names.attribute(other) } },
      (e) => setAtMost(e, { attribute: rule.attribute, other, values }),
      `identity ${rule.attribute} at most ${other}`,
    );
  const free = others.filter(
    ({ attribute, owner }) => attribute !== rule.attribute && (owner ?? 'person') === 'person' && !all.some((one) => one.attribute === attribute),
  );
  return (
    <>
      <h3 className={classes.section}>{t('identity.at-most')}</h3>
      <p className={classes.quiet}>{t('identity.at-most-says', { attribute: name })}</p>
      <ul className={classes.atMost}>
        {all.map(({ attribute, values }) => (
          <li key={attribute}>
            <span>{t('identity.at-most-one', { other: names.attribute(attribute), count: values })}</span>
            <NumberInput
              aria-label={t('identity.at-most-of', { other: names.attribute(attribute) })}
              value={values}
              min={1}
              max={1000}
              allowDecimal={false}
              disabled={readOnly}
              onChange={(next) => typeof next === 'number' && next >= 1 && set(attribute, next)}
            />
            <ActionIcon
              size={26}
              disabled={readOnly}
              aria-label={t('identity.at-most-remove', { other: names.attribute(attribute) })}
              onClick={() => set(attribute, undefined)}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {free.length > 0 && (
        <Select
          aria-label={t('identity.at-most-add')}
          placeholder={t('identity.at-most-add')}
          value={null}
          searchable
          disabled={readOnly}
          onChange={(other) => other && set(other, 1)}
          data={free.map(({ attribute }) => ({ value: attribute, label: names.attribute(attribute) }))}
        />
      )}
    </>
  );
}
