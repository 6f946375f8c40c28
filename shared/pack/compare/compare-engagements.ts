/** What is different between two states of an engagement, section by section, in the reader's words. */
import { toCanonicalJson } from '../../canonical-json';
import { groupPoints } from '../../checklist/point-groups';
import type { Engagement } from '../../engagement/schema';
import { messageIds } from '../../journey/content-hash';
import type { Attribute } from '../../record/schema';
import { allFields } from '../../sources/find';
import { type Text, textIn } from '../../text';
import { type ChangeEntry, type ChangeSection, type ChangeSectionId, changeSections } from './changes';
import { compareJourneys, compareRules, type TwoStates } from './compare-journeys';
import { compareSources } from './compare-sources';
import { compareThings, type Reader, settingChanges } from './compare-things';

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
  const tell = tellers(states, reader);
  return changeSections.flatMap((id): ChangeSection[] => {
    const parts = partsOf[id].filter((part) => toCanonicalJson(before[part] ?? null) !== toCanonicalJson(after[part] ?? null));
    if (parts.length === 0) return [];
    const entries = tell[id]();
    if (entries.length > 0) return [{ id, entries }];
    // A message is told at the step that sends it, or among the messages: one of the two is enough.
    const toldElsewhere = (id === 'journeys' && tell.messages().length > 0) || (id === 'messages' && tell.journeys().length > 0);
    return toldElsewhere ? [] : [{ id, entries: [inDetail(id, reader)] }];
  });
}

/** Something that is read by programs, drawn, or only ordered otherwise. */
function inDetail(id: ChangeSectionId, { translate }: Reader): ChangeEntry {
  return { id, sign: 'changed', kind: translate(`pack.section.${id}`), title: translate('pack.changed-in-detail'), lines: [] };
}

function tellers(states: TwoStates, reader: Reader): Record<ChangeSectionId, () => ChangeEntry[]> {
  const { before, after } = states;
  const { translate, language } = reader;
  const words = (text: Text | undefined) => textIn(text, language);
  const one = (id: string, title: string, was: unknown, is: unknown): ChangeEntry[] => {
    const lines = settingChanges(was, is, reader);
    return lines ? [{ id, sign: 'changed', kind: translate('pack.kind.settings'), title, lines }] : [];
  };
  const kind = (name: string) => translate(`pack.kind.${name}`);
  return {
    settings: () => [
      ...one('engagement', translate('settings.engagement'), { name: before.name }, { name: after.name }),
      ...one('client', translate('settings.client'), before.client, after.client),
      ...one('consultant', translate('settings.consultant'), { name: before.consultant }, { name: after.consultant }),
      ...one('languages', translate('settings.language'), languageNames(before, reader), languageNames(after, reader)),
    ],
    sources: () => compareSources(before, after, reader),
    record: () =>
      compareThings(
        withFieldNames(before),
        withFieldNames(after),
        { kind: kind('attribute'), keyOf: ({ id }) => id, titleOf: ({ id, label }) => words(label) || id },
        reader,
      ),
    rules: () => compareRules(states, reader),
    journeys: () => compareJourneys(states, reader),
    messages: () => {
      // Those of a journey that was there before are told at their step.
      const sent = new Set(after.journeys.filter(({ id }) => before.journeys.some((was) => was.id === id)).flatMap((journey) => [...messageIds(journey)]));
      const others = ({ messages }: Engagement) => messages.filter(({ id }) => !sent.has(id));
      return compareThings(
        others(before),
        others(after),
        { kind: kind('message'), keyOf: ({ id }) => id, titleOf: ({ id, name }) => words(name) || id },
        reader,
      );
    },
    vendors: () => compareVendors(states, reader),
    figures: () => [
      ...one('volumes', kind('volumes'), before.volumes, after.volumes),
      ...one('kpi-inputs', kind('kpi-inputs'), before.kpiInputs, after.kpiInputs),
      ...one('business-case', kind('business-case'), before.businessCase, after.businessCase),
    ],
    plan: () => [
      ...compareThings(before.plannedSends, after.plannedSends, { kind: kind('planned-send'), keyOf: ({ id }) => id, titleOf: ({ name }) => name }, reader),
      ...compareThings(before.phases, after.phases, { kind: kind('phase'), keyOf: ({ id }) => id, titleOf: ({ id, name }) => words(name) || id }, reader),
    ],
    notes: () => compareThings(before.notes, after.notes, { kind: kind('note'), keyOf: ({ id }) => id, titleOf: ({ text }) => text.slice(0, 120) }, reader),
    documents: () => [],
  };
}

function languageNames({ languages: { document, customers } }: Engagement, { translate }: Reader) {
  return { documentLanguage: translate(`language.${document}`), customerLanguages: customers.map((one) => translate(`language.${one}`)) };
}

/** A client knows a field by its name and not by its id. */
function withFieldNames(engagement: Engagement): (Omit<Attribute, 'sources'> & { sources: string[] })[] {
  const names = new Map(allFields(engagement).map(({ object, field }) => [field.id, `${object.nativeName}.${field.nativeName}`]));
  return engagement.record.attributes.map((attribute) => ({ ...attribute, sources: attribute.sources.map(({ field }) => names.get(field) ?? field) }));
}

function compareVendors({ before, after, catalogue }: TwoStates, reader: Reader): ChangeEntry[] {
  const { translate, language } = reader;
  const kind = (name: string) => translate(`pack.kind.${name}`);
  const known = [before, after].flatMap(({ checklist }) => groupPoints(checklist.points, catalogue).flatMap(({ points }) => points));
  const points = new Map(known.map(({ point, label }) => [point.id, textIn(label, language)]));
  const vendors = new Map([before, after].flatMap(({ checklist }) => checklist.vendors.map(({ id, name }) => [id, name] as const)));
  const [old, now] = [before.checklist, after.checklist];
  const pointName = (id: string) => points.get(id) ?? id;
  const vendorName = (id: string) => vendors.get(id) ?? id;
  return [
    ...compareThings(old.vendors, now.vendors, { kind: kind('vendor'), keyOf: ({ id }) => id, titleOf: ({ name }) => name }, reader),
    ...compareThings(old.points, now.points, { kind: kind('point'), keyOf: ({ id }) => id, titleOf: ({ id }) => pointName(id) }, reader),
    ...compareThings(
      old.answers,
      now.answers,
      {
        kind: kind('answer'),
        keyOf: ({ vendor, point }) => `${vendor} ${point}`,
        titleOf: ({ vendor, point }) => `${vendorName(vendor)} · ${pointName(point)}`,
      },
      reader,
    ),
    ...compareThings(old.trialTasks, now.trialTasks, { kind: kind('trial-task'), keyOf: ({ id }) => id, titleOf: ({ task }) => task.slice(0, 120) }, reader),
  ];
}
