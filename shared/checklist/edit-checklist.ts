/** Commands on vendors, answers, weights and points. Ids that lead nowhere change nothing. */
import { produce } from 'immer';
import { moveItem } from '../engagement/edit-plan';
import type { Engagement } from '../engagement/schema';
import { typed, typedOptional, typedText } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import { keySchema } from '../ids';
import { keepNotesOf } from '../notes/edit-notes';
import { isEmptyText, type Text } from '../text';
import { type Answer, answerSchema, type Checklist, type OwnPoint, type Point, type Priority, pointSchema, type Vendor, vendorSchema } from './schema';

export type VendorFields = Omit<Vendor, 'id'>;

export function addVendor(engagement: Engagement, { id, vendor }: { id: string; vendor: VendorFields }): Engagement {
  const next = parseVendor({ ...vendor, id });
  if (!next || engagement.checklist.vendors.some((other) => other.id === id)) return engagement;
  return withChecklist(engagement, { vendors: [...engagement.checklist.vendors, next] });
}

/** Absent keys stay, `undefined` or '' empties; an empty name changes nothing. */
export function editVendor(engagement: Engagement, { id, vendor }: { id: string; vendor: Partial<VendorFields> }): Engagement {
  const old = engagement.checklist.vendors.find((other) => other.id === id);
  const next = old && parseVendor({ ...old, ...vendor });
  return next ? withChecklist(engagement, { vendors: engagement.checklist.vendors.map((other) => (other.id === id ? next : other)) }) : engagement;
}

/** Takes the vendor's answers along; notes stay with the name in front. */
export function removeVendor(engagement: Engagement, { id }: { id: string }): Engagement {
  const old = engagement.checklist.vendors.find((vendor) => vendor.id === id);
  if (!old) return engagement;
  return {
    ...withChecklist(engagement, {
      vendors: engagement.checklist.vendors.filter((vendor) => vendor.id !== id),
      answers: engagement.checklist.answers.filter((answer) => answer.vendor !== id),
      trialResults: engagement.checklist.trialResults.filter((result) => result.vendor !== id),
    }),
    businessCase: withoutUndefined({
      ...engagement.businessCase,
      platform: engagement.businessCase.platform === id ? undefined : engagement.businessCase.platform,
    }),
    notes: keepNotesOf(withoutAsked(engagement.notes, old), 'vendor', new Map([[id, old.name]])),
  };
}

/** What was asked of a vendor about a point stays a question about the point. */
function withoutAsked(notes: Engagement['notes'], { id, name }: Vendor): Engagement['notes'] {
  return notes.map((note) =>
    note.about?.kind === 'point' && note.about.within === id
      ? { ...note, about: { kind: note.about.kind, id: note.about.id }, text: typed(`${name}: ${note.text}`, 5000) }
      : note,
  );
}

export type AnswerPatch = Partial<Omit<Answer, 'vendor' | 'point'>>;

/**
 * Writes part of an answer; the rest stays as it was. "Does not apply" drops the score, and a score means that it applies.
 * An answer with nothing left in it disappears: that is what "not answered" is.
 */
export function answerPoint(engagement: Engagement, { vendor, point, answer }: { vendor: string; point: string; answer: AnswerPatch }): Engagement {
  const { checklist } = engagement;
  if (!checklist.vendors.some((other) => other.id === vendor) || !checklist.points.some((other) => other.id === point)) return engagement;
  const isThis = (other: Answer) => other.vendor === vendor && other.point === point;
  const old = checklist.answers.find(isThis);
  const applies = answer.applies ?? (answer.score !== undefined ? true : (old?.applies ?? true));
  const merged = { ...(old ?? { verified: false }), ...answer, vendor, point, applies };
  const parsed = answerSchema.safeParse({
    ...merged,
    score: applies ? merged.score : undefined,
    claim: typedOptional(merged.claim, 5000),
    evidence: typedOptional(merged.evidence, 5000),
    cost: typedOptional(merged.cost, 500),
    by: typedOptional(merged.by, 200),
    fallback: typedOptional(merged.fallback, 2000),
    links: someOf(merged.links),
    files: someOf(merged.files),
    fallbackCost: merged.fallbackCost && someIn(merged.fallbackCost),
  });
  if (!parsed.success) return engagement;
  const next = withoutUndefined(parsed.data);
  if (isBlank(next)) return old ? withChecklist(engagement, { answers: checklist.answers.filter((other) => !isThis(other)) }) : engagement;
  return withChecklist(engagement, { answers: old ? checklist.answers.map((other) => (isThis(other) ? next : other)) : [...checklist.answers, next] });
}

export function clearAnswer(engagement: Engagement, { vendor, point }: { vendor: string; point: string }): Engagement {
  const answers = engagement.checklist.answers.filter((other) => other.vendor !== vendor || other.point !== point);
  return answers.length === engagement.checklist.answers.length ? engagement : withChecklist(engagement, { answers });
}

/** 0–10; outside changes nothing. */
export function setWeight(engagement: Engagement, { point, weight }: { point: string; weight: number }): Engagement {
  return editPoint(engagement, point, { weight });
}

export function setPriority(engagement: Engagement, { point, priority }: { point: string; priority: Priority }): Engagement {
  return editPoint(engagement, point, { priority });
}

/** The score that is wanted of every vendor; `undefined`: what the priority asks for. */
export function setWanted(engagement: Engagement, { point, wanted }: { point: string; wanted: number | undefined }): Engagement {
  return editPoint(engagement, point, { wanted });
}

/** Puts the point `point` at `index` of the whole list. */
export function movePoint(engagement: Engagement, { point, index }: { point: string; index: number }): Engagement {
  return produce(engagement, (draft) => moveItem(draft.checklist.points, point, index));
}

/** Puts the point in the place of `target`, which moves on by one towards where the point came from. */
export function movePointTo(engagement: Engagement, { point, target }: { point: string; target: string }): Engagement {
  const index = engagement.checklist.points.findIndex(({ id }) => id === target);
  return index < 0 || point === target ? engagement : movePoint(engagement, { point, index });
}

/** A point is switched off only with a reason, so that the report can say why it is not there. */
export function switchOffPoint(engagement: Engagement, { point, reason }: { point: string; reason: string }): Engagement {
  const switchedOff = typedOptional(reason, 1000);
  return switchedOff === undefined ? engagement : editPoint(engagement, point, { switchedOff });
}

export function switchOnPoint(engagement: Engagement, { point }: { point: string }): Engagement {
  return editPoint(engagement, point, { switchedOff: undefined });
}

/** Puts a requirement of the consultant's own in place of the computed one. Both value and reason are needed. */
export function setRequirement(engagement: Engagement, { point, value, reason }: { point: string; value: string; reason: string }): Engagement {
  const requirement = { value: typed(value, 1000), reason: typed(reason, 1000) };
  return requirement.value === '' || requirement.reason === '' ? engagement : editPoint(engagement, point, { requirement });
}

export function clearRequirement(engagement: Engagement, { point }: { point: string }): Engagement {
  return editPoint(engagement, point, { requirement: undefined });
}

export type OwnPointFields = Omit<OwnPoint, 'ordinal'>;

/** A point of the client's own, at the end of the list, with the next number. `id` is a key no other point has. */
export function addOwnPoint(
  engagement: Engagement,
  { id, weight = 3, priority = 'should', ...fields }: OwnPointFields & { id: string; weight?: number; priority?: Priority },
): Engagement {
  const { points } = engagement.checklist;
  const ordinal = 1 + Math.max(points.filter(({ own }) => own).length, ...points.map(({ own }) => own?.ordinal ?? 0));
  const own = tidyOwn({ ...fields, ordinal });
  const point = pointSchema.safeParse({ id, weight, priority, own });
  const isTaken = points.some((other) => other.id === id);
  if (!point.success || isTaken || isEmptyText(own.question) || !keySchema.safeParse(fields.category).success) return engagement;
  return withChecklist(engagement, { points: [...points, withoutUndefined(point.data)] });
}

/** Absent keys stay; an empty question changes nothing, other empty words go. */
export function editOwnPoint(engagement: Engagement, { id, own }: { id: string; own: Partial<OwnPointFields> }): Engagement {
  const old = engagement.checklist.points.find((point) => point.id === id)?.own;
  if (!old) return engagement;
  const next = tidyOwn({ ...old, ...own });
  return editPoint(engagement, id, { own: isEmptyText(next.question) ? { ...next, question: old.question } : next });
}

function tidyOwn({ question, why, evidence, redFlag, costQuestion, unit, ...rest }: OwnPoint): OwnPoint {
  const words = (text: Text | undefined, max: number) => {
    const tidy = typedText(text ?? {}, max);
    return isEmptyText(tidy) ? undefined : tidy;
  };
  return withoutUndefined({
    ...rest,
    question: typedText(question, 1000),
    why: words(why, 2000),
    evidence: words(evidence, 2000),
    redFlag: words(redFlag, 2000),
    costQuestion: words(costQuestion, 1000),
    unit: words(unit, 100),
  });
}

/** Only own points can be removed; catalogue points are switched off. */
export function removeOwnPoint(engagement: Engagement, { id }: { id: string }): Engagement {
  const { points, answers } = engagement.checklist;
  const own = points.find((point) => point.id === id)?.own;
  if (!own) return engagement;
  const name = own.question.en ?? own.question.he ?? own.question.fa ?? id;
  return {
    ...withChecklist(engagement, { points: points.filter((point) => point.id !== id), answers: answers.filter((answer) => answer.point !== id) }),
    notes: keepNotesOf(engagement.notes, 'point', new Map([[id, name]])),
  };
}

function editPoint(engagement: Engagement, id: string, patch: Partial<Point>): Engagement {
  const old = engagement.checklist.points.find((point) => point.id === id);
  const next = old && pointSchema.safeParse({ ...old, ...patch });
  if (!next?.success) return engagement;
  return withChecklist(engagement, { points: engagement.checklist.points.map((point) => (point.id === id ? withoutUndefined(next.data) : point)) });
}

function parseVendor(vendor: Vendor): Vendor | undefined {
  const next = vendorSchema.safeParse({
    ...vendor,
    name: typed(vendor.name, 200),
    product: typedOptional(vendor.product, 200),
    contact: typedOptional(vendor.contact, 200),
    note: typedOptional(vendor.note, 5000),
  });
  return next.success ? withoutUndefined(next.data) : undefined;
}

function isBlank(answer: Answer): boolean {
  const { vendor: _vendor, point: _point, applies, verified, ...said } = answer;
  return applies && !verified && Object.values(said).every((part) => part === undefined);
}

/** An empty list is as good as none; one must not keep an answer alive in which nothing stands. */
function someOf<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}

function someIn<T extends object>(parts: T): T | undefined {
  return Object.values(parts).some((part) => part !== undefined) ? parts : undefined;
}

function withChecklist(engagement: Engagement, patch: Partial<Checklist>): Engagement {
  return { ...engagement, checklist: { ...engagement.checklist, ...patch } };
}
