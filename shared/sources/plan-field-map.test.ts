import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingIds, testAttribute, testEngagement, testField, testId, testSource } from '../engagement/engagement.fixture';
import { type Engagement, engagementSchema } from '../engagement/schema';
import { createAllWords } from '../i18n/all-words';
import { survivorships } from '../record/schema';
import { throughCell } from '../returned-sheet';
import { languages } from '../text';
import { acceptFieldMap } from './accept-field-map';
import { editFields } from './edit-fields';
import type { FieldMapChange } from './field-map-change';
import { fieldMapSheets, type ReturnedFieldMap } from './field-map-return';
import { returnedMap, withCells, withRow } from './field-map-return.fixture';
import { planFieldMap } from './plan-field-map';
import { canonicalTypes, fieldStatuses, fieldUses, piiClasses } from './schema';

const words = createAllWords();
const mail = testId(1, 'F');
const phone = testId(2, 'F');
const note = testId(1, 'N');

function engagement(): Engagement {
  return testEngagement({
    sources: [
      testSource(
        1,
        [
          testField(1, { nativeName: 'EMAIL', nativeType: 'nvarchar(80)', type: 'email', label: { en: 'E-mail' }, pii: 'high', note: 'checked' }),
          testField(2, { nativeName: 'PHONE', status: 'open-question' }),
        ],
        { owner: 'IT' },
      ),
      testSource(2, [testField(3, { nativeName: 'order_id', key: true, required: true })]),
    ],
    record: {
      groups: [{ id: 'identity', label: { en: 'Identity' } }],
      attributes: [
        testAttribute('email', { type: 'email', sources: [{ field: mail }] }),
        testAttribute('rfm', { origin: 'computed', formula: 'quintile(total_spent)' }),
      ],
    },
    notes: [{ id: note, kind: 'question', text: 'Who owns consent?', state: 'open', createdAt: '2026-01-05T08:00:00.000Z' }],
  });
}

const plan = (map: ReturnedFieldMap, of = engagement()) => planFieldMap(of, map, words);
const brief = ({ id, kind, column, before, after, ticked }: FieldMapChange) => [id, kind, column, before, after, ticked];
const accept = (map: ReturnedFieldMap, of = engagement(), ticked = new Set(planFieldMap(of, map, words).changes.map(({ id }) => id))) =>
  acceptFieldMap(of, { returned: map, ticked, words, newId: countingIds() });

describe('planFieldMap', () => {
  it.each(languages)('finds nothing in an untouched file in %s', (language) => {
    for (const remembers of [true, false]) expect(plan(returnedMap(engagement(), language, remembers))).toEqual({ changes: [], problems: [], unchanged: 7 });
  });

  it('tells renames, types and other edits apart, and who notices', () => {
    const map = withCells(returnedMap(engagement(), 'en'), 'fields', 0, {
      nativeName: 'E_MAIL',
      nativeType: 'nvarchar(120)',
      required: 'Yes',
      note: '',
      status: 'Missing',
    });
    const { changes, unchanged } = plan(map);
    expect(changes.map(brief)).toEqual([
      [`${mail}.nativeName`, 'renamed', 'nativeName', 'EMAIL', 'E_MAIL', true],
      [`${mail}.nativeType`, 'retyped', 'nativeType', 'nvarchar(80)', 'nvarchar(120)', true],
      [`${mail}.required`, 'retyped', 'required', 'No', 'Yes', true],
      [`${mail}.status`, 'changed', 'status', 'Confirmed', 'Missing', true],
      [`${mail}.note`, 'changed', 'note', 'checked', '', true],
    ]);
    expect(changes[0]).toMatchObject({ source: 'Source 1', object: 'customer', name: 'EMAIL', field: mail, row: 5, feeds: ['email'] });
    expect(unchanged).toBe(6);
  });

  it('understands the choices of all languages and their ids', () => {
    for (const text of ['מספר שלם', words.fa('type.integer'), 'Integer', 'integer', words.en('type.integer')]) {
      const change = plan(withCells(returnedMap(engagement(), 'he'), 'fields', 1, { type: text })).changes[0];
      if (text === 'מספר שלם' && !change) continue;
      expect(change?.act, text).toEqual({ do: 'edit-field', id: phone, field: { type: 'integer' } });
    }
    // The same choice in another language is no change.
    expect(plan(withCells(returnedMap(engagement(), 'he'), 'fields', 0, { status: 'confirmed', pii: words.fa('pii.high'), required: 'no' })).changes).toEqual(
      [],
    );
  });

  it('leaves what changed here in the meantime, and says where both changed', () => {
    const map = returnedMap(engagement(), 'en');
    const later = editFields(engagement(), { edits: [{ id: mail, field: { note: 'changed here', owner: 'CRM' } }] });
    expect(plan(map, later).changes).toEqual([]);
    expect(plan(withCells(map, 'fields', 0, { note: 'changed there' }), later).changes).toMatchObject([
      { column: 'note', before: 'changed here', after: 'changed there', changedHere: true },
    ]);
    expect(plan(withCells(map, 'fields', 0, { note: 'changed here' }), later).changes).toEqual([]);
  });

  it('proposes removals without ticking them, only of fields that were in the file', () => {
    const map = returnedMap(engagement(), 'en');
    const less = { ...map, fields: map.fields && { ...map.fields, rows: map.fields.rows.slice(1) } };
    expect(plan(less).changes.map(brief)).toEqual([[`${mail}.removed`, 'removed', undefined, 'EMAIL', '', false]]);
    const more = { ...engagement(), sources: [...engagement().sources, testSource(3, [testField(9)])] };
    expect(plan(less, more).changes).toHaveLength(1);
    const cut = { ...less, fields: less.fields && { ...less.fields, complete: false } };
    expect(plan(cut).changes).toEqual([]);
    const cleared = withCells(
      map,
      'fields',
      0,
      Object.fromEntries(
        Object.keys(map.fields?.columns ?? {})
          .filter((key) => !key.endsWith('Id'))
          .map((key) => [key, '']),
      ),
    );
    expect(plan(cleared)).toMatchObject({ changes: [{ id: `${mail}.removed`, ticked: false }], problems: [] });
  });

  it('adds rows without ids, where they belong', () => {
    let map = returnedMap(engagement(), 'en');
    map = withRow(map, 'fields', { source: 'source 1', object: 'Customer', nativeName: 'CITY', type: 'Text', label: 'City' });
    map = withRow(map, 'fields', { nativeName: 'ZIP' });
    map = withRow(map, 'fields', { source: 'Till', object: 'receipt', nativeName: 'no', key: 'x' });
    map = withRow(map, 'fields', { source: 'Till', object: 'receipt', nativeName: 'at', nativeType: 'datetime' });
    map = withRow(map, 'fields', { label: 'nameless' });
    map = withRow(map, 'fields', { source: 'Source 1', object: 'customer', nativeName: 'zip' });
    const { changes, problems } = plan(map);
    expect(changes.map(({ kind, source, object, name }) => [kind, source, object, name])).toEqual([
      ['added', 'Source 1', 'customer', 'CITY'],
      ['added', 'Source 1', 'customer', 'ZIP'],
      ['added', 'Till', 'receipt', 'no'],
      ['added', 'Till', 'receipt', 'at'],
    ]);
    expect(problems.map(({ code, params }) => [code, params.row])).toEqual([
      ['field-map-row-without-name', 12],
      ['field-map-row-twice', 13],
    ]);
    const next = accept(map);
    expect(
      next.sources.map((source) => [
        source.name.en,
        source.objects.map((object) => [object.nativeName, object.fields.map((field) => `${field.nativeName}:${field.type}`)]),
      ]),
    ).toEqual([
      ['Source 1', [['customer', ['EMAIL:email', 'PHONE:string', 'CITY:string', 'ZIP:string']]]],
      ['Source 2', [['customer', ['order_id:string']]]],
      ['Till', [['receipt', ['no:string', 'at:datetime']]]],
    ]);
    expect(accept(map, next)).toBe(next);
  });

  it('takes a copied row as a new field, and says which rows repeat one', () => {
    const map = returnedMap(engagement(), 'en');
    const model = map.fields?.rows[0]?.cells ?? {};
    expect(plan(withRow(map, 'fields', { ...model, nativeName: 'EMAIL_2' })).changes).toMatchObject([{ kind: 'added', name: 'EMAIL_2', ticked: true }]);
    expect(plan(withRow(map, 'fields', model))).toMatchObject({ changes: [], problems: [{ code: 'field-map-row-twice', params: { row: 8, name: 'EMAIL' } }] });
  });

  it('does not bring back what was removed here unless it is ticked', () => {
    const map = returnedMap(engagement(), 'en');
    const without = { ...engagement(), sources: engagement().sources.slice(0, 1), notes: [] };
    const { changes } = plan(map, without);
    expect(changes).toMatchObject([
      { kind: 'added', name: 'order_id', ticked: false, changedHere: true },
      { kind: 'added', sheet: 'questions', ticked: false },
    ]);
  });

  it('knows rows without ids by their names', () => {
    const map = returnedMap(engagement(), 'he', false);
    const fields = map.fields && {
      ...map.fields,
      rows: map.fields.rows.map(({ row, cells: { fieldId: _, objectId: __, sourceId: ___, ...cells } }) => ({ row, cells })).reverse(),
    };
    expect(plan({ ...map, ...(fields && { fields }) })).toMatchObject({ changes: [], problems: [] });
  });

  it('renames an object or a source when all its rows say so, and moves no field', () => {
    const map = returnedMap(engagement(), 'en');
    const both = withCells(withCells(map, 'fields', 0, { object: 'CLIENTS' }), 'fields', 1, { object: 'CLIENTS' });
    expect(plan(both).changes.map(brief)).toEqual([[`${testId(1, 'C')}.object`, 'renamed', 'object', 'customer', 'CLIENTS', true]]);
    expect(accept(both).sources[0]?.objects[0]?.nativeName).toBe('CLIENTS');
    expect(plan(withCells(map, 'fields', 0, { object: 'CLIENTS' }))).toMatchObject({
      changes: [],
      problems: [{ code: 'field-map-moved', params: { row: 5, column: 'Object' } }],
    });
    // A new row says the new name too, and lands in the renamed object; one with the old name means that it is none.
    const grown = withRow(both, 'fields', { source: 'Source 1', object: 'clients', nativeName: 'CITY' });
    expect(accept(grown).sources[0]?.objects.map(({ nativeName, fields }) => [nativeName, fields.length])).toEqual([['CLIENTS', 3]]);
    expect(plan(withRow(both, 'fields', { source: 'Source 1', object: 'customer', nativeName: 'CITY' })).changes.map(({ kind }) => kind)).toEqual(['added']);
    const source = withCells(map, 'fields', 2, { source: 'Shop' });
    expect(accept(source).sources[1]?.name).toEqual({ en: 'Shop' });
  });

  it.each([
    ['a choice nobody knows', { status: 'perhaps' }, 'field-map-cell'],
    ['an emptied name', { nativeName: '' }, 'field-map-name-empty'],
    ['a real address as example', { example: 'dana.cohen@gmail.com' }, 'field-map-example-unmasked'],
    ['event properties that are none', { eventProperties: 'see the other file' }, 'field-map-cell'],
    ['attributes', { attributes: 'Other (1)' }, 'field-map-not-taken'],
  ])('refuses %s and says where', (_, cells, code) => {
    const found = plan(withCells(returnedMap(engagement(), 'en'), 'fields', 0, cells));
    expect(found.changes).toEqual([]);
    expect(found.problems).toMatchObject([{ code, params: { sheet: 'Field map', row: 5, column: expect.any(String) } }]);
  });

  it('says nothing about columns that are gone', () => {
    const map = returnedMap(engagement(), 'en');
    const { note: _, owner: __, ...columns } = map.fields?.columns ?? {};
    const rows = map.fields?.rows.map(({ row, cells: { note: ___, owner: ____, ...cells } }) => ({ row, cells })) ?? [];
    expect(plan({ ...map, ...(map.fields && { fields: { ...map.fields, columns, rows } }) }).changes).toEqual([]);
  });

  it('takes answers, owners and dates of questions, and questions of the client', () => {
    let map = withCells(returnedMap(engagement(), 'en'), 'questions', 0, { answer: 'Legal does', owner: 'Dana', due: '1/9/2026' });
    map = withCells(map, 'questions', 1, { answer: 'Yes, from May' });
    map = withRow(map, 'questions', { question: 'When do we start?', owner: 'PM' });
    map = withRow(map, 'questions', { answer: 'lonely' });
    const { changes, problems } = plan(map);
    expect(changes.map(brief)).toEqual([
      [`${note}.answer`, 'answered', 'answer', '', 'Legal does', true],
      [`${note}.owner`, 'answered', 'owner', '', 'Dana', true],
      [`${note}.due`, 'answered', 'due', '', '2026-09-01', true],
      ['question.6', 'answered', 'answer', '', 'Yes, from May', true],
      ['question.7', 'added', 'question', '', 'When do we start?', true],
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['field-map-answer-without-question']);
    const next = accept(map);
    expect(next.notes).toMatchObject([
      { id: note, state: 'answered', answer: 'Legal does', owner: 'Dana', due: '2026-09-01' },
      { state: 'answered', answer: 'Yes, from May', about: { kind: 'field', id: phone } },
      { state: 'open', text: 'When do we start?', owner: 'PM' },
    ]);
    expect(accept(map, next)).toBe(next);
    expect(
      plan(withCells(returnedMap(engagement(), 'en'), 'questions', 0, { due: '31/2/2026', question: 'Reworded' })).problems.map(({ code }) => code),
    ).toEqual(['field-map-cell', 'field-map-not-taken']);
  });

  it('takes what can be said of attributes', () => {
    const map = withCells(returnedMap(engagement(), 'en'), 'record', 0, {
      label: 'Main e-mail',
      survivorship: words.he('survivorship.longest'),
      note: 'agreed',
      group: 'Other',
    });
    const found = plan(map);
    expect(found.changes.map(({ kind, column, feeds }) => [kind, column, feeds])).toEqual([
      ['renamed', 'label', ['email']],
      ['changed', 'survivorship', ['email']],
      ['changed', 'note', ['email']],
    ]);
    expect(found.problems.map(({ code }) => code)).toEqual(['field-map-not-taken']);
    expect(accept(map).record.attributes[0]).toMatchObject({ label: { en: 'Main e-mail' }, survivorship: 'longest', note: 'agreed' });
    expect(plan(withCells(returnedMap(engagement(), 'en'), 'record', 1, { id: 'gone' })).problems.map(({ code }) => code)).toEqual([
      'field-map-attribute-unknown',
    ]);
  });

  it('warns of the map of another engagement', () => {
    expect(plan({ ...returnedMap(engagement(), 'en'), engagement: testId(99) }).problems).toMatchObject([{ code: 'field-map-of-another', severity: 'warns' }]);
  });
});

describe('acceptFieldMap', () => {
  it('does exactly what is ticked', () => {
    const map = withCells(returnedMap(engagement(), 'en'), 'fields', 0, { nativeName: 'E_MAIL', note: 'other', owner: 'CRM' });
    const next = accept(map, engagement(), new Set([`${mail}.note`, 'nonsense']));
    expect(next.sources[0]?.objects[0]?.fields[0]).toEqual({ ...engagement().sources[0]?.objects[0]?.fields[0], note: 'other' });
    expect(accept(map, engagement(), new Set())).toEqual(engagement());
  });

  it('removes a field with its mappings when that is ticked', () => {
    const map = returnedMap(engagement(), 'en');
    const less = { ...map, fields: map.fields && { ...map.fields, rows: map.fields.rows.slice(1) } };
    const next = accept(less);
    expect(next.record.attributes[0]?.sources).toEqual([]);
    expect(next.sources[0]?.objects[0]?.fields.map(({ nativeName }) => nativeName)).toEqual(['PHONE']);
  });
});

/** Odd texts, so that guards, marks, limits and languages are tried. */
const odd = fc.oneof(
  fc.constantFrom(
    '=1+1',
    "'quoted",
    '  spaced ',
    '\u202eabc',
    'a\u0000b',
    '_x0041_',
    '-',
    '0012',
    'כן',
    'line\r\nbreak',
    '😀'.repeat(150),
    'x'.repeat(900),
    '@me',
    '__proto__',
    'constructor',
    'true',
    '#N/A',
    '1.0',
    'a,b',
  ),
  fc.string({ maxLength: 20, unit: 'binary' }),
);
const name = odd.map((text) => text.trim().slice(0, 900) || 'n');
const label = fc.record({ en: odd, he: odd }, { requiredKeys: [] }).map((text) =>
  Object.fromEntries(
    Object.entries(text)
      .filter(([, value]) => value?.trim())
      .map(([key, value]) => [key, value.trim().slice(0, 200)]),
  ),
);
const fieldOf = (n: number) =>
  fc
    .record({
      nativeName: name,
      nativeType: odd.map((text) => text.trim().slice(0, 200)),
      type: fc.constantFrom(...canonicalTypes),
      label,
      required: fc.boolean(),
      key: fc.boolean(),
      pii: fc.constantFrom(...piiClasses),
      status: fc.constantFrom(...fieldStatuses),
      use: fc.constantFrom(...fieldUses),
      eventProperties: fc.constantFrom<readonly string[]>([], ['order-placed.phone'], ['a.b', 'c.d']),
      note: name,
      owner: name.map((text) => text.slice(0, 190)),
    })
    .map(({ eventProperties, ...patch }) => testField(n, { ...patch, eventProperties: [...eventProperties] }));
const engagements: fc.Arbitrary<Engagement> = fc
  .record({ fields: fc.tuple(fieldOf(1), fieldOf(2), fieldOf(3)), name, object: name, rule: fc.constantFrom(...survivorships), question: name })
  .map((over) =>
    testEngagement({
      sources: [
        testSource(1, over.fields.slice(0, 2), {
          name: { he: over.name.slice(0, 190) },
          objects: [{ id: testId(1, 'C'), nativeName: over.object, label: {}, fields: over.fields.slice(0, 2) }],
        }),
        testSource(2, over.fields.slice(2)),
      ],
      record: {
        groups: [{ id: 'identity', label: {} }],
        attributes: [testAttribute('a', { survivorship: over.rule, note: over.name, label: { en: over.name }, sources: [{ field: testId(1, 'F') }] })],
      },
      notes: [{ id: note, kind: 'question', text: over.question, state: 'open', owner: over.name.slice(0, 190), createdAt: '2026-01-05T08:00:00.000Z' }],
    }),
  );

describe('any engagement', () => {
  it('comes back without a change when nobody touched the file', { tags: ['long'], timeout: 60_000 }, () => {
    fc.assert(
      fc.property(engagements, fc.constantFrom(...languages), fc.boolean(), (of, language, remembers) => {
        const found = planFieldMap(of, returnedMap(of, language, remembers), words);
        expect(found.changes).toEqual([]);
        expect(found.problems).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('stays valid whatever is typed into the cells, and the second time nothing is left to do', { tags: ['long'], timeout: 60_000 }, () => {
    const edit = fc.record({ sheet: fc.constantFrom(...fieldMapSheets), row: fc.nat(3), column: fc.nat(20), text: odd, isNew: fc.boolean() });
    fc.assert(
      fc.property(engagements, fc.constantFrom(...languages), fc.boolean(), fc.array(edit, { maxLength: 12 }), (of, language, remembers, edits) => {
        let map = returnedMap(of, language, remembers);
        for (const { sheet, row, column, text, isNew } of edits) {
          const keys = Object.keys(map[sheet]?.columns ?? {});
          const cells = { [keys[column % keys.length] ?? 'note']: throughCell(text) };
          map = isNew ? withRow(map, sheet, { ...map[sheet]?.rows[row]?.cells, ...cells }) : withCells(map, sheet, row, cells);
        }
        const ticked = new Set(planFieldMap(of, map, words).changes.map(({ id }) => id));
        const next = acceptFieldMap(of, { returned: map, ticked, words, newId: countingIds() });
        expect(engagementSchema.safeParse(next).error?.issues ?? []).toEqual([]);
        expect(JSON.parse(JSON.stringify(next))).toStrictEqual(next);
        expect(acceptFieldMap(next, { returned: map, ticked, words, newId: countingIds('Y') })).toEqual(next);
      }),
      { numRuns: 100 },
    );
  });
});
