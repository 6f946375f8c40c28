import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threeExports } from '../fixtures/e2e/three-exports';
import { linesByPlace, readPdf } from '../integration/pdf-reading';
import { expect, test } from './app';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { people } from './pages/people';
import { record } from './pages/record';
import { segments } from './pages/segments';
import { sources } from './pages/sources';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const t = wordsIn('en');

test('three messy exports: who is whom, a surprising person explained, a segment counted, a brief in Hebrew', async ({ app }) => {
  // A whole job, like the main one.
  test.slow();
  const page = await app.start();
  const work = {
    home: home(page, t),
    frame: frame(page, t),
    sources: sources(page, t),
    record: record(page, t),
    people: people(page, t),
    segments: segments(page, t),
    journeys: journeys(page, t),
  };
  const exports = threeExports(42_026, 240);
  const files = [
    ['לקוחות.csv', exports.erp],
    ['shop-customers.json', exports.shop],
    ['list.tsv', exports.mailer],
  ].map(([name = '', text = '']) => {
    const path = join(app.home, name);
    writeFileSync(path, text);
    return path;
  });

  await test.step('three exports are dropped and accepted with their rows', async () => {
    await work.home.create({ client: 'קפה נטע', country: 'Israel', documents: 'Hebrew', customers: ['Hebrew'] });
    await work.frame.goTo('sources');
    await work.sources.drop(...files);
    await expect(work.sources.files()).toHaveCount(3);
    for (let n = 0; n < 3; n++) await work.sources.acceptOne();
    await expect(work.sources.review).toBeHidden();
  });
  const id = work.frame.id();
  await expect.poll(() => savedEngagement(app.home, id).sources.length).toBe(3);

  await test.step('identifiers are mapped', async () => {
    await work.frame.goTo('record');
    await work.record.acceptSure();
    const fed = (attribute: string) => savedEngagement(app.home, id).record.attributes.find((one) => one.id === attribute)?.sources.length;
    await expect.poll(() => fed('email')).toBe(3);
    await expect.poll(() => fed('mobile-phone')).toBe(3);
  });

  let before = 0;
  await test.step('the rules are tried, and the largest person is no person', async () => {
    await work.people.open();
    await work.people.run();
    before = await work.people.count();
    await work.people.openLargest();
    await expect(work.people.inspector).toContainText(t('identity.suspicious-says'));
    await expect(work.people.inspector).toContainText(t('identity.why'));
    // Personal data is masked until somebody asks for it.
    await expect(page.locator('body')).not.toContainText('5550199');
  });

  await test.step('the value that holds them together is shown and blocked', async () => {
    await work.people.showValues();
    await work.people.block('+97235550199');
    const blocked = () => savedEngagement(app.home, id).identity.rules.find(({ attribute }) => attribute === 'mobile-phone')?.blocked;
    await expect.poll(blocked).toContain('+97235550199');
    await work.people.run();
    expect(await work.people.count()).toBeGreaterThan(before);
    await expect(page.getByRole('button', { name: new RegExp(t('identity.suspicious')) })).toHaveCount(0);
    await work.people.keep();
    await expect.poll(() => savedEngagement(app.home, id).measured?.identity?.people).toBe(await work.people.count());
    expect(JSON.stringify(savedEngagement(app.home, id).measured)).not.toMatch(/shop\.example|5550/);
  });

  await test.step('a segment is built and counted', async () => {
    await work.frame.goTo('segments');
    await work.segments.add('With an e-mail');
    await work.segments.askAbout('E-mail address');
    await work.segments.isCounted(exports.emails);
  });

  await test.step('the brief quotes the counts, right to left', async () => {
    await work.frame.goTo('journeys');
    await work.journeys.addFromTemplate('Cart abandonment (checkout started)');
    const brief = await app.download(page, work.journeys.brief);
    const text = linesByPlace(await readPdf(readFileSync(brief.path)))
      .map((line) => line.text)
      .join('\n');
    expect(text).toContain(String(savedEngagement(app.home, id).measured?.identity?.people));
    expect(text).not.toContain('5550199');
  });
});
