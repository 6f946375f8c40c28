import { type Problem, problem } from '../problem';
import type { Engagement, Note } from './schema';

/**
 * References that lead nowhere and ids used twice: what a hand-edited or half-merged file brings. Warnings, never repaired
 * in silence. Paths hold ids, not positions.
 */
export function checkReferences(engagement: Engagement): Problem[] {
  const problems: Problem[] = [];
  const ids = collectIds(engagement);
  for (const { kind, id } of ids.doubled) problems.push(problem('warns', 'duplicate-id', [kind, id], { id, kind }));

  const dangling = (path: Problem['path'], kind: keyof Ids['known'], id: string) => {
    if (!ids.known[kind].has(id)) problems.push(problem('warns', 'dangling-reference', path, { id, kind }));
  };
  for (const attribute of engagement.record.attributes)
    for (const mapping of attribute.sources) {
      const path = ['record', 'attributes', attribute.id, 'sources', mapping.field];
      dangling(path, 'field', mapping.field);
      for (const step of mapping.transforms ?? []) if (step.kind === 'concat') for (const id of step.fields) dangling(path, 'field', id);
    }
  for (const source of engagement.sources)
    for (const object of source.objects)
      for (const link of object.links ?? []) {
        const path = ['sources', source.id, 'objects', object.id, 'links'];
        dangling(path, 'object', link.object);
        for (const id of [...link.fields, ...(link.toFields ?? [])]) dangling(path, 'field', id);
      }
  for (const rule of engagement.identity.rules) dangling(['identity', 'rules', rule.attribute], 'attribute', rule.attribute);
  for (const answer of engagement.checklist.answers) {
    dangling(['checklist', 'answers', answer.vendor, answer.point], 'vendor', answer.vendor);
    dangling(['checklist', 'answers', answer.vendor, answer.point], 'point', answer.point);
  }
  for (const { vendor } of engagement.checklist.trialResults) dangling(['checklist', 'trialResults', vendor], 'vendor', vendor);
  for (const { journey } of engagement.businessCase.journeys) dangling(['businessCase', 'journeys', journey], 'journey', journey);
  const { platform } = engagement.businessCase;
  if (platform !== undefined && platform !== 'typed') dangling(['businessCase', 'platform'], 'vendor', platform);
  for (const phase of engagement.phases) for (const journey of phase.journeys) dangling(['phases', phase.id, journey], 'journey', journey);
  for (const send of engagement.plannedSends) if (send.segment !== undefined) dangling(['plannedSends', send.id, 'segment'], 'segment', send.segment);
  for (const note of engagement.notes)
    if (note.about && note.about.kind !== 'node') {
      dangling(['notes', note.id, 'about'], note.about.kind, note.about.id);
      if (note.about.kind === 'point' && note.about.within !== undefined) dangling(['notes', note.id, 'about'], 'vendor', note.about.within);
    } else if (note.about?.within !== undefined) dangling(['notes', note.id, 'about'], 'journey', note.about.within);
  return problems;
}

type Kind = Exclude<NonNullable<Note['about']>['kind'], 'node'>;
type Ids = { known: Record<Kind, Set<string>>; doubled: { kind: Kind | 'note'; id: string }[] };

function collectIds(engagement: Engagement): Ids {
  const doubled: Ids['doubled'] = [];
  const setOf = (kind: Kind | 'note', all: readonly { id: string }[]): Set<string> => {
    const set = new Set<string>();
    for (const { id } of all) {
      if (set.has(id)) doubled.push({ kind, id });
      set.add(id);
    }
    return set;
  };
  const objects = engagement.sources.flatMap((source) => source.objects);
  const known = {
    source: setOf('source', engagement.sources),
    object: setOf('object', objects),
    field: setOf(
      'field',
      objects.flatMap((object) => object.fields),
    ),
    attribute: setOf('attribute', engagement.record.attributes),
    segment: setOf('segment', engagement.segments),
    journey: setOf('journey', engagement.journeys),
    message: setOf('message', engagement.messages),
    point: setOf('point', engagement.checklist.points),
    vendor: setOf('vendor', engagement.checklist.vendors),
  } satisfies Ids['known'];
  setOf('note', engagement.notes);
  return { known, doubled };
}
