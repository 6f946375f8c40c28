/**
 * A client far larger than most: 5,000 fields in nine systems, 30 journeys (one of them with 300 nodes), all 43 points
 * answered by three vendors, 300 notes. Made with the commands the app uses, the same on every run.
 */

import { addVendor, answerPoint } from '../shared/checklist/edit-checklist';
import { createEngagement } from '../shared/engagement/create-engagement';
import type { Engagement } from '../shared/engagement/schema';
import type { AddableKind } from '../shared/journey/default-node';
import { addJourney, addJourneyFromTemplate, tidyJourney } from '../shared/journey/edit-journey';
import { addNode } from '../shared/journey/edit-nodes';
import { portsOf } from '../shared/journey/schema';
import { addNote } from '../shared/notes/edit-notes';
import { mapFields } from '../shared/record/edit-record';
import { suggestMappings } from '../shared/record/suggest-mappings';
import { bestSuggestions } from '../shared/record/suggestion';
import { acceptImport, planImport } from '../shared/sources/accept-import';
import { addSourceFromCatalogue } from '../shared/sources/add-source';
import type { FieldDraft, ImportedSource } from '../shared/sources/draft';
import { editFields } from '../shared/sources/edit-fields';
import { allFields } from '../shared/sources/find';
import { canonicalTypes, fieldStatuses } from '../shared/sources/schema';
import { shippedCatalogue } from '../tests/shipped-catalogue';

export const LARGE = { fields: 5000, journeys: 30, nodes: 300 };
export const largeId = `01K0${'0'.repeat(17)}BENCH`;

const words = [
  'customer',
  'order',
  'item',
  'price',
  'total',
  'status',
  'created',
  'updated',
  'city',
  'phone',
  'email',
  'code',
  'group',
  'discount',
  'campaign',
];
const kinds: AddableKind[] = ['wait', 'send', 'decision', 'update', 'wait', 'task', 'webhook', 'send', 'window', 'ab'];
const now = '2026-01-05T08:00:00.000Z';

let cached: Engagement | undefined;

export function largeEngagement(): Engagement {
  cached ??= build();
  return cached;
}

function build(): Engagement {
  const catalogue = shippedCatalogue();
  let ids = 0;
  const newId = () => `01K0${String(++ids).padStart(22, '0')}`;
  let engagement = createEngagement({
    id: largeId,
    now,
    name: 'Large client',
    client: { name: 'Large client', country: 'IL', timeZone: 'Asia/Jerusalem', currency: 'ILS' },
    languages: { document: 'he', customers: ['he', 'en'] },
    catalogue,
  });
  for (const template of catalogue.dataSources.sources) engagement = addSourceFromCatalogue(engagement, { template, newId });

  const imported = warehouse(LARGE.fields - allFields(engagement).length);
  const target = { kind: 'new' as const, name: { en: 'Warehouse', he: 'מחסן נתונים' } };
  const ticked = new Set(planImport(engagement, { imported, target }).changes.map(({ id }) => id));
  engagement = acceptImport(engagement, { imported, target, ticked, newId });
  const edits = allFields(engagement).flatMap(({ field }, i) =>
    i % 3 === 0
      ? [
          {
            id: field.id,
            field: {
              owner: ['IT', 'CRM', 'Shop'][i % 9 === 0 ? 0 : i % 2] ?? 'IT',
              note: `Checked with the team, row ${i}`,
              status: fieldStatuses[i % 4] ?? 'confirmed',
            },
          },
        ]
      : [],
  );
  engagement = editFields(engagement, { edits });
  engagement = mapFields(engagement, {
    mappings: bestSuggestions(suggestMappings(engagement, { catalogue }), 0.6).map(({ attribute, field }) => ({ attribute, field })),
  });

  const { journeys } = catalogue.journeys;
  for (let i = 0; i < LARGE.journeys - 1; i++) {
    const template = journeys[i % journeys.length];
    if (template) engagement = addJourneyFromTemplate(engagement, { template, catalogue, newId });
  }
  engagement = withLongJourney(engagement, newId());

  for (const name of ['Vendor A', 'Vendor B', 'Vendor C']) {
    const id = newId();
    engagement = addVendor(engagement, { id, vendor: { name, role: 'candidate' } });
    engagement.checklist.points.forEach((point, i) => {
      engagement = answerPoint(engagement, {
        vendor: id,
        point: point.id,
        answer: { score: ((i * 7) % 5) as 0 | 1 | 2 | 3 | 4, claim: `Shown in the demonstration, part ${i}` },
      });
    });
  }
  allFields(engagement)
    .slice(0, 300)
    .forEach(({ field }, i) => {
      engagement = addNote(engagement, {
        id: newId(),
        now,
        note: { kind: i % 2 ? 'question' : 'comment', text: `What does ${field.nativeName} mean?`, about: { kind: 'field', id: field.id } },
      });
    });
  return engagement;
}

/** A data warehouse with `count` fields in tables of 80. */
function warehouse(count: number): ImportedSource {
  const objects: ImportedSource['objects'] = [];
  for (let i = 0; i < count; i++) {
    const table = Math.floor(i / 80);
    objects[table] ??= { name: `dwh.table_${table}`, types: 'stated', fields: [] };
    objects[table]?.fields.push(fieldDraft(i));
  }
  return { name: 'Warehouse', kind: 'csv', file: 'fields.csv', objects };
}

function fieldDraft(i: number): FieldDraft {
  const word = (n: number) => words[(i * 7 + n * 3) % words.length] ?? 'field';
  return {
    nativeName: `${word(0)}_${word(1)}_${i}`,
    nativeType: i % 2 ? 'varchar(255)' : 'numeric(12,2)',
    type: canonicalTypes[i % canonicalTypes.length] ?? 'string',
    typeReason: { code: 'stated', params: {} },
    required: i % 5 === 0,
    key: i % 80 === 0,
    label: `${word(0)} ${word(1)} ${word(2)}`,
    example: `example ${i}`,
    pii: 'none',
  };
}

/** Nodes one after another, decisions with two ways, laid out as the app would. */
function withLongJourney(engagement: Engagement, id: string): Engagement {
  let next = addJourney(engagement, { id, name: { en: 'Three hundred steps', he: 'שלוש מאות צעדים' } });
  let edges = 0;
  const newId = () => `e-${++edges + 1}`;
  let last = { node: 'trigger', port: 'out' };
  next = { ...next, journeys: next.journeys.map((journey) => (journey.id === id ? { ...journey, edges: [] } : journey)) };
  for (let i = 0; i < LARGE.nodes - 2; i++) {
    const kind = kinds[i % kinds.length] ?? 'wait';
    const node = `n-${i}`;
    next = addNode(next, { journey: id, kind, id: node, newId, after: last });
    const added = next.journeys.find((journey) => journey.id === id)?.nodes.at(-1);
    const ports = added ? portsOf(added) : [];
    const port = ports[i % ports.length] ?? ports[0];
    if (port !== undefined) last = { node, port };
  }
  return tidyJourney(next, { id });
}
