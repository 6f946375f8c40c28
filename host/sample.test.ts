import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeSamples } from '../scripts/sample/write';
import { parseEngagementText } from '../shared/engagement/open-engagement';
import { progressOf } from '../shared/engagement/progress';
import type { Engagement } from '../shared/engagement/schema';
import { checkJourney } from '../shared/journey/check-journey';
import { journeyContext } from '../shared/journey/journey-context';
import { toStoryboard } from '../shared/journey/storyboard';
import { storyboardInsight } from '../shared/journey/storyboard-insight';
import { mapField } from '../shared/record/edit-record';
import { allFields } from '../shared/sources/find';
import { languages } from '../shared/text';
import { shippedCatalogue } from '../tests/shipped-catalogue';
import { createEngagementFiles } from './engagement-files';
import { createSample } from './sample';
import { EVENTS_FILE } from './sample-rows';

const assets = join(import.meta.dirname, '..', 'assets');
const samples = join(assets, 'samples');
const now = () => new Date('2026-11-24T08:00:00.000Z');

function shipped(name = 'karmelon.masa.json'): Engagement {
  const opened = parseEngagementText(readFileSync(join(samples, name), 'utf8'));
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  expect(opened.problems).toEqual([]);
  return opened.value;
}

function blocksOf(engagement: Engagement, key: string) {
  const journey = engagement.journeys.find((one) => one.key === key);
  if (!journey) throw new Error(key);
  return checkJourney(journey, journeyContext(engagement, shippedCatalogue())).filter(({ severity }) => severity === 'blocks');
}

test('the shipped files are what the composer makes: after a change run `npm run sample` and look at the difference', {
  tags: ['long'],
  timeout: 180_000,
}, async () => {
  const made = await writeSamples(assets);
  expect(made.map(({ name }) => name).sort()).toEqual(
    readdirSync(samples)
      .filter((name) => name.endsWith('.masa.json'))
      .sort(),
  );
  for (const { name, text } of made) expect(text === readFileSync(join(samples, name), 'utf8'), `${name} is not up to date`).toBe(true);
  const again = await writeSamples(assets);
  expect(again.map(({ text }) => text)).toEqual(made.map(({ text }) => text));
});

test('it holds what a newcomer should see, and every reference leads somewhere', () => {
  const engagement = shipped();
  expect({
    systems: engagement.sources.length,
    fields: allFields(engagement).length,
    journeys: engagement.journeys.length,
    points: engagement.checklist.points.length,
    segments: engagement.segments.length,
    vendors: engagement.checklist.vendors.map(({ name }) => name),
    notes: engagement.notes.length,
    sends: engagement.plannedSends.length,
    inPhases: engagement.phases.map(({ journeys }) => journeys.length),
  }).toEqual({
    systems: 8,
    fields: 130,
    journeys: 12,
    points: 43,
    segments: 57,
    vendors: ['Heliora', 'Relaymint', 'Postwing', 'הדיוור הישן'],
    notes: 14,
    sends: 3,
    inPhases: [4, 4, 3],
  });
  const nodes = new Set(engagement.journeys.flatMap((journey) => journey.nodes.map((node) => `${journey.id} ${node.id}`)));
  for (const { about } of engagement.notes) if (about?.kind === 'node') expect(nodes).toContain(`${about.within} ${about.id}`);
  const inputs = new Set(shippedCatalogue().kpi.kpis.flatMap((kpi) => kpi.inputs.map(({ id }) => id)));
  for (const input of Object.keys(engagement.kpiInputs)) expect(inputs).toContain(input);
  const { stations } = progressOf(engagement);
  for (const { done, total } of Object.values(stations)) {
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(total);
  }
});

test('the cart journey is blocked by WhatsApp consent alone, and one mapping frees it', () => {
  const engagement = shipped();
  const blocks = blocksOf(engagement, 'cart-abandonment');
  expect(blocks.map(({ code, params }) => [code, params.attribute])).toEqual(blocks.map(() => ['attribute-without-source', 'whatsapp-consent']));
  expect(blocks.some(({ path }) => path.includes('cart-m4a'))).toBe(true);

  const tags = allFields(engagement).find(({ field }) => field.from === 'web-shop-customer-tags');
  const mapped = mapField(engagement, { attribute: 'whatsapp-consent', field: tags?.field.id ?? '' });
  expect(blocksOf(mapped, 'cart-abandonment')).toEqual([]);
});

test('four of twelve journeys are blocked, by three attributes that no source gives', () => {
  const engagement = shipped();
  const blocked = engagement.journeys.filter(({ key }) => blocksOf(engagement, key).length > 0);
  expect(blocked.map(({ key }) => key)).toEqual(['welcome', 'product-abandonment', 'cart-abandonment', 'back-in-stock']);
  const causes = new Set(blocked.flatMap(({ key }) => blocksOf(engagement, key).map(({ code, params }) => `${code} ${params.attribute}`)));
  expect([...causes].sort()).toEqual([
    'attribute-without-source push-consent',
    'attribute-without-source waitlist-product-ids',
    'attribute-without-source whatsapp-consent',
  ]);
});

test('of 500 registered for the garden day 310 came, and the sheet says where they were lost and why', () => {
  const { journeys } = shipped();
  const garden = journeys.find(({ key }) => key === 'event-digital-ticket');
  if (!garden) throw new Error('no garden day');
  const moments = toStoryboard(garden);
  expect(moments.map(({ gap }) => gap)).toEqual([-8, -7, -9, -102, -103, -110, 102]);
  const { reachedAt = 0 } = garden.annotations.sheet ?? {};
  expect(storyboardInsight(moments, { reachedAt })).toEqual({
    reached: { touchpoint: 6, of: 500, share: 0.62, planned: 0.84 },
    loss: { touchpoint: 4, fewer: 102, lowestMood: true },
    lowest: { touchpoint: 4, mood: -2 },
  });
  // In three languages, whatever the document's.
  for (const { annotations } of journeys)
    for (const { name, pain, evidence, opportunity, owner } of annotations.storyboard)
      for (const words of [name, pain, evidence, opportunity, owner]) if (words) expect(Object.keys(words).sort()).toEqual(['en', 'fa', 'he']);
});

test('approved messages are written in the languages of the customers; no draft in brackets beside them', () => {
  const { messages, languages: spoken, journeys } = shipped();
  const approved = messages.filter(({ status }) => status === 'approved');
  expect(approved.length).toBeGreaterThanOrEqual(12);
  for (const { id, subject, body } of approved)
    for (const language of spoken.customers) {
      expect(subject[language], id).toBeTruthy();
      expect(body[language], id).toBeTruthy();
      expect(body[language], id).not.toMatch(/\[[^\]]*:/);
    }
  // Nobody approves a journey with words still to be written.
  const done = new Set(approved.map(({ id }) => id));
  for (const journey of journeys.filter(({ status }) => status === 'approved'))
    for (const node of journey.nodes) if (node.kind === 'send') expect(done, `${journey.key} ${node.message}`).toContain(node.message);
});

test('each version speaks one language in its plain texts, and they differ in nothing else', () => {
  const scripts = { en: /[A-Za-z]/, he: /[\u0590-\u05ff]/, fa: /[\u0600-\u06ff]/ };
  const same: string[] = [];
  for (const language of languages) {
    const engagement = shipped(language === 'he' ? 'karmelon.masa.json' : `karmelon.${language}.masa.json`);
    expect(engagement.languages).toEqual({ document: language, customers: ['he', 'en'] });
    const texts = [
      engagement.name,
      ...engagement.notes.flatMap(({ text, owner, answer, evidence }) => [text, owner, answer, evidence]),
      ...engagement.checklist.answers.flatMap(({ claim, evidence }) => [claim, evidence]),
      ...engagement.plannedSends.map(({ name }) => name),
      ...engagement.sources.map(({ note }) => note),
    ].filter((text) => text !== undefined);
    for (const text of texts) {
      expect(text).toMatch(language === 'en' ? scripts.en : /[\u0590-\u06ffA-Z]/);
      for (const other of languages) if (other !== language && other !== 'en') expect(text).not.toMatch(scripts[other]);
      // Arabic letters that look Persian and are not.
      expect(text).not.toMatch(/[يكى]/);
    }
    const { record, journeys, messages, segments, volumes, checklist } = engagement;
    const scores = checklist.answers.map(({ vendor, point, score }) => [vendor, point, score]);
    same.push(JSON.stringify([record, journeys, messages, segments, volumes, scores, allFields(engagement).map(({ field }) => [field.id, field.status])]));
  }
  expect(new Set(same).size).toBe(1);
});

test('examples show how a value looks, never whose it is', () => {
  const fields = allFields(shipped()).map(({ field }) => field);
  expect(fields.filter(({ example }) => example !== undefined).length).toBeGreaterThan(120);
  for (const { nativeName, pii, example } of fields) if (pii === 'high' && example !== undefined) expect(example, nativeName).toContain('•');
});

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'masa-sample-'));
  for (const name of ['engagements', 'trash', 'assets']) mkdirSync(join(home, name));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function create(language: 'en' | 'he' | 'fa', options: { samples?: string; customers?: number } = {}) {
  const engagements = join(home, 'engagements');
  const files = createEngagementFiles({ folder: engagements, trash: join(home, 'trash'), now });
  return createSample({ samples, engagements, files, newId: () => '01M6K0000000000000000000AA', now, customers: 80, ...options }, language);
}

test('opening it writes an engagement with a fresh id, and rows of every object beside it', async () => {
  const made = await create('he');
  expect(made).toEqual({ ok: true, value: { id: '01M6K0000000000000000000AA' }, problems: [] });
  const folder = join(home, 'engagements', '01M6K0000000000000000000AA');
  const opened = parseEngagementText(readFileSync(join(folder, 'engagement.masa.json'), 'utf8'));
  if (!opened.ok) throw new Error('not opened');
  expect(opened.value).toMatchObject({ id: '01M6K0000000000000000000AA', revision: 1, createdAt: now().toISOString(), name: 'כרמלון לבית ולגן' });

  const objects = opened.value.sources.flatMap((source) => source.objects);
  expect(readdirSync(join(folder, 'samples')).sort()).toEqual([...objects.map(({ id }) => `${id}.ndjson`), EVENTS_FILE].sort());
  for (const object of objects) {
    const path = join(folder, 'samples', `${object.id}.ndjson`);
    const rows = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077, 'personal data is for its owner').toBe(0);
    for (const row of rows.map((line): Record<string, unknown> => JSON.parse(line)))
      for (const field of object.fields) expect(field.nativeName in row, `${object.nativeName}.${field.nativeName}`).toBe(field.status !== 'missing');
  }
  const events = readFileSync(join(folder, 'samples', EVENTS_FILE), 'utf8')
    .split('\n')
    .filter(Boolean);
  expect(events.length).toBeGreaterThan(500);
  const times = events.map((line) => String(JSON.parse(line).occurred_at));
  expect(times).toEqual([...times].sort());
  expect(times.at(-1)?.slice(0, 7)).toBe('2026-11');
});

test('rows that are shipped are copied instead; a folder without a sample is told', async () => {
  writeFileSync(join(home, 'assets', 'mine.masa.json'), readFileSync(join(samples, 'karmelon.masa.json')));
  mkdirSync(join(home, 'assets', 'mine'));
  writeFileSync(join(home, 'assets', 'mine', 'x.ndjson'), '{"a":1}\n');
  expect((await create('fa', { samples: join(home, 'assets') })).ok).toBe(true);
  const folder = join(home, 'engagements', '01M6K0000000000000000000AA', 'samples');
  expect(readdirSync(folder)).toEqual(['x.ndjson']);
  expect(await create('fa', { samples: join(home, 'trash') })).toMatchObject({ ok: false, problems: [{ code: 'sample-missing' }] });
});

test('rows that cannot be written leave the engagement, with a warning', async () => {
  const folder = join(home, 'engagements', '01M6K0000000000000000000AA');
  mkdirSync(folder);
  // A file where the folder should be.
  writeFileSync(join(folder, 'samples'), 'in the way');
  const made = await create('en');
  expect(made).toMatchObject({ ok: true, problems: [{ severity: 'warns', code: 'file-failed' }] });
  expect(existsSync(join(folder, 'engagement.masa.json'))).toBe(true);
});
