import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Condition } from '../../shared/condition/schema';
import type { Engagement } from '../../shared/engagement/schema';
import type { DeploymentBundle } from '../../shared/executor/api';
import { toAudience } from '../../shared/executor/audiences';
import { bundle, edge } from '../../shared/journey/step.fixture';
import type { Segment } from '../../shared/segments/schema';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { smallEngagement } from './engagements';
import { audiences } from './pages/audiences';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { segments } from './pages/segments';
import { executorOf, startSandboxExecutor, unwrap } from './sandbox';
import { wordsIn } from './words';

const inHaifa: Condition = { op: 'eq', left: { kind: 'customer', path: 'city' }, right: 'חיפה' };
const recent: Condition = { op: 'performed', event: 'page-viewed', measure: 'count', is: { op: 'gte', value: 1 }, window: { last: 'P3D' } };
const known: Condition = { op: 'exists', left: { kind: 'customer', path: 'email' } };
/** As long as people make them, and with what must stay text. */
const longName = 'לקוחות חוזרים מחיפה והקריות שקנו לפחות פעמיים ברבעון האחרון ועדיין לא הצטרפו למועדון הלקוחות <b>=HYPERLINK("x")</b>';
const own = (id: string, name: string, when: Condition): Segment => ({
  id,
  name: { he: name },
  category: 'lifecycle',
  when,
  administrative: false,
  minimumSize: 0,
});

function shop(): Engagement {
  const small = smallEngagement();
  const apart = small.segments.filter(({ administrative }) => administrative);
  return { ...small, segments: [...apart, own('haifa', longName, inHaifa), own('lookers', 'מסתכלים', { op: 'and', args: [known, recent] })] };
}

/** Starts with whoever comes to Haifa. */
function journeyOf(engagement: Engagement): DeploymentBundle {
  return {
    ...bundle({
      nodes: [
        { id: 't', kind: 'trigger', trigger: { kind: 'segment-enter', segment: 'haifa' } },
        { id: 'w', kind: 'wait', duration: 'P10D' },
        { id: 'e', kind: 'exit' },
      ],
      edges: [edge('t', 'out', 'w'), edge('w', 'out', 'e')],
    }),
    segments: engagement.segments,
    identity: { rules: ['email', 'mobile-phone'].map((attribute) => ({ attribute, strength: 'strong' as const, blocked: [] })) },
  };
}

async function shots(page: Page, name: string) {
  for (const scheme of ['light', 'dark']) {
    await page.evaluate((to) => document.documentElement.setAttribute('data-mantine-color-scheme', to), scheme);
    await page.screenshot({ path: test.info().outputPath(`${name}-${scheme}.png`) });
  }
  await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'light'));
}

for (const language of ['en', 'he'] as const)
  test(`a segment is watched: who is in it, who came and left and why, as a file, by a new rule, no more (${language})`, async ({ app }) => {
    test.setTimeout(240_000);
    const t = wordsIn(language);
    app.prefer({ language });
    const engagement = shop();
    app.bring(engagement);
    await startSandboxExecutor(app.home);
    const api = executorOf(app.home);
    unwrap(await api.deploy({ body: journeyOf(engagement) }));
    const live = async (who: Record<string, string>, city: string) => unwrap(await api.updateProfiles({ body: [{ identifiers: who, attributes: { city } }] }));
    for (let i = 0; i < 30; i++) await live({ email: `p${i}@shop.example`, ...(i === 3 && { mobile_phone: '+972501234567' }) }, 'חיפה');
    const page = await app.start();
    const watched = audiences(page, t);

    await test.step('watched from the segment’s own page', async () => {
      await home(page, t).open(engagement.name);
      await frame(page, t).goTo('executor');
      await executor(page, t).startIfStopped();
      await watched.open();
      await expect(watched.region).toContainText(t('audiences.none'));
      expect(await seriousFaults(page)).toEqual([]);
      await shots(page, `audiences-none-${language}`);
      await frame(page, t).goTo('segments');
      const one = segments(page, t);
      await one.open(longName);
      await one.inspector.getByRole('button', { name: t('segments.live.watch') }).click();
      await expect(one.inspector).toContainText(t('segments.live.now', { count: 30 }));
      await one.inspector.getByRole('link', { name: t('segments.live.who') }).scrollIntoViewIfNeeded();
      await shots(page, `audiences-segment-${language}`);
      await one.inspector.getByRole('link', { name: t('segments.live.who') }).click();
    });

    await test.step('its members, page by page and by address; why one is in it; her panel', async () => {
      await expect(watched.members.getByRole('listitem')).toHaveCount(25);
      await watched.region.getByRole('button', { name: t('audiences.forward') }).click();
      await expect(watched.members.getByRole('button', { name: /^c30/ })).toBeVisible();
      await watched.find('p3@');
      await expect(watched.members.getByRole('button', { name: /^c4/ })).toBeVisible();
      await expect(watched.members.getByRole('listitem')).toHaveCount(1);
      await expect(watched.members).not.toContainText('p3@shop.example');
      await watched.region.getByRole('button', { name: t('audiences.why-of', { customer: 'c4' }) }).click();
      await expect(watched.members).toContainText(t('audiences.is-in', { customer: 'c4' }));
      await watched.members.getByRole('button', { name: /^c4/ }).click();
      await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toContainText('c4');
      await expect(watched.region.getByText(t('audiences.is-in', { customer: 'c4' })), 'said once').toHaveCount(1);
      await expect(watched.region, 'the list stays').toBeVisible();
      expect(await seriousFaults(page)).toEqual([]);
      await shots(page, `audiences-members-${language}`);
      await page
        .getByRole('complementary')
        .getByRole('button', { name: t('common.close') })
        .first()
        .click();
      await watched.find('');
    });

    await test.step('who came and who left, with the part of the rule that turned; two who are one', async () => {
      await live({ email: 'p7@shop.example' }, 'אילת');
      await live({ email: 'new@shop.example' }, 'חיפה');
      await live({ email: 'p9@shop.example', mobile_phone: '+972501234567' }, 'חיפה');
      await watched.tab('moves');
      await expect(watched.moves.getByRole('listitem').filter({ hasText: t('audiences.merged-into', { other: 'c10', customer: 'c4' }) })).toHaveCount(1);
      await expect(watched.moves).toContainText('c8');
      await expect(watched.line(longName)).toContainText(t('audiences.moved-words', { label: t('audiences.today'), entered: 1, left: 1 }));
      expect(await seriousFaults(page)).toEqual([]);
      await shots(page, `audiences-moves-${language}`);
      await watched.tab('days');
      await expect(watched.region.getByRole('row')).toHaveCount(2);
      await expect(watched.region.getByRole('row').last()).toContainText('29');
      await shots(page, `audiences-days-${language}`);
    });

    await test.step('the journey that starts with it', async () => {
      await watched.tab('journeys');
      await expect(watched.region.getByRole('row')).toHaveCount(2);
      await expect(watched.region.getByRole('row').last()).toContainText(t('executor.deployment.live'));
      await shots(page, `audiences-journeys-${language}`);
    });

    await test.step('as a file, with names only when that is asked for', async () => {
      const save = async (names: boolean, format: 'csv' | 'xlsx') => {
        await watched.region.getByRole('button', { name: t('audiences.export') }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('radio', { name: t(`audiences.format.${format}`) }).press('Space');
        if (names) await dialog.getByRole('checkbox').check();
        if (names && format === 'csv') await shots(page, `audiences-export-${language}`);
        const file = await app.download(page, () => dialog.getByRole('button', { name: t('audiences.export-save', { count: 29 }) }).click());
        await expect(dialog).toBeHidden();
        return file;
      };
      const plain = readFileSync((await save(false, 'csv')).path, 'utf8');
      expect(plain.trimEnd().split('\r\n')).toHaveLength(30);
      expect(plain).not.toContain('shop.example');
      const full = readFileSync((await save(true, 'csv')).path, 'utf8');
      expect(full).toContain('p9@shop.example');
      expect(full, 'a number that begins with a plus is no formula').toContain("'+972501234567");
      const sheet = await save(true, 'xlsx');
      expect(sheet.name).toMatch(/^haifa-\d{4}-\d\d-\d\d\.xlsx$/);
      expect(readFileSync(sheet.path).subarray(0, 2).toString()).toBe('PK');
    });

    await test.step('the project says another rule by now: what the new one would change, and it is watched', async () => {
      const before = { ...engagement, segments: engagement.segments.map((one) => (one.id === 'lookers' ? { ...one, when: known } : one)) };
      const old = toAudience(before, 'lookers');
      if (!old) throw new Error('no segment');
      unwrap(await api.watch({ body: old }));
      await watched.line('מסתכלים').click();
      await expect(watched.region).toContainText(t('audiences.changed-title'));
      await expect(watched.region).toContainText(t('audiences.trial', { come: 0, go: 30, stay: 0 }));
      expect(await seriousFaults(page)).toEqual([]);
      await shots(page, `audiences-changed-${language}`);
      await watched.region.getByRole('button', { name: t('audiences.watch-new') }).click();
      await expect(watched.region).not.toContainText(t('audiences.changed-title'));
      await expect(watched.region).toContainText(t('audiences.nobody'));
    });

    await test.step('watched no more', async () => {
      await watched.region.getByRole('button', { name: t('audiences.stop') }).click();
      await watched.region
        .getByRole('alert')
        .getByRole('button', { name: t('audiences.stop') })
        .click();
      await expect(watched.region.getByRole('listitem')).toHaveCount(1);
      expect(unwrap(await api.audiences({})).map(({ segment }) => segment)).toEqual(['haifa']);
    });
  });
