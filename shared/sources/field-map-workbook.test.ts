import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { type Engagement, engagementSchema, FORMAT_VERSION } from '../engagement/schema';
import { createTranslate } from '../i18n/translator';
import { survivorships } from '../record/schema';
import type { Transform } from '../record/transform-schema';
import type { Sheet } from '../report';
import { languages } from '../text';
import { fieldMapWorkbook } from './field-map-workbook';
import { canonicalTypes, fieldStatuses, fieldUses, piiClasses } from './schema';

const ids = { erp: '01HZX0000000000000000000A1', object: '01HZX0000000000000000000B1', mail: '01HZX0000000000000000000C1', tel: '01HZX0000000000000000000C2' };
const note = { kind: 'question', state: 'open', createdAt: '2026-03-01T08:00:00Z' } as const;

function engagement(): Engagement {
  return engagementSchema.parse({
    format: 'masa-engagement',
    formatVersion: FORMAT_VERSION,
    id: '01HZX0000000000000000000E1',
    revision: 3,
    createdAt: '2026-03-01T08:00:00Z',
    updatedAt: '2026-03-02T08:00:00Z',
    name: 'Spring',
    client: { name: 'חנות לדוגמה', country: 'IL', timeZone: 'Asia/Jerusalem', currency: 'ILS' },
    languages: { document: 'he', customers: ['he'] },
    sources: [
      {
        id: ids.erp,
        name: { he: 'מערכת תפעולית', en: 'ERP' },
        transports: ['api'],
        direction: 'in',
        owner: 'IT',
        objects: [
          {
            id: ids.object,
            nativeName: 'CUSTOMERS',
            label: { he: 'לקוח' },
            fields: [
              field({
                id: ids.mail,
                nativeName: 'EMAIL',
                type: 'email',
                pii: 'high',
                required: true,
                status: 'confirmed',
                label: { he: 'אימייל', en: 'E-mail' },
              }),
              field({ id: ids.tel, nativeName: 'PHONE', type: 'phone', pii: 'high', status: 'open-question', eventProperties: ['order-placed.phone'] }),
            ],
          },
        ],
      },
    ],
    record: {
      groups: [{ id: 'contact', label: { he: 'פרטי קשר', en: 'Contact' } }],
      attributes: [
        attribute({ id: 'email', type: 'email', label: { en: 'E-mail', he: 'כתובת אימייל' }, sources: [{ field: ids.tel }, { field: ids.mail }] }),
        attribute({ id: 'mobile-phone', type: 'phone', label: { en: 'Mobile' } }),
        attribute({ id: 'rfm', type: 'integer', label: { en: 'RFM' }, origin: 'computed', formula: 'quintile(total_spent)' }),
      ],
    },
    identity: { rules: [] },
    segments: [],
    journeys: [],
    messages: [],
    suppressions: [],
    caps: [],
    calendars: [],
    checklist: { vendors: [], answers: [], points: [], trialTasks: [], trialResults: [] },
    businessCase: { ranges: {}, sources: {}, journeys: [] },
    documents: { cover: 'road', chapters: {} },
    volumes: { eventsPerMonth: {}, messagePrices: {} },
    kpiInputs: {},
    plannedSends: [],
    phases: [],
    notes: [
      { ...note, id: '01HZX0000000000000000000N1', text: 'Who owns consent?', owner: 'Legal', due: '2026-04-01', about: { kind: 'attribute', id: 'email' } },
      { ...note, id: '01HZX0000000000000000000N2', text: 'Answered already', state: 'answered' },
      { ...note, id: '01HZX0000000000000000000N3', text: 'A decision', kind: 'decision' },
    ],
  });
}

function field(over: object) {
  return { nativeType: 'Edm.String(48)', label: {}, required: false, key: false, use: 'direct', status: 'promised', eventProperties: [], pii: 'none', ...over };
}

function attribute(over: object) {
  return { group: 'contact', pii: 'high', origin: 'mapped', survivorship: 'most-trusted', sources: [], refused: [], ...over };
}

function sheets(language: 'en' | 'he' | 'fa'): [Sheet, Sheet, Sheet] {
  const [fields, record, questions] = fieldMapWorkbook(engagement(), createTranslate(language), language).sheets;
  if (!fields || !record || !questions) throw new Error('three sheets expected');
  return [fields, record, questions];
}

describe('fieldMapWorkbook', () => {
  it('gives one row per field, with the attributes it feeds and their rank', () => {
    const [fields] = sheets('en');
    expect(fields.rows).toHaveLength(2);
    expect(fields.rows[0]).toMatchObject({
      source: 'ERP',
      object: 'CUSTOMERS',
      nativeName: 'EMAIL',
      type: 'E-mail',
      required: 'Yes',
      attributes: 'E-mail (2)',
      owner: 'IT',
      fieldId: ids.mail,
    });
    expect(fields.rows[1]).toMatchObject({ attributes: 'E-mail (1)', status: 'Open question', eventProperties: 'order-placed.phone' });
  });

  it('says of each attribute whether it is mapped, and from where', () => {
    const [, record] = sheets('en');
    expect(record.rows.map((row) => row.status)).toEqual(['Mapped', 'Not mapped', 'Needs no source']);
    expect(record.rows[0]).toMatchObject({ group: 'Contact', sources: '1. ERP: CUSTOMERS.PHONE\n2. ERP: CUSTOMERS.EMAIL', survivorship: 'Most trusted' });
    expect(record.rows[2]?.note).toBe('quintile(total_spent)');
  });

  it('writes the steps of a mapping under its source', () => {
    const base = engagement();
    const [first, ...others] = base.record.attributes;
    if (!first) throw new Error('no attribute');
    const [tel, mail] = first.sources;
    if (!tel || !mail) throw new Error('no sources');
    const transforms: Transform[] = [{ kind: 'trim' }, { kind: 'phone', country: 'IL' }, { kind: 'concat', fields: [mail.field], separator: ' ' }];
    const mapped = { ...base, record: { ...base.record, attributes: [{ ...first, sources: [{ ...tel, transforms }, mail] }, ...others] } };
    const [, record] = fieldMapWorkbook(mapped, createTranslate('en'), 'en').sheets;
    const lines = String(record?.rows[0]?.sources).split('\n');
    expect(lines).toHaveLength(5);
    expect([lines[0], lines[4]]).toEqual(['1. ERP: CUSTOMERS.PHONE', '2. ERP: CUSTOMERS.EMAIL']);
    expect(lines[3]).toContain('EMAIL');
  });

  it('lists open questions only, and fields that are open without one', () => {
    const [, , questions] = sheets('en');
    expect(questions.rows.map((row) => row.question)).toEqual(['Who owns consent?', 'The field is marked as an open question.']);
    expect(questions.rows[0]).toMatchObject({ about: 'E-mail', owner: 'Legal', due: '2026-04-01', answer: null });
    expect(questions.rows[1]).toMatchObject({ about: 'ERP: CUSTOMERS.PHONE', fieldId: ids.tel, owner: 'IT' });
  });

  it('calls a point of the checklist by its name, and days as its readers do', () => {
    const point = { id: 'volume-retention', category: 'data-model', priority: 'must', weight: 4 } as const;
    const asked = { ...note, id: '01HZX0000000000000000000N4', text: 'How long?', about: { kind: 'point', id: point.id } } as const;
    const of = { ...engagement(), notes: [asked] };
    of.checklist = { ...of.checklist, points: [point] };
    const [fields, , questions] = fieldMapWorkbook(of, createTranslate('fa'), 'fa', shippedCatalogue()).sheets;
    expect(questions?.rows[0]?.about).toBe('حجم و نگهداری سابقه');
    expect(fields?.intro?.[1]).toContain('۱۱ اسفند ۱۴۰۴');
  });

  it('speaks the language asked for, without direction marks', () => {
    const [fields, record] = sheets('he');
    expect(fields.rows[0]).toMatchObject({ source: 'מערכת תפעולית', attributes: 'כתובת אימייל (2)', required: 'כן' });
    expect(record.name).toBe('רשומת לקוח');
    for (const language of languages) {
      const text = JSON.stringify(fieldMapWorkbook(engagement(), createTranslate(language), language));
      expect(text).not.toMatch(/[\u200e\u200f\u2066-\u2069]/);
    }
  });

  it.each(languages)('has a word of its own for every choice in %s, so that the file can be read back', (language) => {
    const translate = createTranslate(language);
    for (const [prefix, ids] of [
      ['type', canonicalTypes],
      ['pii', piiClasses],
      ['field-status', fieldStatuses],
      ['field-use', fieldUses],
      ['survivorship', survivorships],
    ] as const) {
      const words = ids.map((id) => translate(`${prefix}.${id}`));
      expect(new Set(words).size).toBe(ids.length);
      expect(words.filter((word) => word.startsWith(`${prefix}.`))).toEqual([]);
    }
    const columns = fieldMapWorkbook(engagement(), translate, language).sheets.flatMap((sheet) =>
      sheet.columns.map((column) => `${sheet.name}/${column.title}`),
    );
    expect(new Set(columns).size).toBe(columns.length);
    expect(columns.filter((title) => title.includes('field-map.'))).toEqual([]);
  });
});
