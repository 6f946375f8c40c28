import { describe, expect, it } from 'vitest';
import { countingIds, testAttribute, testEngagement, testField, testId, testSource } from '../engagement/engagement.fixture';
import { engagementSchema } from '../engagement/schema';
import { acceptImport, type ImportTarget, planImport } from './accept-import';
import type { FieldDraft, ImportedSource, ObjectDraft } from './draft';
import { editField } from './edit-fields';

const draft = (nativeName: string, patch: Partial<FieldDraft> = {}): FieldDraft => ({
  nativeName,
  nativeType: 'varchar(20)',
  type: 'string',
  typeReason: { code: 'stated', params: {} },
  required: false,
  key: false,
  pii: 'none',
  ...patch,
});
const file = (fields: FieldDraft[], types: ObjectDraft['types'] = 'stated', object = 'Customer'): ImportedSource => ({
  name: 'erp',
  kind: 'csv',
  file: 'erp.csv',
  objects: [{ name: object, types, fields }],
});
const existing: ImportTarget = { kind: 'existing', source: testId(1, 'S') };
const written = testField(1, {
  nativeName: 'PHONE',
  nativeType: 'nvarchar(20)',
  label: { he: 'טלפון' },
  owner: 'IT',
  note: 'landline?',
  status: 'open-question',
  pii: 'high',
});
const start = testEngagement({
  sources: [testSource(1, [written, testField(2, { nativeName: 'OLD' }), testField(3, { nativeName: 'SAME', nativeType: 'varchar(20)' })])],
  record: { groups: [], attributes: [testAttribute('account-code', { sources: [{ field: testId(2, 'F') }] })] },
});
const all = (imported: ImportedSource, target: ImportTarget = existing) =>
  new Set(
    planImport(start, { imported, target })
      .changes.filter((change) => change.ticked)
      .map((change) => change.id),
  );

describe('planImport', () => {
  it('tells new, retyped, unchanged and gone apart', () => {
    const plan = planImport(start, {
      imported: file([draft('phone', { nativeType: 'bigint', type: 'integer' }), draft('same'), draft('CLUB_NO')]),
      target: existing,
    });
    expect(plan.changes.map(({ kind, nativeName, ticked, feeds }) => [kind, nativeName, ticked, feeds])).toEqual([
      ['retyped', 'phone', true, []],
      ['added', 'CLUB_NO', true, []],
      ['gone', 'OLD', false, ['account-code']],
    ]);
    expect(plan.unchanged).toBe(1);
  });

  it('matches names whatever their case and separators, and takes a doubled column once', () => {
    const plan = planImport(start, { imported: file([draft('club_no'), draft('ClubNo')]), target: { kind: 'new', name: { en: 'x' } } });
    expect(plan.changes.map(({ nativeName, isNewObject }) => [nativeName, isNewObject])).toEqual([['club_no', true]]);
  });

  it('does not let types guessed from rows overrule types that were stated', () => {
    const plan = planImport(start, {
      imported: file([draft('SAME', { nativeType: 'text', type: 'integer', required: true, example: 'a••' })], 'inferred'),
      target: existing,
    });
    expect(plan.changes.filter(({ kind }) => kind !== 'gone').map(({ kind }) => kind)).toEqual(['completed']);
  });
});

describe('acceptImport', () => {
  it('makes a new source of it', () => {
    const imported = file([draft('id', { key: true }), draft('mail', { type: 'email', label: 'דוא"ל' })]);
    const target: ImportTarget = { kind: 'new', name: { he: 'קופה' } };
    const e = acceptImport(start, { imported, target, ticked: all(imported, target), newId: countingIds() });
    expect(engagementSchema.safeParse(e).error).toBeUndefined();
    expect(e.sources[2 - 1]).toMatchObject({ name: { he: 'קופה' }, objects: [{ nativeName: 'Customer' }] });
    expect(e.sources[1]?.objects[0]?.fields.map((f) => [f.nativeName, f.key, f.pii, f.status, f.label.he])).toEqual([
      ['id', true, 'low', 'confirmed', undefined],
      ['mail', false, 'high', 'confirmed', 'דוא"ל'],
    ]);
  });

  it('updates types and keeps what people wrote', () => {
    const imported = file([draft('PHONE', { nativeType: 'bigint', type: 'integer', label: 'Telephone', note: 'from file', pii: 'low' }), draft('NEW')]);
    const e = acceptImport(start, { imported, target: existing, ticked: all(imported), newId: countingIds() });
    const fields = e.sources[0]?.objects[0]?.fields;
    expect(fields?.[0]).toEqual({ ...written, nativeType: 'bigint', type: 'integer' });
    expect(fields?.map((f) => f.nativeName)).toEqual(['PHONE', 'OLD', 'SAME', 'NEW']);
    expect(e.sources).toHaveLength(1);
  });

  it('confirms what was promised or thought missing', () => {
    for (const status of ['promised', 'missing'] as const) {
      const before = testEngagement({ sources: [testSource(1, [testField(1, { nativeName: 'A', nativeType: 'varchar(20)', status })])] });
      const imported = file([draft('A')]);
      const { changes } = planImport(before, { imported, target: existing });
      expect(changes.map(({ kind }) => kind)).toEqual(['completed']);
      const e = acceptImport(before, { imported, target: existing, ticked: new Set(changes.map(({ id }) => id)), newId: countingIds() });
      expect(e.sources[0]?.objects[0]?.fields[0]?.status).toBe('confirmed');
    }
  });

  it('removes only what was ticked by hand, with its mappings', () => {
    const imported = file([draft('PHONE', { nativeType: 'nvarchar(20)' }), draft('SAME')]);
    expect(acceptImport(start, { imported, target: existing, ticked: all(imported), newId: countingIds() })).toBe(start);
    const { changes } = planImport(start, { imported, target: existing });
    const e = acceptImport(start, { imported, target: existing, ticked: new Set(changes.map(({ id }) => id)), newId: countingIds() });
    expect(e.sources[0]?.objects[0]?.fields.map((f) => f.nativeName)).toEqual(['PHONE', 'SAME']);
    expect(e.record.attributes[0]?.sources).toEqual([]);
  });

  it('is nothing the second time', () => {
    const imported = file([
      draft('PHONE', { nativeType: 'bigint', type: 'integer', required: true, key: true, example: '9725•••' }),
      draft('NEW', { pii: 'medium' }),
    ]);
    const once = acceptImport(start, { imported, target: existing, ticked: all(imported), newId: countingIds() });
    const again = planImport(once, { imported, target: existing });
    expect(again.changes.filter(({ kind }) => kind !== 'gone')).toEqual([]);
    expect(acceptImport(once, { imported, target: existing, ticked: new Set(), newId: countingIds() })).toBe(once);
  });

  it('lets no unmasked value into the document', () => {
    const imported = file([draft('tel', { example: '+972521234567' })]);
    const target: ImportTarget = { kind: 'new', name: { en: 'x' } };
    const e = acceptImport(start, { imported, target, ticked: all(imported, target), newId: countingIds() });
    expect(e.sources[1]?.objects[0]?.fields[0]).not.toHaveProperty('example');
  });

  it('ties objects by the foreign keys of the file, once, and by names of whatever case', () => {
    const shop: ImportedSource = {
      name: 'shop',
      kind: 'sql',
      file: 'shop.sql',
      objects: [
        {
          name: 'orders',
          types: 'stated',
          note: 'one row per order',
          links: [
            { fields: ['CUSTOMER_ID'], object: 'Customers', toFields: ['id'] },
            { fields: ['gone'], object: 'customers' },
          ],
          fields: [draft('id', { key: true }), draft('customer_id')],
        },
        { name: 'customers', types: 'stated', fields: [draft('id', { key: true })] },
      ],
    };
    const target: ImportTarget = { kind: 'new', name: { en: 'shop' } };
    const once = acceptImport(start, { imported: shop, target, ticked: all(shop, target), newId: countingIds() });
    const [orders, customers] = once.sources[1]?.objects ?? [];
    expect(orders).toMatchObject({
      note: 'one row per order',
      links: [{ fields: [orders?.fields[1]?.id], object: customers?.id, toFields: [customers?.fields[0]?.id] }],
    });
    expect(engagementSchema.safeParse(once).success).toBe(true);
    const again: ImportTarget = { kind: 'existing', source: once.sources[1]?.id ?? '' };
    expect(planImport(once, { imported: shop, target: again }).changes).toEqual([]);
  });

  it('marks the fields of a webhook as what happens', () => {
    const hook: ImportedSource = { ...file([draft('amount')]), objects: [{ name: 'paid', types: 'inferred', isEvent: true, fields: [draft('amount')] }] };
    const target: ImportTarget = { kind: 'new', name: { en: 'hook' } };
    const e = acceptImport(start, { imported: hook, target, ticked: all(hook, target), newId: countingIds() });
    expect(e.sources[1]?.objects[0]?.fields[0]?.use).toBe('event');
  });

  it('changes nothing when the source has gone meanwhile', () => {
    const imported = file([draft('A')]);
    const target: ImportTarget = { kind: 'existing', source: testId(9, 'S') };
    expect(acceptImport(start, { imported, target, ticked: all(imported, target), newId: countingIds() })).toBe(start);
  });

  it('takes 4,000 fields in one step', { tags: ['long'] }, () => {
    const imported: ImportedSource = {
      ...file([]),
      objects: Array.from({ length: 200 }, (_, o) => ({ name: `T${o}`, types: 'stated', fields: Array.from({ length: 20 }, (_, f) => draft(`c_${f}`)) })),
    };
    const target: ImportTarget = { kind: 'new', name: { en: 'big' } };
    const e = acceptImport(start, { imported, target, ticked: all(imported, target), newId: countingIds() });
    expect(e.sources[1]?.objects.map((o) => o.fields.length)).toEqual(Array(200).fill(20));
  });

  it('keeps values out of a field that a person called personal, and proposes nothing the second time', () => {
    const profile = { rows: 9, filled: 9, distinct: 2, minLength: 4, maxLength: 6, min: '1', max: '7', top: [['gold', 5]] as [string, number][], bars: [5, 4] };
    const imported = file([draft('PHONE', { type: 'enum', example: 'golden', profile }), draft('TIER', { type: 'enum', example: 'gold', profile })]);
    const e = acceptImport(start, { imported, target: existing, ticked: all(imported), newId: countingIds() });
    const fields = e.sources[0]?.objects[0]?.fields;
    const { min: _min, max: _max, top: _top, ...counts } = profile;
    expect(fields?.find(({ nativeName }) => nativeName === 'PHONE')).toMatchObject({ pii: 'high', example: 'g•••••', profile: counts });
    expect(fields?.find(({ nativeName }) => nativeName === 'PHONE')?.profile).toEqual(counts);
    expect(fields?.find(({ nativeName }) => nativeName === 'TIER')).toMatchObject({ pii: 'none', example: 'gold', profile });
    expect(planImport(e, { imported, target: existing }).changes.filter(({ ticked }) => ticked)).toEqual([]);
  });

  it('takes the values of a profile away when the class of a field is raised by hand', () => {
    const profile = { rows: 9, filled: 9, distinct: 2, minLength: 4, maxLength: 6, min: '1', max: '7', top: [['gold', 5]] as [string, number][] };
    const imported = file([draft('TIER', { type: 'enum', profile })]);
    const e = acceptImport(start, { imported, target: existing, ticked: all(imported), newId: countingIds() });
    const id = e.sources[0]?.objects[0]?.fields.find(({ nativeName }) => nativeName === 'TIER')?.id ?? '';
    const raised = editField(e, { id, field: { pii: 'medium' } });
    expect(JSON.stringify(e)).toContain('gold');
    expect(JSON.stringify(raised)).not.toContain('gold');
  });

  it('keeps why a type was read off values until somebody chooses another', () => {
    const typeReason = { code: 'email', params: { matching: 9, of: 9 } };
    const imported = file([draft('MAIL', { nativeType: '', type: 'email', typeReason })], 'inferred');
    const e = acceptImport(start, { imported, target: existing, ticked: all(imported), newId: countingIds() });
    const mail = (of: typeof e) => of.sources[0]?.objects[0]?.fields.find(({ nativeName }) => nativeName === 'MAIL');
    expect(mail(e)?.typeReason).toEqual(typeReason);
    expect(engagementSchema.parse(e)).toEqual(e);
    const id = mail(e)?.id ?? '';
    expect(mail(editField(e, { id, field: { owner: 'IT' } }))?.typeReason).toEqual(typeReason);
    expect(mail(editField(e, { id, field: { type: 'string' } }))).not.toHaveProperty('typeReason');
    // A file that states its types has no more to say than the native type does.
    const stated = acceptImport(start, { imported: file([draft('CODE')]), target: existing, ticked: new Set(['0.0']), newId: countingIds() });
    expect(stated.sources[0]?.objects[0]?.fields.find(({ nativeName }) => nativeName === 'CODE')).not.toHaveProperty('typeReason');
  });
});
