import { Select, Switch } from '@mantine/core';
import { useMemo } from 'react';
import type { Attribute } from '../../../../shared/record/schema';
import { positiveEvents, type ScoreForm, type ScoreRule, writeScoreForm } from '../../../../shared/record/score/score-form';
import { useWords } from '../../../ui/words';
import type { Vocabulary } from '../formula/completions';
import { NumberBox } from './number-box';
import classes from './score-form.module.css';
import { ScorePreview } from './score-preview';
import { ScoreRuleRow } from './score-rule-row';

type Props = { attribute: Attribute; form: ScoreForm; vocabulary: Vocabulary; disabled: boolean; onChange: (formula: string) => void };

const usualDecay = { points: 10, everyDays: 14 };

/** A score set up as points for behaviour, what idleness takes off, and limits. It writes the attribute's formula. */
export function ScoreFormView({ attribute, form, vocabulary, disabled, onChange }: Props) {
  const { t } = useWords();
  const { rules, decay, least, most } = form;
  const set = (changed: Partial<ScoreForm>) => onChange(writeScoreForm({ ...form, ...changed }));
  const setRule = (at: number, rule: ScoreRule | undefined) => set({ rules: rules.flatMap((one, i) => (i === at ? (rule ? [rule] : []) : [one])) });
  const events = useMemo(
    () => [...vocabulary.events].map(({ id, label }) => ({ value: id, label: label || id })).sort((a, b) => a.label.localeCompare(b.label)),
    [vocabulary],
  );
  const canDecay = decay?.events !== undefined || positiveEvents(rules).length > 0;
  return (
    <div className={classes.form}>
      <h4>{t('score-form.rules')}</h4>
      {rules.length === 0 && <p className={classes.quiet}>{t('score-form.no-rules')}</p>}
      <ol className={classes.rules}>
        {rules.map((rule, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no names; two may be alike
          <ScoreRuleRow key={i} rule={rule} vocabulary={vocabulary} disabled={disabled} onChange={(changed) => setRule(i, changed)} />
        ))}
      </ol>
      <Select
        label={t('score-form.add')}
        placeholder={t('score-form.choose-event')}
        value={null}
        data={events}
        searchable
        limit={80}
        disabled={disabled}
        onChange={(event) => event && set({ rules: [...rules, { event, points: 10 }] })}
      />
      <h4>{t('score-form.decay')}</h4>
      <Switch
        label={t('score-form.decay-on')}
        description={t('score-form.decay-hint')}
        checked={decay !== undefined}
        disabled={disabled || !canDecay}
        onChange={({ currentTarget }) => {
          const { decay: _, ...rest } = form;
          onChange(writeScoreForm(currentTarget.checked ? { ...rest, decay: usualDecay } : rest));
        }}
      />
      {decay && (
        <div className={classes.pair}>
          <NumberBox
            label={t('score-form.decay-points')}
            value={decay.points}
            min={1}
            allowNegative={false}
            disabled={disabled}
            onNumber={(points) => points !== undefined && points > 0 && set({ decay: { ...decay, points } })}
          />
          <NumberBox
            label={t('score-form.decay-days')}
            value={decay.everyDays}
            min={1}
            max={3650}
            allowDecimal={false}
            allowNegative={false}
            disabled={disabled}
            onNumber={(everyDays) => everyDays !== undefined && everyDays > 0 && set({ decay: { ...decay, everyDays } })}
          />
        </div>
      )}
      <h4>{t('score-form.range')}</h4>
      <div className={classes.pair}>
        <NumberBox label={t('score-form.least')} value={least} disabled={disabled} onNumber={(next) => next !== undefined && set({ least: next })} />
        <NumberBox label={t('score-form.most-whole')} value={most} disabled={disabled} onNumber={(next) => next !== undefined && set({ most: next })} />
      </div>
      {least >= most && (
        <p className={classes.wrong} role="alert">
          {t('score-form.range-wrong')}
        </p>
      )}
      <ScorePreview attribute={attribute.id} form={form} />
    </div>
  );
}
