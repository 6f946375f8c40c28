/** Composes the shipped sample from the catalogue with the commands the app itself uses: what it shows, a consultant can do. */
import { setInputRange } from '../../shared/business-case/edit-business-case';
import type { Catalogue } from '../../shared/catalogue/schema';
import { addVendor, answerPoint, setRequirement } from '../../shared/checklist/edit-checklist';
import { addTrialTask, setTrialResult } from '../../shared/checklist/edit-trial';
import type { VendorCosts } from '../../shared/checklist/vendor-costs-schema';
import { createEngagement } from '../../shared/engagement/create-engagement';
import { addPhase, addPlannedSend, editPhase, editVolumes, setKpiInput } from '../../shared/engagement/edit-plan';
import type { Engagement, Note } from '../../shared/engagement/schema';
import { withoutUndefined } from '../../shared/engagement/without-undefined';
import { addJourneyFromTemplate, editJourney, editPolicies, renameJourney } from '../../shared/journey/edit-journey';
import { editMessage, setMessageText } from '../../shared/journey/edit-messages';
import { editFrame, editSheet, type FramePatch } from '../../shared/journey/storyboard-edit';
import { addNote, answerNote } from '../../shared/notes/edit-notes';
import { mapFields, rankField } from '../../shared/record/edit-record';
import { addSourceFromCatalogue } from '../../shared/sources/add-source';
import { editFields, type FieldPatch } from '../../shared/sources/edit-fields';
import { editSource } from '../../shared/sources/edit-sources';
import { allFields } from '../../shared/sources/find';
import { type Language, languages } from '../../shared/text';
import { exampleValues, maskedExample } from './examples';
import { eventsOfPlugIn, notYetMapped, phoneTrust, stepsOfField } from './mapping';
import { messageWords } from './messages';
import { createIds } from './new-id';
import { type NoteWords, notes } from './notes';
import * as plan from './plan';
import { sampleProfiles } from './profiles';
import { fieldWords, sourceWords } from './sources';
import { storyboards } from './storyboards';
import { trialTasks, vendors } from './vendors';
import { type Say, sayIn, toText } from './words';

const START = '2026-11-04T07:30:00.000Z';
const workshops = { 1: '2026-11-11T09:', 2: '2026-11-22T12:' } as const;
type NewId = () => string;

/** The whole sample; plain texts in `language`, everything with a text per language in all three. The same every time. */
export function composeSample(catalogue: Catalogue, language: Language): Engagement {
  const newId = createIds(START, 7);
  const say = sayIn(language);
  let engagement = createEngagement({
    id: newId(),
    now: START,
    name: say(plan.client.name),
    client: { name: say(plan.client.name), industry: say(plan.client.industry), country: 'IL', timeZone: 'Asia/Jerusalem', currency: 'ILS' },
    languages: { document: language, customers: ['he', 'en'] },
    consultant: say(plan.client.consultant),
    catalogue,
  });
  engagement = { ...engagement, sender: plan.sender };
  engagement = withSources(engagement, catalogue, newId, say);
  engagement = withMappings(engagement, catalogue);
  engagement = withJourneys(engagement, catalogue, newId);
  engagement = withMessages(engagement);
  engagement = withStoryboards(engagement);
  engagement = withPlan(engagement, newId, say);
  engagement = withVendors(engagement, newId, say);
  engagement = withNotes(engagement, newId, say);
  return { ...engagement, revision: 1, updatedAt: '2026-11-22T12:32:00.000Z' };
}

function withSources(start: Engagement, catalogue: Catalogue, newId: NewId, say: Say): Engagement {
  const examples = exampleValues();
  let engagement = start;
  for (const template of catalogue.dataSources.sources.filter((source) => source.inReferenceArchitecture)) {
    const words = sourceWords[template.id];
    if (!words) throw new Error(`No words for the source ${template.id}`);
    engagement = addSourceFromCatalogue(engagement, { template, newId, product: words.product, status: 'confirmed' });
    const { transports, direction } = words;
    const id = engagement.sources.at(-1)?.id ?? '';
    engagement = editSource(engagement, {
      id,
      source: { transports, direction, frequency: say(words.frequency), owner: say(words.owner), note: say(words.note) },
    });
  }
  const edits = allFields(engagement).map(({ object, field }) => {
    const words = fieldWords[field.from ?? ''] ?? {};
    const value = examples.get(`${object.from}/${field.nativeName}`);
    const more = eventsOfPlugIn[field.from ?? ''] ?? [];
    const patch: FieldPatch = {
      ...(words.status && { status: words.status }),
      ...(words.pii && { pii: words.pii }),
      ...(words.owner && { owner: say(words.owner) }),
      ...(words.note && { note: say(words.note) }),
      ...(value !== undefined && words.status !== 'missing' && { example: maskedExample(value, { ...field, pii: words.pii ?? field.pii }) }),
      ...(more.length > 0 && { eventProperties: [...field.eventProperties, ...more] }),
    };
    return { id: field.id, field: patch };
  });
  return withProfiles(editFields(engagement, { edits }));
}

function withProfiles(engagement: Engagement): Engagement {
  const profiles = sampleProfiles(engagement.sources.flatMap((source) => source.objects));
  const edits = allFields(engagement).flatMap(({ object, field }) => {
    const profile = profiles.get(`${object.from}/${field.nativeName}`);
    return profile ? [{ id: field.id, field: { profile } }] : [];
  });
  return editFields(engagement, { edits });
}

/** Each field where the catalogue says it belongs, the most trusted system first; some are left for the app to suggest. */
function withMappings(start: Engagement, catalogue: Catalogue): Engagement {
  const fieldIds = new Map(allFields(start).flatMap(({ field }) => (field.from === undefined ? [] : [[field.from, field.id] as const])));
  const idOf = (from: string) => {
    const id = fieldIds.get(from);
    if (id === undefined) throw new Error(`No field ${from}`);
    return id;
  };
  const sources = catalogue.dataSources.sources.filter((source) => source.inReferenceArchitecture);
  const trust = new Map(catalogue.unifiedRecord.trustOrder.map((order) => [order.group, order.sources]));
  const mappings = catalogue.unifiedRecord.fields.flatMap((attribute) => {
    const order = trust.get(attribute.group) ?? [];
    const rank = (source: string) => (order.includes(source) ? order.indexOf(source) : order.length);
    return [...sources]
      .sort((a, b) => rank(a.id) - rank(b.id))
      .flatMap((source) => source.objects.flatMap((object) => object.fields))
      .filter((field) => field.unifiedField === attribute.id && !notYetMapped.has(field.id))
      .map((field) => {
        const transforms = stepsOfField[field.id];
        return { attribute: attribute.id, field: idOf(field.id), ...(transforms && { transforms }) };
      });
  });
  const mapped = mapFields(start, { mappings });
  return phoneTrust.reduce((engagement, from, rank) => rankField(engagement, { attribute: 'mobile-phone', field: idOf(from), rank }), mapped);
}

function withJourneys(start: Engagement, catalogue: Catalogue, newId: NewId): Engagement {
  let engagement = start;
  for (const template of catalogue.journeys.journeys.filter(({ base, id }) => base || id in plan.moreJourneys)) {
    engagement = addJourneyFromTemplate(engagement, { template, catalogue, newId });
    const journey = engagement.journeys.at(-1);
    if (!journey) continue;
    const name = plan.moreJourneys[template.id];
    if (name) engagement = renameJourney(engagement, { id: journey.id, name: toText(name) });
    // A shop sells no insurance, and the VIP journey is not in its plan: rules about them go.
    const own = journey.policies.own.filter(({ id }) => id !== 'active-policy' && id !== 'vip-journey');
    if (own.length < journey.policies.own.length) engagement = editPolicies(engagement, { id: journey.id, policies: { own } });
    const status = plan.journeyStatus[template.id];
    if (status) engagement = editJourney(engagement, { id: journey.id, journey: { status } });
  }
  return engagement;
}

function withMessages(start: Engagement): Engagement {
  let engagement = start;
  for (const [id, { subject, preheader, body, approved }] of Object.entries(messageWords)) {
    if (!engagement.messages.some((message) => message.id === id)) throw new Error(`No message ${id}`);
    for (const language of languages) {
      // A draft in brackets must not stay beside a text that is written.
      engagement = setMessageText(engagement, { id, part: 'body', language, words: body[language] ?? '' });
      // Lists of work call a message by its name: one that is written anew does not go on under the template's.
      for (const [part, line] of [
        ['name', subject?.[language]],
        ['subject', subject?.[language]],
        ['preheader', preheader?.[language]],
      ] as const)
        if (line !== undefined) engagement = setMessageText(engagement, { id, part, language, words: line });
    }
    if (approved) engagement = editMessage(engagement, { id, message: { status: 'approved' } });
  }
  return engagement;
}

function withStoryboards(start: Engagement): Engagement {
  let engagement = start;
  for (const [template, { persona, segment, goal, reachedAt, counted, frames }] of Object.entries(storyboards)) {
    const journey = engagement.journeys.find(({ from }) => from === template)?.id ?? template;
    const sheet = { persona: toText(persona), goal: toText(goal), ...(segment && { segment }), ...(reachedAt && { reachedAt }) };
    engagement = editSheet(engagement, { journey, sheet });
    frames.forEach(({ toBe, toBeWords, actual, planned, mood, scene, stage, ...words }, i) => {
      const frame: FramePatch = {
        ...Object.fromEntries(Object.entries(words).map(([part, said]) => [part, toText(said)])),
        ...withoutUndefined({ planned, mood, scene, stage }),
        ...(toBe !== undefined && { toBe: { mood: toBe, ...(toBeWords && { emotion: toText(toBeWords) }) } }),
        ...(actual !== undefined && { actual: { count: actual, on: counted.on, source: toText(counted.source) } }),
      };
      engagement = editFrame(engagement, { journey, touchpoint: i + 1, frame });
    });
  }
  return engagement;
}

function withPlan(start: Engagement, newId: NewId, say: Say): Engagement {
  let engagement = editVolumes(start, { volumes: plan.volumes });
  for (const [input, value] of Object.entries(plan.kpiInputs)) engagement = setKpiInput(engagement, { input, value });
  for (const [input, span] of Object.entries(plan.inputRanges)) engagement = setInputRange(engagement, { input, span });
  for (const { name, ...send } of plan.plannedSends) engagement = addPlannedSend(engagement, { id: newId(), send: { ...send, name: say(name) } });
  const journeys = new Map(engagement.journeys.map((journey) => [journey.from, journey.id]));
  for (const { name, start: begins, note, journeys: templates } of plan.phases) {
    const id = newId();
    engagement = addPhase(engagement, { id, name: toText(name), start: begins, journeys: templates.map((template) => journeys.get(template) ?? template) });
    engagement = editPhase(engagement, { id, phase: { note: say(note) } });
  }
  return engagement;
}

function withVendors(start: Engagement, newId: NewId, say: Say): Engagement {
  const { point, value, reason } = plan.requirement;
  let engagement = setRequirement(start, { point, value: say(value), reason: say(reason) });
  const tasks = trialTasks.map((task) => {
    const id = newId();
    engagement = addTrialTask(engagement, { id, task: { ...task, task: say(task.task) } });
    return id;
  });
  for (const { name, role, contact, note, answers, costs, trial = [] } of vendors) {
    const vendor = newId();
    const addOns = costs?.addOns?.map((addOn) => ({ ...addOn, id: newId(), name: say(addOn.name) }));
    const offer = costs && { costs: { ...costs, ...(addOns && { addOns }) } as VendorCosts };
    const called = typeof name === 'string' ? name : say(name);
    engagement = addVendor(engagement, { id: vendor, vendor: { name: called, role, note: say(note), ...(contact && { contact: say(contact) }), ...offer } });
    for (const [id, { claim, evidence, cost, by, fallback, ...answer }] of Object.entries(answers)) {
      const words = Object.entries({ claim, evidence, cost, by, fallback }).flatMap(([part, said]) => (said ? [[part, say(said)]] : []));
      engagement = answerPoint(engagement, { vendor, point: id, answer: { ...answer, ...Object.fromEntries(words) } });
    }
    for (const { task, note: remark, ...result } of trial)
      engagement = setTrialResult(engagement, { vendor, task: tasks[task] ?? '', result: { ...result, ...(remark && { note: say(remark) }) } });
  }
  return engagement;
}

function withNotes(start: Engagement, newId: NewId, say: Say): Engagement {
  let engagement = start;
  notes.forEach((words, n) => {
    const id = newId();
    const now = `${workshops[words.workshop]}${String(2 + n * 2).padStart(2, '0')}:00.000Z`;
    const about = aboutOf(engagement, words.about);
    const { kind, due } = words;
    engagement = addNote(engagement, {
      id,
      now,
      note: {
        kind,
        text: say(words.text),
        owner: say(words.owner),
        ...(due && { due }),
        ...(about && { about }),
        ...(words.evidence && !words.answer && { evidence: say(words.evidence) }),
      },
    });
    if (words.answer) engagement = answerNote(engagement, { id, answer: say(words.answer), ...(words.evidence && { evidence: say(words.evidence) }) });
  });
  return engagement;
}

function aboutOf(engagement: Engagement, about: NoteWords['about']): Note['about'] {
  if (!about) return undefined;
  const journeyOf = (template: string) => engagement.journeys.find((journey) => journey.from === template)?.id ?? template;
  if ('field' in about) return { kind: 'field', id: allFields(engagement).find(({ field }) => field.from === about.field)?.field.id ?? about.field };
  if ('node' in about) return { kind: 'node', id: about.node, within: journeyOf(about.within) };
  if ('journey' in about) return { kind: 'journey', id: journeyOf(about.journey) };
  if ('source' in about) return { kind: 'source', id: engagement.sources.find((source) => source.from === about.source)?.id ?? about.source };
  if ('vendor' in about) return { kind: 'vendor', id: engagement.checklist.vendors.find((vendor) => vendor.name === about.vendor)?.id ?? about.vendor };
  if ('message' in about) return { kind: 'message', id: about.message };
  if ('point' in about) return { kind: 'point', id: about.point };
  return { kind: 'attribute', id: about.attribute };
}

/** The text of the sample's file: indented by two, for people who read it. */
export function toSampleText(engagement: Engagement): string {
  return `${JSON.stringify(engagement, null, 2)}\n`;
}
