import { Button, SegmentedControl } from '@mantine/core';
import { IconCircleCheck, IconGauge } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { problemText, type Translate } from '../../../../shared/i18n/translator';
import type { Problem } from '../../../../shared/problem';
import { editAttribute } from '../../../../shared/record/edit-record';
import type { Attribute } from '../../../../shared/record/schema';
import { plainScore, readScoreForm, writeScoreForm } from '../../../../shared/record/score/score-form';
import { contextOf, useCatalogue } from '../../../store/derived';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { SeverityIcon } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import { ScoreFormView } from '../score/score-form-view';
import type { Vocabulary } from './completions';
import classes from './formula.module.css';
import { FormulaField } from './formula-field';
import { problemsOfFormula } from './formula-problems';
import { FormulaReference } from './formula-reference';

/** How a computed attribute is worked out: the formula, what is wrong with it and where, and what can be written. */
export function FormulaSection({ attribute: found }: { attribute: Attribute }) {
  const { t, text } = useWords();
  const engagement = useEngagement();
  const catalogue = useCatalogue();
  const readOnly = useReadOnly();
  const field = useRef<HTMLTextAreaElement>(null);
  const context = catalogue && contextOf(engagement, catalogue);
  const { attributes } = engagement.record;
  // What was found follows the document a little later; an edit has to begin with what is there now.
  const attribute = attributes.find(({ id }) => id === found.id) ?? found;
  const formula = attribute.formula ?? '';
  const problems = useMemo(() => (context ? problemsOfFormula(formula, attribute, attributes, context) : []), [formula, attribute, attributes, context]);
  const vocabulary = useMemo<Vocabulary>(
    () => ({
      attributes: attributes.filter(({ id }) => id !== attribute.id).map(({ id, label }) => ({ id, label: text(label) })),
      events: [...(context?.events.values() ?? [])].map(({ id, label, properties }) => ({
        id,
        label: text(label),
        properties: [...properties.values()].map((property) => ({ id: property.id, label: text(property.label), type: property.type })),
      })),
    }),
    [attributes, attribute.id, context, text],
  );

  const [asFormula, setAsFormula] = useState(false);
  const form = useMemo(() => (attribute.type === 'integer' || attribute.type === 'decimal' ? readScoreForm(formula) : undefined), [attribute.type, formula]);
  const canBegin = formula.trim() === '' && (attribute.type === 'integer' || attribute.type === 'decimal');
  const write = (next: string) =>
    run(
      { key: 'record.step.formula', params: { attribute: attribute.label } },
      (e) => editAttribute(e, { id: attribute.id, attribute: { formula: next } }),
      `formula:${attribute.id}`,
    );

  /** Marks the word a problem speaks of. */
  function show(at: unknown) {
    if (typeof at !== 'number' || !field.current) return;
    const rest = field.current.value.slice(at - 1);
    const length = /^[A-Za-z0-9_]+|^'[^']*'|^"[^"]*"|^./.exec(rest)?.[0].length ?? 0;
    field.current.focus();
    field.current.setSelectionRange(at - 1, at - 1 + length);
  }

  return (
    <section className={classes.section} aria-label={t('formula')}>
      {canBegin && (
        <>
          <Button variant="default" leftSection={<IconGauge size={16} />} disabled={readOnly} onClick={() => write(writeScoreForm(plainScore))}>
            {t('score-form.begin')}
          </Button>
          <p className={classes.quiet}>{t('score-form.begin-hint')}</p>
        </>
      )}
      {form && (
        <SegmentedControl
          value={asFormula ? 'formula' : 'points'}
          onChange={(value) => setAsFormula(value === 'formula')}
          data={[
            { value: 'points', label: t('score-form.as-points') },
            { value: 'formula', label: t('score-form.as-formula') },
          ]}
          aria-label={t('score-form.as')}
        />
      )}
      {form && !asFormula ? (
        <ScoreFormView attribute={attribute} form={form} vocabulary={vocabulary} disabled={readOnly} onChange={write} />
      ) : (
        <FormulaField ref={field} value={formula} vocabulary={vocabulary} disabled={readOnly} isWrong={problems.length > 0} onType={write} />
      )}
      <div role="status">
        {problems.map((problem) => (
          <button type="button" key={`${problem.code}${JSON.stringify(problem.params)}`} className={classes.problem} onClick={() => show(problem.params.at)}>
            <SeverityIcon severity={problem.severity} />
            <span>{wordsOf(problem, t)}</span>
          </button>
        ))}
        {problems.length === 0 && formula !== '' && context && (
          <p className={classes.good}>
            <IconCircleCheck size={15} aria-hidden />
            {t('formula.fits', { type: t(`type.${attribute.type}`) })}
          </p>
        )}
        {formula === '' && <p className={classes.quiet}>{t('formula.empty')}</p>}
      </div>
      {!(form && !asFormula) && <FormulaReference />}
    </section>
  );
}

/** What the reader of formulas expects is a sign as it is written, or one of these kinds of thing. */
const kinds = ['value', 'event', 'property'] as const;

function wordsOf(problem: Problem, t: Translate): string {
  if (problem.code !== 'formula-unreadable') return problemText(problem, t);
  const found = String(problem.params.found);
  if (/^['"]/.test(found)) return t('formula.open-quote', { found });
  if (/^[^\p{ASCII}]/u.test(found)) return t('formula.not-a-name', { found });
  const kind = kinds.find((one) => one === problem.params.expected);
  const expected = kind ? t(`formula.expected.${kind}`) : String(problem.params.expected ?? '');
  if (expected === '') return t('formula.too-much', { found });
  if (found === '') return t('formula.unfinished', { expected });
  return problemText({ ...problem, params: { ...problem.params, expected } }, t);
}
