/** The steps of this page by name, so that heat map, list and inspector write history alike. */
import { type AnswerPatch, answerPoint, clearAnswer } from '../../../shared/checklist/edit-checklist';
import type { KnownPoint } from '../../../shared/checklist/point-groups';
import type { Answer, Attachment, Vendor } from '../../../shared/checklist/schema';
import type { Engagement } from '../../../shared/engagement/schema';
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

/** Puts a file that is kept already to the answer, after those that are there by now. */
export function attach(known: KnownPoint, vendor: Vendor, file: Attachment): void {
  run({ key: 'gap.step.attach', params: { file: file.name, point: known.label } }, (e) =>
    answerPoint(e, { vendor: vendor.id, point: known.point.id, answer: { files: [...filesOf(e, vendor.id, known.point.id), file] } }),
  );
}

/** The file itself stays until nothing speaks of it, so that this can be undone. */
export function detach(known: KnownPoint, vendor: Vendor, file: Attachment): void {
  run({ key: 'gap.step.detach', params: { file: file.name, point: known.label } }, (e) =>
    answerPoint(e, { vendor: vendor.id, point: known.point.id, answer: { files: filesOf(e, vendor.id, known.point.id).filter(({ id }) => id !== file.id) } }),
  );
}

function filesOf({ checklist }: Engagement, vendor: string, point: string): readonly Attachment[] {
  return checklist.answers.find((answer) => answer.vendor === vendor && answer.point === point)?.files ?? [];
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
