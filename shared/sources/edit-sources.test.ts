import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { countingIds, testAttribute, testEngagement, testField, testId, testSource } from '../engagement/engagement.fixture';
import { engagementSchema, type Note } from '../engagement/schema';
import { addSource, addSourceFromCatalogue } from './add-source';
import { addField, editField, editFields, fillDown, moveFields, removeFields } from './edit-fields';
import { addObject, editObject, editSource, moveObject, moveSource, removeObject, removeSource, renameSource } from './edit-sources';

const about = (kind: 'source' | 'object' | 'field', id: string): Note => ({
  id: testId(1, 'N'),
  kind: 'question',
  text: 'Who knows?',
  state: 'open',
  createdAt: '2026-01-05T08:00:00.000Z',
  about: { kind, id },
});
const [f1, f2, f3] = [testField(1, { nativeName: 'PHONE' }), testField(2), testField(3)];
const start = testEngagement({
  sources: [testSource(1, [f1, f2]), testSource(2, [f3])],
  record: { groups: [], attributes: [testAttribute('mobile-phone', { sources: [{ field: f1.id }, { field: f3.id }], refused: [f2.id] })] },
  notes: [about('field', f1.id)],
});
const names = (e: typeof start) => e.sources.flatMap((s) => s.objects.flatMap((o) => o.fields.map((f) => f.nativeName)));

describe('a source of the catalogue', () => {
  const { sources } = shippedCatalogue().dataSources;

  it('comes whole, every one of them, as a valid document', () => {
    const newId = countingIds();
    const full = sources.reduce((e, template) => addSourceFromCatalogue(e, { template, newId }), testEngagement());
    expect(engagementSchema.safeParse(full).error).toBeUndefined();
    expect(full.sources.map((s) => s.objects.flatMap((o) => o.fields).length)).toEqual(sources.map((s) => s.fieldCount));
    const phone = full.sources[0]?.objects[0]?.fields.find((f) => f.nativeName === 'PHONE');
    expect(phone).toMatchObject({ from: 'erp-customer-phone', status: 'promised', pii: 'high', nativeType: 'Edm.String(20)', use: 'direct' });
    // The note is in the language of the documents.
    expect(phone?.note).toContain('קווי');
  });

  it('gets a number when it comes again', () => {
    const template = sources[0];
    if (!template) throw new Error('no template');
    const newId = countingIds();
    let e = testEngagement();
    for (let i = 0; i < 3; i++) e = addSourceFromCatalogue(e, { template, newId });
    expect(e.sources.map((s) => s.name.en)).toEqual([template.label.en, `${template.label.en} 2`, `${template.label.en} 3`]);
  });
});

describe('sources by hand', () => {
  it('need a name', () => {
    expect(addSource(start, { id: testId(3, 'S'), name: { he: ' ' } })).toBe(start);
    expect(addSource(start, { id: testId(3, 'S'), name: { he: ' קופה ' } }).sources[2]?.name).toEqual({ he: 'קופה' });
  });

  it('are renamed and edited; nonsense changes nothing', () => {
    expect(renameSource(start, { id: testId(1, 'S'), name: { en: 'ERP' } }).sources[0]?.name).toEqual({ en: 'ERP' });
    expect(renameSource(start, { id: testId(1, 'S'), name: {} }).sources[0]?.name).toEqual({ en: 'Source 1' });
    const owned = editSource(start, { id: testId(1, 'S'), source: { owner: ' IT ', transports: ['api', 'api'] } });
    expect(owned.sources[0]).toMatchObject({ owner: 'IT', transports: ['api'] });
    expect('owner' in (editSource(owned, { id: testId(1, 'S'), source: { owner: '' } }).sources[0] ?? {})).toBe(false);
    expect(editSource(start, { id: 'nobody', source: { owner: 'x' } })).toBe(start);
  });

  it('move', () => {
    expect(moveSource(start, { id: testId(2, 'S'), index: 0 }).sources.map((s) => s.id)).toEqual([testId(2, 'S'), testId(1, 'S')]);
    expect(moveSource(start, { id: testId(2, 'S'), index: 99 }).sources).toEqual(start.sources);
  });

  it('take their mappings along and leave their notes', () => {
    const gone = removeSource(start, { id: testId(1, 'S') });
    expect(gone.record.attributes[0]?.sources).toEqual([{ field: f3.id }]);
    expect(gone.record.attributes[0]?.refused).toEqual([]);
    expect(gone.notes[0]).toMatchObject({ text: 'customer.PHONE: Who knows?' });
    expect(gone.notes[0]?.about).toBeUndefined();
    expect(gone.sources).toHaveLength(1);
  });
});

describe('objects', () => {
  it('are added, edited, moved to another source and removed', () => {
    const added = addObject(start, { id: testId(7, 'C'), source: testId(1, 'S'), nativeName: ' orders ' });
    expect(added.sources[0]?.objects[1]).toEqual({ id: testId(7, 'C'), nativeName: 'orders', label: {}, fields: [] });
    const edited = editObject(added, { id: testId(7, 'C'), object: { nativeName: 'ORDERS', label: { en: 'Orders' } } });
    expect(edited.sources[0]?.objects[1]).toMatchObject({ nativeName: 'ORDERS', label: { en: 'Orders' } });
    const moved = moveObject(edited, { id: testId(7, 'C'), index: 0, source: testId(2, 'S') });
    expect(moved.sources.map((s) => s.objects.map((o) => o.nativeName))).toEqual([['customer'], ['ORDERS', 'customer']]);
    const removed = removeObject({ ...start, notes: [about('object', testId(1, 'C'))] }, { id: testId(1, 'C') });
    expect(names(removed)).toEqual(['field_3']);
    expect(removed.record.attributes[0]?.sources).toEqual([{ field: f3.id }]);
    expect(removed.notes[0]?.text).toBe('customer: Who knows?');
  });
});

describe('fields', () => {
  it('are added with what can be told from name and type', () => {
    const added = addField(start, { id: testId(9, 'F'), object: testId(1, 'C'), field: { nativeName: ' birth_date ', nativeType: 'date' }, index: 0 });
    expect(added.sources[0]?.objects[0]?.fields[0]).toEqual({
      id: testId(9, 'F'),
      nativeName: 'birth_date',
      nativeType: 'date',
      type: 'date',
      label: {},
      required: false,
      key: false,
      pii: 'high',
      status: 'promised',
      use: 'direct',
      eventProperties: [],
    });
    expect(addField(start, { id: testId(9, 'F'), object: testId(1, 'C'), field: { nativeName: ' ' } })).toBe(start);
    expect(addField(start, { id: f1.id, object: testId(1, 'C'), field: { nativeName: 'x' } })).toBe(start);
  });

  it('are edited many at once, and only what changed is new', () => {
    const edited = editFields(start, {
      edits: [
        { id: f1.id, field: { owner: 'IT' } },
        { id: f1.id, field: { status: 'missing' } },
        { id: f2.id, field: { nativeName: '' } },
      ],
    });
    expect(edited.sources[0]?.objects[0]?.fields[0]).toEqual({ ...f1, owner: 'IT', status: 'missing' });
    expect(edited.sources[0]?.objects[0]?.fields[1]).toBe(f2);
    expect(edited.sources[1]).toBe(start.sources[1]);
    expect(editField(start, { id: f1.id, field: { nativeName: 'PHONE' } })).toBe(start);
  });

  it('lose what is emptied', () => {
    const owned = editField(start, { id: f1.id, field: { owner: 'IT', note: 'x', example: 'y' } });
    expect(editField(owned, { id: f1.id, field: { owner: undefined, note: '', example: ' ' } })).toEqual(start);
  });

  it('cut what is too long instead of making the file unreadable', () => {
    const long = editField(start, { id: f1.id, field: { note: '😀'.repeat(4000), owner: 'x'.repeat(500) } });
    expect(engagementSchema.safeParse(long).success).toBe(true);
    expect(long.sources[0]?.objects[0]?.fields[0]?.note).toHaveLength(5000);
  });

  it('are filled down', () => {
    const owned = editField(start, { id: f1.id, field: { owner: 'IT', status: 'open-question' } });
    const filled = fillDown(owned, { fields: [f1.id, f2.id, f3.id], columns: ['owner', 'status'] });
    expect(filled.sources.flatMap((s) => s.objects.flatMap((o) => o.fields.map((f) => [f.owner, f.status])))).toEqual([
      ['IT', 'open-question'],
      ['IT', 'open-question'],
      ['IT', 'open-question'],
    ]);
    expect(names(filled)).toEqual(names(start));
  });

  it('move inside an object and to another, mappings untouched', () => {
    const moved = moveFields(start, { ids: [f2.id, f1.id], object: testId(2, 'C'), index: 0 });
    expect(names(moved)).toEqual(['field_2', 'PHONE', 'field_3']);
    expect(moved.record).toBe(start.record);
    expect(names(moveFields(start, { ids: [f1.id], object: testId(1, 'C'), index: 1 }))).toEqual(['field_2', 'PHONE', 'field_3']);
    expect(moveFields(start, { ids: [f1.id], object: 'nowhere', index: 0 })).toBe(start);
  });

  it('are removed with their mappings', () => {
    const removed = removeFields(start, { ids: [f1.id, 'nobody'] });
    expect(names(removed)).toEqual(['field_2', 'field_3']);
    expect(removed.record.attributes[0]?.sources).toEqual([{ field: f3.id }]);
    expect(removed.notes[0]?.text).toBe('customer.PHONE: Who knows?');
    expect(removeFields(start, { ids: ['nobody'] })).toBe(start);
  });
});
