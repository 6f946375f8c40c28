import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { smallEngagement } from './engagements';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { executorOf, unwrap } from './sandbox';
import { wordsIn } from './words';

for (const language of ['en', 'he'] as const)
  test(`another program gets to the executor with what the app shows (${language})`, async ({ app }) => {
    test.skip(spawnSync('bash', ['-c', 'curl --version']).status !== 0, 'no bash or no curl');
    const t = wordsIn(language);
    app.prefer({ language });
    const small = smallEngagement();
    app.bring(small);
    const page = await app.start();
    await home(page, t).open(small.name);
    await frame(page, t).goTo('executor');
    await executor(page, t).startIfStopped();
    await page.getByRole('button', { name: t('executor.api') }).click();
    const dialog = page.getByRole('dialog', { name: t('executor.api') });
    const example = dialog.getByRole('region', { name: 'curl' });
    await expect(example).toContainText('endpoint.json');
    expect(await seriousFaults(page)).toEqual([]);
    const text = (await example.textContent()) ?? '';
    const token = readFileSync(`${app.home}/executor/token`, 'utf8').trim();
    expect(await dialog.textContent()).not.toContain(token);
    const { stdout, stderr } = spawnSync('bash', ['-c', text], { encoding: 'utf8' });
    expect([stdout.trim(), stderr]).toEqual(['{"accepted":1,"duplicates":0}', '']);
    expect(unwrap(await executorOf(app.home).health({})).events).toBe(1);
    const { path } = await app.download(page, () => dialog.getByRole('button', { name: t('executor.api-save') }).click());
    const saved = readFileSync(path, 'utf8');
    expect(saved).toMatch(/^<!doctype html>[\s\S]*POST<\/b> \/events/);
  });
