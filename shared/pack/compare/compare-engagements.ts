/** What is different between two states of an engagement, section by section, in the reader's words. */
import { toCanonicalJson } from '../../canonical-json';
import type { Engagement } from '../../engagement/schema';
import { messageIds } from '../../journey/content-hash';
import { type Text, textIn } from '../../text';
import { type ChangeEntry, type ChangeSection, type ChangeSectionId, changeSections } from './changes';
import { compareJourneys, compareRules } from './compare-journeys';
import { compareSources } from './compare-sources';
import { compareOne, compareThings } from './compare-things';
import { looks } from './looks';
import { createSpeaker, type Reader, type Speaker, type TwoStates } from './speaker';

/** Which parts of an engagement each section tells of; together they are all of it. */
const partsOf = {
  settings: ['format', 'formatVersion', 'id', 'createdAt', 'name', 'client', 'consultant', 'languages'],
  sources: ['sources'],
  record: ['record', 'measured'],
  rules: ['identity', 'sender', 'segments', 'suppressions', 'caps', 'calendars'],
  journeys: ['journeys', 'messages'],
  messages: ['messages'],
  vendors: ['checklist'],
  figures: ['volumes', 'kpiInputs', 'businessCase'],
  plan: ['plannedSends', 'phases'],
  notes: ['notes'],
  documents: ['documents'],
} as const satisfies Record<ChangeSectionId, readonly (keyof Engagement)[]>;
/** Saving is no change. */
type Told = (typeof partsOf)[ChangeSectionId][number] | 'revision' | 'updatedAt';
type Untold = Exclude<keyof Engagement, Told>;
const everythingIsTold: Untold extends never ? true : Untold = true;

/**
 * Sections with a change, in the order of the workshop; none: the two are the same but for when they were saved. A part that
 * changed in a way nobody has words for still comes back, as changed.
 */
export function compareEngagements(states: TwoStates, reader: Reader): ChangeSection[] {
  if (!everythingIsTold) return [];
  const { before, after } = states;
  const tell = tellers(states, createSpeaker(states, reader));
  return changeSections.flatMap((id): ChangeSection[] => {
    // What is shared between two states is the same without looking at it.
    const parts = partsOf[id].filter((part) => before[part] !== after[part] && toCanonicalJson(before[part] ?? null) !== toCanonicalJson(after[part] ?? null));
    if (parts.length === 0) return [];
    const entries = tell[id]();
    if (entries.length > 0) return [{ id, entries }];
    // A message is told at the step that sends it, or among the messages: one of the two is enough.
    const toldElsewhere = (id === 'journeys' && tell.messages().length > 0) || (id === 'messages' && tell.journeys().length > 0);
    return toldElsewhere ? [] : [{ id, entries: [inDetail(id, reader)] }];
  });
}

/** What has words nowhere else: seen to by `partsOf`, so that no change is passed over. */
function inDetail(id: ChangeSectionId, { translate }: Reader): ChangeEntry {
  return { id, sign: 'changed', kind: translate(`pack.section.${id}`), title: translate('pack.changed-in-detail'), lines: [] };
}

function tellers(states: TwoStates, speaker: Speaker): Record<ChangeSectionId, () => ChangeEntry[]> {
  const { before, after } = states;
  const { translate, language } = speaker;
  const words = (text: Text | undefined) => textIn(text, language) || translate('pack.unnamed');
  const one = (id: keyof typeof looks, title: string, was: unknown, is: unknown) => compareOne(id, title, was, is, looks[id], speaker);
  const project = ({ format, formatVersion, id, createdAt, name }: Engagement) => ({ format, formatVersion, id, createdAt, name });
  const kind = (name: string) => translate(`pack.kind.${name}`);
  return {
    settings: () => [
      ...one('engagement', translate('settings.engagement'), project(before), project(after)),
      ...one('client', translate('settings.client'), before.client, after.client),
      ...compareOne('consultant', translate('settings.consultant'), { name: before.consultant }, { name: after.consultant }, looks.client, speaker),
      ...one('languages', translate('settings.language'), before.languages, after.languages),
    ],
    sources: () => compareSources(before, after, speaker),
    record: () => [
      ...compareThings(
        before.record.attributes,
        after.record.attributes,
        { kind: 'attribute', keyOf: ({ id }) => id, titleOf: ({ id }) => speaker.nameOf('attribute', id), looks: looks.attribute, leaves: ['id'] },
        speaker,
      ),
      ...compareThings(
        before.record.groups,
        after.record.groups,
        { kind: 'group', keyOf: ({ id }) => id, titleOf: ({ label }) => words(label), looks: looks.group, leaves: ['id'] },
        speaker,
      ),
      ...one('measured', translate('pack.kind.measured'), before.measured, after.measured),
    ],
    rules: () => [...compareRules(states, speaker), ...compareIdentity(states, speaker)],
    journeys: () => compareJourneys(states, speaker),
    messages: () => {
      // Those of a journey that was there before are told at their step.
      const sent = new Set(after.journeys.filter(({ id }) => before.journeys.some((was) => was.id === id)).flatMap((journey) => [...messageIds(journey)]));
      const others = ({ messages }: Engagement) => messages.filter(({ id }) => !sent.has(id));
      return compareThings(
        others(before),
        others(after),
        { kind: 'message', keyOf: ({ id }) => id, titleOf: ({ name }) => words(name), looks: looks.message, leaves: ['id'] },
        speaker,
      );
    },
    vendors: () => compareVendors(states, speaker),
    figures: () => [
      ...one('volumes', kind('volumes'), before.volumes, after.volumes),
      ...one('kpiInputs', kind('kpi-inputs'), before.kpiInputs, after.kpiInputs),
      ...one('businessCase', kind('business-case'), withoutJourneys(before), withoutJourneys(after)),
      ...compareThings(
        before.businessCase.journeys,
        after.businessCase.journeys,
        {
          ...{ kind: 'journey-case', keyOf: ({ journey }) => journey, titleOf: ({ journey }) => speaker.nameOf('journey', journey) },
          ...{ looks: looks.journeyCase, leaves: ['journey'] },
        },
        speaker,
      ),
    ],
    plan: () => [
      ...compareThings(
        before.plannedSends,
        after.plannedSends,
        { kind: 'planned-send', keyOf: ({ id }) => id, titleOf: ({ name }) => name, looks: looks.plannedSend, leaves: ['id'] },
        speaker,
      ),
      ...compareThings(
        before.phases,
        after.phases,
        { kind: 'phase', keyOf: ({ id }) => id, titleOf: ({ name }) => words(name), looks: looks.phase, leaves: ['id'] },
        speaker,
      ),
    ],
    notes: () =>
      compareThings(
        before.notes,
        after.notes,
        { kind: 'note', keyOf: ({ id }) => id, titleOf: ({ text }) => shortened(text), looks: looks.note, leaves: ['id'] },
        speaker,
      ),
    documents: () => one('documents', translate('pack.section.documents'), before.documents, after.documents),
  };
}

function withoutJourneys({ businessCase: { journeys: _, ...others } }: Engagement) {
  return others;
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** Which identifiers say who somebody is, and what happens when two turn out to be one. */
function compareIdentity({ before, after }: TwoStates, speaker: Speaker): ChangeEntry[] {
  const others = ({ identity: { rules: _, ...rest } }: Engagement) => rest;
  return [
    ...compareThings(
      before.identity.rules,
      after.identity.rules,
      {
        ...{ kind: 'identifier', keyOf: ({ attribute }) => attribute, titleOf: ({ attribute }) => speaker.nameOf('attribute', attribute) },
        ...{ looks: looks.identifier, leaves: ['attribute'] },
      },
      speaker,
    ),
    ...compareOne('identity', speaker.translate('record.view.identity'), others(before), others(after), looks.identity, speaker),
  ];
}

function compareVendors({ before, after }: TwoStates, speaker: Speaker): ChangeEntry[] {
  const { nameOf } = speaker;
  const [old, now] = [before.checklist, after.checklist];
  const tasks = new Map([...old.trialTasks, ...now.trialTasks].map(({ id, task }) => [id, shortened(task)]));
  return [
    ...compareThings(
      old.vendors,
      now.vendors,
      { kind: 'vendor', keyOf: ({ id }) => id, titleOf: ({ name }) => name, looks: looks.vendor, leaves: ['id'] },
      speaker,
    ),
    ...compareThings(
      old.points,
      now.points,
      { kind: 'point', keyOf: ({ id }) => id, titleOf: ({ id }) => nameOf('point', id), looks: looks.point, leaves: ['id'] },
      speaker,
    ),
    ...compareThings(
      old.answers,
      now.answers,
      {
        ...{ kind: 'answer', keyOf: ({ vendor, point }) => `${vendor} ${point}` },
        ...{ titleOf: ({ vendor, point }) => `${nameOf('vendor', vendor)} · ${nameOf('point', point)}`, looks: looks.answer, leaves: ['vendor', 'point'] },
      },
      speaker,
    ),
    ...compareThings(
      old.trialTasks,
      now.trialTasks,
      { kind: 'trial-task', keyOf: ({ id }) => id, titleOf: ({ task }) => shortened(task), looks: looks.trialTask, leaves: ['id'] },
      speaker,
    ),
    ...compareThings(
      old.trialResults,
      now.trialResults,
      {
        ...{ kind: 'trial-result', keyOf: ({ vendor, task }) => `${vendor} ${task}` },
        ...{ titleOf: ({ vendor, task }) => `${nameOf('vendor', vendor)} · ${tasks.get(task) ?? speaker.translate('pack.unknown-thing')}` },
        ...{ looks: looks.trialResult, leaves: ['vendor', 'task'] },
      },
      speaker,
    ),
  ];
}
