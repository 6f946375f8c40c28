import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testAttribute, testEngagement, testField, testId, testJourney, testSource } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { type ChangeKind, compareFieldMaps, type SourceChange } from './compare-field-maps';
import { removeFields } from './edit-fields';
import { allFields } from './find';
import { type Field, fieldStatuses, type Source } from './schema';

const types = ['string', 'integer', 'email', 'datetime', 'boolean'] as const;
const fieldPatch = fc.record({
  nativeName: fc.constantFrom('a', 'b', 'PHONE'),
  nativeType: fc.constantFrom('', 'int', 'text'),
  type: fc.constantFrom(...types),
  status: fc.constantFrom(...fieldStatuses),
  key: fc.boolean(),
  required: fc.boolean(),
});
const shape = fc.record({
  /** Per field: in which object, or not there. */
  fields: fc.array(fc.option(fc.tuple(fc.nat(2), fieldPatch)), { minLength: 6, maxLength: 6 }),
  /** Per object: in which source, or not there with its fields. */
  objects: fc.array(fc.option(fc.nat(1)), { minLength: 3, maxLength: 3 }),
  names: fc.array(fc.constantFrom('Shop', 'ERP'), { minLength: 2, maxLength: 2 }),
  mapped: fc.array(fc.nat(5), { maxLength: 3 }),
});

function built({ fields, objects, names, mapped }: typeof shape extends fc.Arbitrary<infer T> ? T : never): Engagement {
  const sources: Source[] = names.map((name, s) => ({
    ...testSource(s, []),
    name: { en: name },
    objects: objects.flatMap((at, o) =>
      at === s
        ? [
            {
              id: testId(o, 'C'),
              nativeName: `object_${o}`,
              label: {},
              links: o === 0 ? [{ fields: [testId(0, 'F')], object: testId(1, 'C') }] : [],
              fields: fields.flatMap((field, f) => (field && field[0] === o ? [testField(f, field[1])] : [])),
            },
          ]
        : [],
    ),
  }));
  const there = new Set(sources.flatMap((source) => source.objects.flatMap((object) => object.fields.map(({ id }) => id))));
  const ids = [...new Set(mapped)].map((n) => testId(n, 'F')).filter((id) => there.has(id));
  return testEngagement({
    sources: sources.filter((source) => source.objects.length > 0),
    record: { groups: [], attributes: ids.map((field, i) => testAttribute(`attribute-${i}`, { sources: [{ field }] })) },
    journeys: [testJourney(1, [{ id: 't', kind: 'trigger', trigger: { kind: 'attribute-changed', attribute: 'attribute-0' } } as never])],
  });
}
const engagement = shape.map(built);
const mirrored: Partial<Record<ChangeKind, ChangeKind>> = { added: 'removed', removed: 'added' };
const kindsOf = (changes: SourceChange[]) => changes.map(({ kind, subject, id }) => `${subject} ${id} ${kind}`).sort();

describe('two states of the sources', () => {
  it('that are the same differ in nothing', () => {
    fc.assert(
      fc.property(engagement, (e) => {
        expect(compareFieldMaps(e, structuredClone(e))).toEqual([]);
      }),
    );
  });

  it('differ by the same kinds seen from the other side', () => {
    fc.assert(
      fc.property(engagement, engagement, (a, b) => {
        const back = compareFieldMaps(b, a).map((change) => ({ ...change, kind: mirrored[change.kind] ?? change.kind }));
        expect(kindsOf(back)).toEqual(kindsOf(compareFieldMaps(a, b)));
      }),
    );
  });

  it('differ exactly in the fields that differ, each difference once, and nothing breaks that nothing leans on', () => {
    fc.assert(
      fc.property(engagement, engagement, (a, b) => {
        const changes = compareFieldMaps(a, b);
        expect(new Set(changes.map(({ key }) => key)).size).toBe(changes.length);
        const seen = (e: Engagement) => new Map(allFields(e).map(({ object, field }) => [field.id, JSON.stringify([object.id, field])]));
        const [old, now] = [seen(a), seen(b)];
        const differing = [...new Set([...old.keys(), ...now.keys()])].filter((id) => old.get(id) !== now.get(id)).sort();
        expect([...new Set(changes.filter(({ subject }) => subject === 'field').map(({ id }) => id))].sort()).toEqual(differing);
        for (const { breaking, leaning, kind } of changes) {
          if (breaking) expect(leaning.some(({ used }) => used)).toBe(true);
          if (['added', 'renamed', 'moved'].includes(kind)) expect(breaking).toBe(false);
        }
      }),
    );
  });
});

describe('what breaks', () => {
  const leaning = (fields: Field[]) =>
    testEngagement({
      sources: [testSource(1, fields)],
      record: { groups: [], attributes: [testAttribute('email', { type: 'email', sources: fields.slice(0, 1).map(({ id }) => ({ field: id })) })] },
      identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
    });
  const email = testField(1, { type: 'email', key: true, required: true });
  const other = testField(2);
  const start = leaning([email, other]);
  const changed = (patch: Partial<Field>) => compareFieldMaps(start, leaning([{ ...email, ...patch }, other])).map(({ kind, breaking }) => [kind, breaking]);

  it('is a removal of what something leans on', () => {
    const [change, ...rest] = compareFieldMaps(start, removeFields(start, { ids: [email.id] }));
    expect(rest).toEqual([]);
    expect(change).toMatchObject({
      kind: 'removed',
      breaking: true,
      before: { field: email },
      leaning: [{ kind: 'attribute', id: 'email', uses: [{ kind: 'identity' }] }],
    });
    expect(compareFieldMaps(start, removeFields(start, { ids: [other.id] }))).toMatchObject([{ kind: 'removed', breaking: false, leaning: [] }]);
  });

  it('is a type that no longer fits, not one that still does', () => {
    expect(changed({ type: 'boolean' })).toEqual([['retyped', true]]);
    expect(changed({ type: 'string' })).toEqual([['retyped', false]]);
    expect(changed({ nativeType: 'nvarchar(80)' })).toEqual([['retyped', false]]);
  });

  it('is a key or a promise that is given up, not one that is made', () => {
    expect(changed({ key: false, required: false, status: 'missing' })).toEqual([
      ['status', true],
      ['key', true],
      ['required', true],
    ]);
    const back = compareFieldMaps(leaning([{ ...email, key: false, required: false, status: 'missing' }, other]), start);
    expect(back.map(({ kind, breaking }) => [kind, breaking])).toEqual([
      ['status', false],
      ['key', false],
      ['required', false],
    ]);
    expect(changed({ status: 'promised', nativeName: 'MAIL' })).toEqual([
      ['status', false],
      ['renamed', false],
    ]);
  });

  it('is a key that another object links to', () => {
    const orders = {
      id: testId(9, 'C'),
      nativeName: 'orders',
      label: {},
      fields: [testField(3)],
      links: [{ fields: [testId(3, 'F')], object: testId(1, 'C') }],
    };
    const linked = (key: boolean) =>
      testEngagement({ sources: [{ ...testSource(1, [testField(1, { key })]), objects: [...testSource(1, [testField(1, { key })]).objects, orders] }] });
    expect(compareFieldMaps(linked(true), linked(false))).toMatchObject([
      { kind: 'key', breaking: true, leaning: [{ kind: 'object', name: { en: 'orders' } }] },
    ]);
  });

  it('is an event that a journey waits for and that nothing else fills', () => {
    const trigger = { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'order-placed' } } as never;
    const filling = (...fields: Field[]) => testEngagement({ sources: [testSource(1, fields)], journeys: [testJourney(1, [trigger])] });
    const filler = (n: number) => testField(n, { use: 'event', eventProperties: ['order-placed.total'] });
    const [change] = compareFieldMaps(filling(filler(1)), filling());
    expect(change).toMatchObject({ breaking: true, leaning: [{ kind: 'event', id: 'order-placed', uses: [{ kind: 'journey' }], stillFrom: [] }] });
    const [spare] = compareFieldMaps(filling(filler(1), filler(2)), filling(filler(2)));
    expect(spare?.leaning[0]?.stillFrom.map(({ field }) => field.id)).toEqual([testId(2, 'F')]);
  });
});
