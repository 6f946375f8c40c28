import { setWanted } from '../../../shared/checklist/edit-checklist';
import type { KnownPoint } from '../../../shared/checklist/point-groups';
import { topScore } from '../../../shared/checklist/schema';
import { wantedOf } from '../../../shared/checklist/score';
import { run } from '../../store/session';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import answer from './answer/answer.module.css';
import type { GapModel } from './use-gap';

const scores = Array.from({ length: topScore + 1 }, (_, score) => score);

/** The wanted state ("to be") of a point, from which gaps are counted; and how far today's system is from it. */
export function WantedScore({ model, known }: { model: GapModel; known: KnownPoint }) {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  const { id, wanted, priority } = known.point;
  const set = (next: number | undefined) => run({ key: 'gap.step.wanted', params: { point: known.label } }, (e) => setWanted(e, { point: id, wanted: next }));
  const today = model.vendors.filter(({ vendor }) => vendor.role === 'current').map(({ vendor }) => model.answerOf(vendor.id, id)?.score);
  const asIs = today.find((score) => score !== undefined);
  const toBe = wantedOf(known.point, model.required);
  return (
    <>
      <div className={answer.own} role="group" aria-label={t('gap.wanted')}>
        <span>{t('gap.wanted')}</span>
        <span className={answer.chips}>
          {scores.map((score) => (
            <button
              type="button"
              key={score}
              aria-pressed={toBe === score}
              data-usual={wanted === undefined}
              className={answer.chip}
              onClick={() => set(wanted === score ? undefined : score)}
            >
              {number.format(score)}
            </button>
          ))}
        </span>
      </div>
      <Quiet>
        {t(wanted === undefined ? 'gap.wanted-usual' : 'gap.wanted-own', { usual: model.required[priority] })}
        {asIs !== undefined && ` ${t('gap.as-is-to-be', { today: asIs, wanted: toBe })}`}
      </Quiet>
    </>
  );
}
