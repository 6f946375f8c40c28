import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testField, testId, testSource } from '../../shared/engagement/engagement.fixture';
import type { Engagement } from '../../shared/engagement/schema';
import { mapFields } from '../../shared/record/edit-record';
import { type App, expect, test } from './app';
import { seriousFaults } from './axe';
import { smallEngagement } from './engagements';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { identity } from './pages/identity';
import { executorOf, startSandboxExecutor, unwrap } from './sandbox';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

/** The telephone of the branch, given by whoever has none. */
const branch = '03-5550100';
const names = ['לוי', 'כהן', 'מזרחי', 'פרץ', 'ביטון', 'דהן', 'אברהם', 'פרידמן'];

/** A shop and a till: eight customers, six of them with the branch's telephone, two of them in both systems. */
function twoSystems(): { engagement: Engagement; rows: Map<string, object[]> } {
  const field = (n: number, nativeName: string, type: 'email' | 'phone' | 'string') => testField(n, { nativeName, type });
  const shop = testSource(1, [field(1, 'email', 'email'), field(2, 'phone', 'phone'), field(3, 'last_name', 'string')], { name: { en: 'Shop', he: 'חנות' } });
  const till = testSource(2, [field(4, 'MAIL', 'email'), field(5, 'TEL', 'phone'), field(6, 'FAMILY', 'string')], { name: { en: 'Till', he: 'קופה' } });
  const small = smallEngagement();
  const engagement = mapFields(
    {
      ...small,
      sources: [shop, till],
      // Without a limit per person, one telephone makes one person of all.
      identity: { rules: ['email', 'mobile-phone'].map((attribute) => ({ attribute, strength: 'strong' as const, blocked: [] })) },
    },
    {
      mappings: (
        [
          ['email', 1, 4],
          ['mobile-phone', 2, 5],
          ['last-name', 3, 6],
        ] as const
      ).flatMap(([attribute, ...fields]) => fields.map((n) => ({ attribute, field: testId(n, 'F') }))),
    },
  );
  const mail = (i: number) => `customer${i}@shop.example`;
  const shopRows = names.map((last_name, i) => ({ email: mail(i), phone: i < 6 ? branch : `052-55501${i}0`, last_name }));
  const tillRows = [0, 7].map((i) => ({ MAIL: mail(i).toUpperCase(), TEL: '', FAMILY: names[i] }));
  return { engagement, rows: new Map([testId(1, 'C'), testId(2, 'C')].map((object, i) => [object, i === 0 ? shopRows : tillRows])) };
}

/** `more`: rows of the till after its own. */
function bring(app: App, { identity: rules, more = [] }: { identity?: Engagement['identity']; more?: object[] } = {}): Engagement {
  const { engagement: plain, rows } = twoSystems();
  const engagement = { ...plain, identity: rules ?? plain.identity };
  rows.get(testId(2, 'C'))?.push(...more);
  app.bring(engagement);
  const folder = join(app.home, 'engagements', engagement.id, 'samples');
  mkdirSync(folder);
  for (const [object, some] of rows) writeFileSync(join(folder, `${object}.ndjson`), some.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return engagement;
}

test('a person of eight customers is found, explained and taken apart by blocking one value', async ({ app }) => {
  const t = wordsIn('he');
  app.prefer({ language: 'he', scheme: 'dark' });
  const { id, name } = bring(app);
  const page = await app.start();
  const work = identity(page, t);
  await home(page, t).open(name);
  await frame(page, t).goTo('record');
  await work.show('identity');
  await expect(work.rules).toHaveText(['כתובת אימייל', 'טלפון נייד']);

  await test.step('the order of identifiers changes by keyboard, and back', async () => {
    await work.rule('טלפון נייד').press('Alt+ArrowUp');
    await expect(work.rules).toHaveText(['טלפון נייד', 'כתובת אימייל']);
    await frame(page, t).undo();
    await expect(work.rules).toHaveText(['כתובת אימייל', 'טלפון נייד']);
  });

  await test.step('the dry run finds one person where there are eight, masked', async () => {
    await work.tryOnSamples();
    await expect(work.figure('after')).toHaveText('3');
    await expect(work.clusters.first()).toContainText(t('identity.cluster-records', { count: 7 }));
    await expect(work.clusters.first()).toContainText(t('identity.suspicious'));
    await expect(page.getByRole('main')).not.toContainText('5550100');
    await expect(work.block(work.frequent.first())).toBeDisabled();
  });

  await test.step('two of its records are explained', async () => {
    await work.clusters.first().getByRole('button').click();
    await expect(work.inspector).toContainText(t('identity.why'));
    // The till's record has no telephone: it is tied to the others through the shop's.
    await expect(work.inspector.getByRole('status').getByRole('listitem')).toHaveCount(5);
    await expect(work.inspector).not.toContainText('@shop.example');
  });

  await test.step('nothing on the page keeps anybody out', async () => {
    expect(await seriousFaults(page)).toEqual([]);
  });

  await test.step('the value is shown, blocked, and the people come apart', async () => {
    await work.showValues();
    await expect(work.frequent.first()).toContainText('5550100');
    await work.block(work.frequent.first()).click();
    await expect(work.outdated).toBeVisible();
    await expect(work.keep).toBeDisabled();
    await work.tryAgain();
    await expect(work.figure('after')).toHaveText('8');
    await expect(work.outdated).toBeHidden();
    // Whoever chose to see values goes on seeing them, and is told so, until the page is left.
    await expect(page.getByText(t('identity.values-shown'))).toBeVisible();
  });

  await test.step('the counts are kept for the documents, without a value of anybody', async () => {
    await work.keep.click();
    await expect(work.kept).toBeDisabled();
    await expect.poll(() => savedEngagement(app.home, id).measured?.identity).toMatchObject({ people: 8, rows: 10 });
    expect(JSON.stringify(savedEngagement(app.home, id).measured)).not.toMatch(/shop\.example|5550100|•/);
    expect(savedEngagement(app.home, id).identity.rules[1]?.blocked).toHaveLength(1);
  });
});

test('a pair that somebody should look at is listed, explained, and shown when asked for', async ({ app }) => {
  const t = wordsIn('he');
  app.prefer({ language: 'he', scheme: 'light' });
  const [email, phone] = twoSystems().engagement.identity.rules;
  if (!email || !phone) throw new Error('no rules');
  // The till knows the first customer's address beside the eighth one's telephone.
  const { id, name } = bring(app, {
    identity: { rules: [email, { ...phone, strength: 'medium' }] },
    more: [{ MAIL: 'customer0@shop.example', TEL: '052-5550170', FAMILY: 'לוי' }],
  });
  const page = await app.start();
  const work = identity(page, t);
  await home(page, t).open(name);
  await frame(page, t).goTo('record');
  await work.show('identity');
  await work.tryOnSamples();
  await expect(work.reviews.first()).toContainText(t('identity.policy-question.medium'));
  await expect(page.getByRole('main')).not.toContainText('5550170');

  await work.reviews
    .filter({ hasText: t('identity.record-name', { source: 'קופה', object: 'customer', row: 3 }) })
    .getByRole('button')
    .click();
  await expect(work.inspector).toContainText(t('identity.review-why'));
  await expect(work.inspector.getByRole('status').getByRole('listitem')).toHaveCount(3);
  await expect(work.inspector).not.toContainText('5550170');
  await work.inspector.getByRole('button', { name: t('identity.show-values') }).click();
  await expect(work.inspector).toContainText('5550170');
  await expect(work.inspector).toContainText('customer7@shop.example');
  expect(JSON.stringify(savedEngagement(app.home, id))).not.toContain('5550170');
});

test('without sample rows the dry run says so and leads to where files come in', async ({ app }) => {
  const t = wordsIn('en');
  const engagement = smallEngagement();
  app.bring(engagement);
  const page = await app.start();
  const work = identity(page, t);
  await home(page, t).open(engagement.name);
  await frame(page, t).goTo('record');
  await work.show('dry-run');
  await page.getByRole('button', { name: t('identity.try'), exact: true }).click();
  await expect(page.getByRole('heading', { name: t('identity.no-samples') })).toBeVisible();
  await page.getByRole('button', { name: t('identity.bring-files') }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('station.sources') })).toBeVisible();
});

test('the executor says whom it merged, when and through which identifier, and what it did not take', async ({ app }) => {
  const t = wordsIn('he');
  app.prefer({ language: 'he', scheme: 'dark' });
  const { name } = bring(app);
  await startSandboxExecutor(app.home);
  const api = executorOf(app.home);
  const [mail, phone] = [{ email: 'dana@shop.example' }, { mobile_phone: '+972525550101' }];
  const heard = [mail, phone, { ...mail, ...phone }, { email: '000' }].map((identifiers, i) => ({
    uid: `merge-${i}`,
    name: 'visit',
    occurred_at: '2026-05-01T08:00:00Z',
    source_system: 'web-shop',
    identifiers,
    properties: {},
  }));
  unwrap(await api.sendEvents({ body: heard }));
  const page = await app.start();
  const work = executor(page, t);
  await home(page, t).open(name);
  await frame(page, t).goTo('executor');
  await work.startIfStopped();
  await expect(work.identity).toContainText(t('executor.merges', { count: 1 }));
  await expect(work.identity.getByRole('listitem')).toContainText([t('identity.refusal.blocked')]);

  // The number she had before leads to her.
  await page.goto(`${page.url()}/c2`);
  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('heading', { level: 2 })).toContainText('c1');
  await panel.getByRole('radio', { name: t('executor.record') }).press('Space');
  await expect(panel.getByRole('heading', { name: t('executor.merged-from', { count: 2 }) })).toBeVisible();
  await expect(panel).toContainText(t('executor.merged-by', { attribute: 'טלפון נייד' }));
  await expect(panel).not.toContainText('dana@shop.example');
});
