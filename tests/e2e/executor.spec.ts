/**
 * What is drawn runs, and what runs is seen: deployed from the canvas, fed by another program, counted on the canvas, killed
 * meanwhile, published again with people inside, and explained for one customer.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { textIn } from '../../shared/text';
import { type App, expect, onlyInTheBrowser, test } from './app';
import { seriousFaults } from './axe';
import { engagementWithJourney, subject as firstSubject, journeyId, journeyName as name } from './checkout-journey';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { executorOf, moveToAnOrdinaryMorning, unwrap } from './sandbox';
import { wordsIn } from './words';

onlyInTheBrowser('the executor is killed by its process id');

const dataOf = (app: App) => join(app.home, 'executor-sandbox');

/** A process of its own, as a shop's would be. `until`: resolves when so many of its events have been acknowledged. */
function startSending(app: App, count: number, occurredAt: number): { until(n: number): Promise<void>; ended: Promise<number | null> } {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'other-program.mjs'), dataOf(app), 'checkout_started', String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, OCCURRED_AT: new Date(occurredAt).toISOString() },
  });
  const waiting: { n: number; resolve(): void }[] = [];
  let taken = 0;
  if (child.stdout)
    createInterface(child.stdout).on('line', (line) => {
      taken = Number(line);
      for (const one of waiting) if (taken >= one.n) one.resolve();
    });
  return {
    until: (n) => new Promise<void>((resolve) => (taken >= n ? resolve() : waiting.push({ n, resolve }))),
    ended: new Promise((resolve) => child.once('exit', resolve)),
  };
}

for (const language of ['en', 'he'] as const)
  test(`a journey runs, is seen, survives a kill and goes on in a new version, in ${language}`, async ({ app }) => {
    test.slow();
    const t = wordsIn(language);
    const people = language === 'en' ? 100 : 40;
    const refused = people / 4;
    const subject = language === 'he' ? 'העגלה עוד כאן' : 'Still here';
    app.prefer({ language });
    const path = app.bring(engagementWithJourney());
    const page = await app.start();
    await home(page, t).isShown();
    await page.goto(`${new URL(page.url()).origin}${path}/executor`);
    await frame(page, t).isShown();
    const canvas = journeys(page, t);

    await test.step('a sandbox is started beside the live executor, with a store of its own', async () => {
      await executor(page, t).startSandbox();
      expect(unwrap(await executorOf(app.home, 'executor-sandbox').health({})).clock.sandbox).toBe(true);
    });
    const api = () => executorOf(app.home, 'executor-sandbox');
    const counts = async () => unwrap(await api().counts({ id: journeyId }));
    const morning = await moveToAnOrdinaryMorning(api());

    await test.step('deployed from the canvas', async () => {
      await page.goto(`${new URL(page.url()).origin}${path}/journeys/${journeyId}`);
      await canvas.deploy(textIn(name, language));
    });

    await test.step('another program sends events; counts move; the executor is killed meanwhile and loses nothing', async () => {
      const program = startSending(app, people, morning);
      await program.until(people / 4);
      await expect(canvas.node('two-hours')).toHaveAttribute('aria-label', new RegExp(t('counts.waiting')));
      const { pid } = JSON.parse(readFileSync(join(dataOf(app), 'endpoint.json'), 'utf8'));
      process.kill(pid, 'SIGKILL');
      expect(await program.ended).toBe(0);
      // It may be just starting again.
      await expect.poll(async () => (await api().health({})).ok).toBe(true);
      expect(await counts()).toMatchObject({ entered: people, active: people, nodes: { 'two-hours': { waiting: people } } });
      expect(JSON.parse(readFileSync(join(dataOf(app), 'endpoint.json'), 'utf8')).pid).not.toBe(pid);
      await expect(canvas.node('two-hours')).toContainText(String(people));
    });

    await test.step('who waits, and till when', async () => {
      await canvas.select('two-hours');
      await canvas.numbers.getByRole('button', { name: t('counts.waiting') }).click();
      await expect(
        canvas.numbers
          .getByRole('list', { name: t('counts.who') })
          .getByRole('listitem')
          .first(),
      ).toContainText('c1');
      expect(await seriousFaults(page)).toEqual([]);
    });

    await test.step('the clock of the sandbox is moved to the next step: messages go, or say why not', async () => {
      await canvas.clock.getByRole('button', { name: new RegExp(t('clock.next-wake', { time: '' }).replace(/[:\s\u2066-\u2069]+$/u, '')) }).click();
      await expect(canvas.node('mail').getByTitle(t('counts.sent'), { exact: true })).toHaveText(String(people - refused));
      await expect(canvas.node('mail').getByTitle(t('counts.not-sent'), { exact: true })).toHaveText(String(refused));
      expect(await counts()).toMatchObject({
        entered: people,
        active: people,
        nodes: { mail: { sent: people - refused, notSent: { 'no-consent': refused } } },
      });
    });

    await test.step('the message is changed and published with people inside, who go on in the new version', async () => {
      await canvas.select('mail');
      await canvas.writeMessage('subject', subject);
      const preheader = language === 'he' ? '{{first-name|לך}}: נשמרה עד מחר בערב' : 'Kept for {{first-name|you}} until tomorrow night';
      await canvas.writeMessage('preheader', preheader);
      await canvas.inspector.getByRole('button', { name: t('canvas.as-sent') }).click();
      await expect(canvas.inspector.getByText(`${subject} – ${preheader}`)).toBeVisible();
      await page.getByRole('button', { name: t('journeys.deploy'), exact: true }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText(t('publish.inside', { count: people }));
      await dialog.getByRole('button', { name: t('publish.rule.go-on') }).click();
      await dialog.getByRole('button', { name: t('versions.deploy', { count: 1 }) }).click();
      await expect(page.getByText(t('journeys.deployed', { name: textIn(name, language), version: 2 }))).toBeVisible();
      await expect.poll(async () => (await counts())?.nodes['a-day']?.waiting).toBe(people);
      const [now, before] = unwrap(await api().deployments({}));
      expect([now?.active, before?.active, before?.state]).toEqual([people, 0, 'draining']);
      expect(unwrap(await api().outbox({ limit: 500 })), 'nothing is sent again').toHaveLength(people - refused);
    });

    await test.step('whom it was not sent, why, and the whole story of one of them', async () => {
      await canvas.select('a-day');
      await canvas.numbers.getByRole('button', { name: t('counts.waiting') }).click();
      await canvas.numbers.getByRole('link').first().click();
      const { customer } = executor(page, t);
      // It happened in the version before, under the subject that the message had then.
      await expect(customer).toContainText(t('executor.answer.not-sent', { name: firstSubject[language] }));
      for (const what of ['entered', 'waiting', 'not-sent', 'moved'] as const) await expect(customer.locator(`li[data-what="${what}"]`).first()).toBeVisible();
      await expect(customer).toContainText(t('reason.no-consent', { channel: t('channel.email') }));
      expect(await seriousFaults(page)).toEqual([]);
    });

    await test.step('a day later everybody has left, and every number is right', async () => {
      await canvas.clock.getByRole('button', { name: t('clock.days', { count: 1 }), exact: true }).click();
      await expect.poll(async () => (await counts())?.active).toBe(0);
      expect(unwrap(await api().health({}))).toMatchObject({ waiting: 0, outbox: people - refused, notSent: refused });
    });
  });
