/** The steps of this page by name, so that heat map, list and inspector write history alike. */
import { type AnswerPatch, answerPoint, clearAnswer } from '../../../shared/checklist/edit-checklist';
import type { KnownPoint } from '../../../shared/checklist/point-groups';
import type { Answer, Vendor } from '../../../shared/checklist/schema';
import { run } from '../../store/session';
import { digitOf, type Pressed, pressed } from '../../ui/shortcuts';

export function answer(known: KnownPoint, vendor: Vendor, patch: AnswerPatch, merge?: string): void {
  const { id } = known.point;
  run(
    { key: 'gap.step.answer', params: { point: known.label, vendor: vendor.name } },
    (e) => answerPoint(e, { vendor: vendor.id, point: id, answer: patch }),
    merge && `${vendor.id}:${id}:${merge}`,
  );
}

/** Takes the score back; what was written about it stays. Of an answer without words nothing is left. */
export function clearScore(known: KnownPoint, vendor: Vendor): void {
  run({ key: 'gap.step.clear', params: { point: known.label, vendor: vendor.name } }, (e) =>
    answerPoint(e, { vendor: vendor.id, point: known.point.id, answer: { score: undefined, applies: true, verified: false } }),
  );
}

export function clearAll(known: KnownPoint, vendor: Vendor): void {
  run({ key: 'gap.step.clear', params: { point: known.label, vendor: vendor.name } }, (e) => clearAnswer(e, { vendor: vendor.id, point: known.point.id }));
}

/** Keys that answer the point at hand, by their physical place so that a Hebrew or Persian layout changes nothing. True: taken. */
export function answerByKey(event: Pressed, known: KnownPoint, vendor: Vendor, old: Answer | undefined): boolean {
  switch (pressed('answer', event)) {
    case 'score':
      answer(known, vendor, { score: digitOf(event) });
      return true;
    case 'clear':
      clearScore(known, vendor);
      return true;
    case 'not-applicable':
      answer(known, vendor, { applies: old?.applies === false });
      return true;
    case 'verified':
      if (old?.score === undefined) return false;
      answer(known, vendor, { verified: !old.verified });
      return true;
    case undefined:
      return false;
  }
}
