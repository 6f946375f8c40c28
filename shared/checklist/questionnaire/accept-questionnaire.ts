/** Does what was ticked of a questionnaire that came back. */
import type { Engagement } from '../../engagement/schema';
import { withoutUndefined } from '../../engagement/without-undefined';
import { addNote, answerNote } from '../../notes/edit-notes';
import type { NewId } from '../../sources/add-source';
import { answerPoint, editVendor } from '../edit-checklist';
import type { VendorCosts } from '../vendor-costs-schema';
import type { CostEdit, QuestionnaireAct } from './questionnaire-change';
import type { ReturnedQuestionnaire } from './questionnaire-return';
import { type ReviewSource, readQuestionnaire } from './read-questionnaire';
import type { Witness } from './review-facts';

/**
 * One step. Done twice it changes nothing the second time. Ticks that are no changes of this file are passed over. Scores and
 * what was seen proved stay as they are; who filled the file in is noted with answers nobody has verified.
 */
export function acceptQuestionnaire(
  engagement: Engagement,
  {
    returned,
    vendor,
    ticked,
    newId,
    ...source
  }: Omit<ReviewSource, 'engagement'> & { returned: ReturnedQuestionnaire; vendor: string; ticked: ReadonlySet<string>; newId: NewId },
): Engagement {
  const review = readQuestionnaire({ ...source, engagement }, returned, { vendor });
  if (!review) return engagement;
  let next = engagement;
  for (const { id, act } of review.changes) if (ticked.has(id)) next = perform(next, act, { vendor, newId, witness: review.witness });
  return next;
}

type Tools = { vendor: string; newId: NewId; witness: Witness };

function perform(engagement: Engagement, act: QuestionnaireAct, { vendor, newId, witness }: Tools): Engagement {
  switch (act.do) {
    case 'answer': {
      const isVerified = engagement.checklist.answers.some((one) => one.vendor === vendor && one.point === act.point && one.verified);
      return answerPoint(engagement, { vendor, point: act.point, answer: { ...act.answer, ...(isVerified ? {} : witness) } });
    }
    case 'edit-vendor':
      return editVendor(engagement, { id: vendor, vendor: act.vendor });
    case 'price': {
      const costs = engagement.checklist.vendors.find(({ id }) => id === vendor)?.costs ?? {};
      const next = withPrice(costs, act.edit, newId);
      return editVendor(engagement, { id: vendor, vendor: { costs: Object.keys(next).length === 0 ? undefined : next } });
    }
    case 'answer-note':
      return answerNote(engagement, { id: act.note, answer: act.answer });
    case 'add-note':
      return addNote(engagement, { id: newId(), now: engagement.updatedAt, note: act.note });
  }
}

function withPrice(costs: VendorCosts, edit: CostEdit, newId: NewId): VendorCosts {
  switch (edit.part) {
    case 'tiers':
      return withoutUndefined({ ...costs, tiers: edit.value });
    case 'message': {
      const messages = withoutUndefined({ ...costs.messages, [edit.channel]: edit.value });
      return withoutUndefined({ ...costs, messages: Object.keys(messages).length === 0 ? undefined : messages });
    }
    case 'add-on': {
      const { id, value } = edit;
      const old = costs.addOns ?? [];
      if (id === undefined) return value ? { ...costs, addOns: [...old, { id: newId(), ...value }] } : costs;
      const next = old.flatMap((one) => (one.id === id ? (value ? [{ id, ...value }] : []) : [one]));
      return withoutUndefined({ ...costs, addOns: next.length === 0 ? undefined : next });
    }
    default:
      return withoutUndefined({ ...costs, [edit.part]: edit.value });
  }
}
