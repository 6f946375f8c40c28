import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { createEngagement } from './create-engagement';
import { editClient, renameEngagement, setConsultant, setCustomerLanguages, setDocumentLanguage, touch } from './edit-engagement';
import {
  addPhase,
  addPlannedSend,
  editPhase,
  editPlannedSend,
  editVolumes,
  movePhase,
  removePhase,
  removePlannedSend,
  setKpiInput,
  setPhaseOfJourney,
} from './edit-plan';
import { testEngagement, testId, testJourney } from './engagement.fixture';
import { openEngagement } from './open-engagement';
import { engagementSchema } from './schema';

const start = testEngagement({ journeys: [testJourney(1, []), testJourney(2, [])] });
const [j1, j2] = [testId(1, 'J'), testId(2, 'J')];
const [p1, p2] = [testId(1, 'P'), testId(2, 'P')];

describe('createEngagement', () => {
  const made = createEngagement({
    id: testId(5),
    now: '2026-02-01T09:00:00.000Z',
    name: ' Karmelon ',
    client: { name: 'Karmelon', industry: '', country: 'IL', timeZone: 'Asia/Jerusalem', currency: 'ILS' },
    languages: { document: 'he', customers: ['he', 'he', 'en'] },
    catalogue: shippedCatalogue(),
  });

  it('knows the method and nothing else', () => {
    expect(made.name).toBe('Karmelon');
    expect(made.languages.customers).toEqual(['he', 'en']);
    expect(made.checklist.points).toHaveLength(43);
    expect(made.segments).toHaveLength(57);
    expect(made.record.attributes.length).toBeGreaterThanOrEqual(90);
    expect(made.identity.rules.length).toBeGreaterThan(0);
    expect(made.suppressions.length).toBeGreaterThan(0);
    expect([made.sources, made.journeys, made.checklist.vendors, made.notes].flat()).toEqual([]);
  });

  it('opens again exactly as it was, without a warning', () => {
    expect(openEngagement(JSON.parse(JSON.stringify(made)))).toEqual({ ok: true, value: made, problems: [] });
  });
});

describe('the head of an engagement', () => {
  it('grows by one with each change', () => {
    expect(touch(start, '2026-03-01T00:00:00.000Z')).toEqual({ ...start, revision: 1, updatedAt: '2026-03-01T00:00:00.000Z' });
  });

  it('keeps its name when the new one is empty', () => {
    expect(renameEngagement(start, { name: '  ' })).toBe(start);
    expect(renameEngagement(start, { name: ' New ' }).name).toBe('New');
  });

  it('takes client details that make sense', () => {
    expect(editClient(start, { client: { country: 'us', currency: 'usd' } }).client).toMatchObject({ country: 'US', currency: 'USD' });
    expect(editClient(start, { client: { country: 'USA' } })).toBe(start);
    expect(editClient(start, { client: { name: '' } }).client.name).toBe(start.client.name);
    const industry = editClient(start, { client: { industry: 'Retail' } });
    expect('industry' in editClient(industry, { client: { industry: undefined } }).client).toBe(false);
    expect(editClient(industry, { client: { currency: 'EUR' } }).client.industry).toBe('Retail');
  });

  it('always has a language for customers', () => {
    expect(setCustomerLanguages(start, { languages: [] })).toBe(start);
    expect(setCustomerLanguages(start, { languages: ['fa', 'fa'] }).languages.customers).toEqual(['fa']);
    expect(setDocumentLanguage(start, { language: 'fa' }).languages.document).toBe('fa');
    expect('consultant' in setConsultant(setConsultant(start, { consultant: 'Noa' }), { consultant: ' ' })).toBe(false);
  });
});

describe('the plan', () => {
  it('takes volumes one by one, and gives them back', () => {
    let e = editVolumes(start, { volumes: { contacts: 40_000, eventsPerMonth: { 'order-placed': 900 }, messagePrices: { sms: 0.12 } } });
    e = editVolumes(e, { volumes: { customers: 0, eventsPerMonth: { 'cart-abandoned': 10 } } });
    expect(e.volumes).toEqual({
      contacts: 40_000,
      customers: 0,
      eventsPerMonth: { 'order-placed': 900, 'cart-abandoned': 10 },
      messagePrices: { sms: 0.12 },
    });
    e = editVolumes(e, { volumes: { contacts: undefined, eventsPerMonth: { 'order-placed': undefined }, messagePrices: { sms: undefined } } });
    expect(e.volumes).toEqual({ customers: 0, eventsPerMonth: { 'cart-abandoned': 10 }, messagePrices: {} });
    expect(editVolumes(start, { volumes: { margin: 2 } })).toBe(start);
    expect(editVolumes(start, { volumes: { contacts: Number.NaN } })).toBe(start);
  });

  it('takes KPI inputs and goes back to the catalogue’s', () => {
    const set = setKpiInput(start, { input: 'open_rate', value: 0.25 });
    expect(set.kpiInputs).toEqual({ open_rate: 0.25 });
    expect(setKpiInput(set, { input: 'open_rate', value: undefined }).kpiInputs).toEqual({});
    expect(setKpiInput(start, { input: 'open_rate', value: Number.POSITIVE_INFINITY })).toBe(start);
  });

  it('keeps planned sends by date', () => {
    const send = { name: 'Sale', date: '2026-11-27', channel: 'email' as const };
    let e = addPlannedSend(start, { id: testId(1, 'W'), send });
    e = addPlannedSend(e, { id: testId(2, 'W'), send: { ...send, name: 'New year', date: '2026-09-11', recipients: 9000 } });
    expect(e.plannedSends.map(({ name }) => name)).toEqual(['New year', 'Sale']);
    e = editPlannedSend(e, { id: testId(1, 'W'), send: { date: '2026-01-01' } });
    expect(e.plannedSends.map(({ name }) => name)).toEqual(['Sale', 'New year']);
    expect(editPlannedSend(e, { id: testId(1, 'W'), send: { date: '31/12/2026' } })).toBe(e);
    expect(removePlannedSend(e, { id: testId(1, 'W') }).plannedSends).toHaveLength(1);
    expect(engagementSchema.safeParse(e).success).toBe(true);
  });

  it('has every journey in at most one phase', () => {
    let e = addPhase(start, { id: p1, name: { en: 'First' }, journeys: [j1, j2] });
    e = addPhase(e, { id: p2, name: { en: 'Later' }, start: '2026-10-01' });
    e = setPhaseOfJourney(e, { journey: j2, phase: p2 });
    expect(e.phases.map(({ journeys }) => journeys)).toEqual([[j1], [j2]]);
    e = setPhaseOfJourney(e, { journey: j1, phase: p2, index: 0 });
    expect(e.phases.map(({ journeys }) => journeys)).toEqual([[], [j1, j2]]);
    expect(setPhaseOfJourney(e, { journey: j1, phase: undefined }).phases[1]?.journeys).toEqual([j2]);
    expect(setPhaseOfJourney(e, { journey: 'nobody', phase: p1 })).toBe(e);
    expect(movePhase(e, { id: p2, index: 0 }).phases.map(({ id }) => id)).toEqual([p2, p1]);
    const named = editPhase(e, { id: p2, phase: { name: { he: 'אחר כך' }, start: undefined, note: 'after peak' } });
    expect(named.phases[1]).toEqual({ id: p2, name: { he: 'אחר כך' }, journeys: [j1, j2], note: 'after peak' });
    expect(removePhase(e, { id: p1 }).phases).toHaveLength(1);
  });
});
