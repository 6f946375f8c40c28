import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconAdjustments, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ScoreRule } from '../../../../shared/record/score/score-form';
import { Code } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import type { Vocabulary } from '../formula/completions';
import { NumberBox } from './number-box';
import classes from './score-form.module.css';

type Props = { rule: ScoreRule; vocabulary: Vocabulary; disabled: boolean; onChange: (rule: ScoreRule | undefined) => void };

/** Points for one kind of event, and behind a button which of them count and how often. */
export function ScoreRuleRow({ rule, vocabulary, disabled, onChange }: Props) {
  const { t } = useWords();
  const { event, points, where = [] } = rule;
  const [isOpen, setOpen] = useState(false);
  const known = vocabulary.events.find(({ id }) => id === event);
  const name = known?.label || event;
  const limits = (['everyDays', 'lastDays', 'most'] as const).filter((one) => rule[one] !== undefined);
  const isLimited = limits.length > 0 || where.length > 0;

  /** An empty field takes the limit away. */
  function limit(which: 'everyDays' | 'lastDays' | 'most', next: number | undefined) {
    const { [which]: _, ...rest } = rule;
    if (next === undefined) onChange(rest);
    else if (next > 0) onChange({ ...rest, [which]: next });
  }
  function narrow(property: string | null, value: string) {
    const { where: _, ...rest } = rule;
    const type = known?.properties.find(({ id }) => id === property)?.type;
    onChange(property ? { ...rest, where: [{ property, op: '=', value: typedValue(value, type) }] } : rest);
  }

  const [only] = where;
  const canNarrow = where.length === 0 || (where.length === 1 && only?.op === '=');
  return (
    <li className={classes.rule}>
      <div className={classes.head}>
        <bdi className={classes.name}>
          {name}
          {where.map(({ property, op, value }) => (
            <small key={property}>
              {' '}
              <Code>{`${property} ${op} ${Array.isArray(value) ? value.join(', ') : String(value)}`}</Code>
            </small>
          ))}
        </bdi>
        <NumberBox
          aria-label={t('score-form.points-for', { event: name })}
          value={points}
          disabled={disabled}
          hideControls
          className={classes.points}
          onNumber={(next) => next !== undefined && onChange({ ...rule, points: next })}
        />
        <ActionIcon
          size={28}
          variant={isLimited ? 'light' : 'subtle'}
          aria-expanded={isOpen}
          aria-label={t('score-form.limits-of', { event: name })}
          title={t('score-form.limits-of', { event: name })}
          onClick={() => setOpen(!isOpen)}
        >
          <IconAdjustments size={16} />
        </ActionIcon>
        <ActionIcon
          size={28}
          disabled={disabled}
          aria-label={t('score-form.remove', { event: name })}
          title={t('score-form.remove', { event: name })}
          onClick={() => onChange(undefined)}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </div>
      {isOpen && (
        <div className={classes.limits}>
          {(['everyDays', 'lastDays', 'most'] as const).map((which) => (
            <NumberBox
              key={which}
              label={t(`score-form.${which}`)}
              placeholder={t('score-form.no-limit')}
              value={rule[which]}
              min={1}
              max={which === 'most' ? 1_000_000 : 3650}
              allowDecimal={which === 'most'}
              allowNegative={false}
              disabled={disabled}
              onNumber={(next) => limit(which, next)}
            />
          ))}
          {canNarrow ? (
            <div className={classes.pair}>
              <Select
                label={t('score-form.where')}
                placeholder={t('score-form.all-of-them')}
                value={only?.property ?? null}
                data={(known?.properties ?? []).map(({ id, label }) => ({ value: id, label: label || id }))}
                clearable
                searchable
                disabled={disabled}
                onChange={(property) => narrow(property, '')}
              />
              {only && (
                <TextInput
                  label={t('score-form.is')}
                  value={String(only.value)}
                  disabled={disabled}
                  dir="auto"
                  onChange={({ currentTarget }) => narrow(only.property, currentTarget.value)}
                />
              )}
            </div>
          ) : (
            <p className={classes.quiet}>{t('score-form.where-in-formula')}</p>
          )}
        </div>
      )}
    </li>
  );
}

function typedValue(text: string, type: string | undefined): string | number | boolean {
  if (type === 'boolean') return text !== 'false';
  const number = Number(text);
  const isNumber = type === 'integer' || type === 'decimal' || type === 'money';
  return isNumber && text.trim() !== '' && Number.isFinite(number) && number >= 0 ? number : text;
}
