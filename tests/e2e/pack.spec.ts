import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { engagementHash, shortHash } from '../../shared/engagement/engagement-hash';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { dropFiles } from './drop-files';
import { workedEngagement } from './engagements';
import { home } from './pages/home';
import { wordsIn } from './words';

const t = wordsIn('he');

test.setTimeout(300_000);

test('a sealed pack is made in Hebrew, checked when it comes back, and told apart from what is open now', async ({ app }) => {
  app.prefer({ language: 'he' });
  const engagement = workedEngagement();
  app.bring(engagement);
  const page = await app.start();
  // Two dozen documents are drawn, on a machine that may be busy with something else.
  page.setDefaultTimeout(120_000);
  await home(page, t).isShown();
  await page.getByRole('main').getByText(engagement.name).first().click();
  await page
    .getByRole('link', { name: t('station.handoff') })
    .first()
    .click();
  const making = page.getByRole('region', { name: t('pack.title') });
  const checking = page.getByTestId('pack-drop');
  await expect(making).toContainText(shortHash(engagementHash(engagement)));

  // Begun and thought better of: nothing is handed over.
  await making.getByRole('button', { name: t('pack.make') }).click();
  await making.getByRole('button', { name: t('common.cancel') }).click();
  await expect(making.getByRole('button', { name: t('pack.make') })).toBeVisible();

  const pack = await app.download(page, () => making.getByRole('button', { name: t('pack.make') }).click());
  expect(pack.name).toMatch(new RegExp(`^pack-.+-${engagementHash(engagement).slice(0, 8)}\\.zip$`));
  await expect(making.getByRole('status')).toContainText(pack.name);
  const copy = join(app.home, 'came-back.zip');
  writeFileSync(copy, readFileSync(pack.path));

  await dropFiles(checking, [copy]);
  await expect(checking.getByRole('status')).toContainText(t('pack.whole'));
  await expect(checking).toContainText(t('pack.no-difference'));
  expect(await seriousFaults(page)).toEqual([]);

  // Somebody changed a document and put a file in.
  const files = unzipSync(readFileSync(copy));
  const changed = join(app.home, 'changed.zip');
  writeFileSync(changed, zipSync({ ...files, 'field-map.xlsx': strToU8('no map'), 'note.txt': strToU8('hello') }));
  await dropFiles(checking, [changed]);
  await expect(checking.getByRole('status')).toContainText(t('pack.not-whole'));
  // The list in it is still the original, so its fingerprint proves nothing of the files.
  await expect(checking.getByRole('status')).toContainText(t('pack.fingerprint-of-list'));
  await expect(checking.getByRole('status')).not.toContainText(t('pack.fingerprint-compare'));
  // It is another file, and no workbook that could say of which plan it is.
  await expect(checking.getByRole('listitem').filter({ hasText: 'field-map.xlsx' })).toHaveCount(2);
  await expect(checking.getByRole('listitem').filter({ hasText: 'note.txt' })).toBeVisible();

  // Compared with an earlier pack: the files that differ, and no change of the plan.
  const chooser = page.waitForEvent('filechooser');
  await checking.getByRole('button', { name: t('pack.compare') }).click();
  await (await chooser).setFiles(copy);
  const fileChanges = checking.getByRole('region', { name: t('pack.files-differ') });
  await expect(fileChanges.getByRole('listitem')).toHaveCount(2);
  expect(await seriousFaults(page)).toEqual([]);

  // The plan goes on; the pack says since when.
  await page
    .getByRole('link', { name: t('station.settings') })
    .first()
    .click();
  const consultant = page.getByLabel(t('settings.consultant'));
  await consultant.fill('נועה לוי');
  await consultant.press('Tab');
  await page
    .getByRole('link', { name: t('station.handoff') })
    .first()
    .click();
  await dropFiles(checking, [copy]);
  await expect(checking.getByRole('status')).toContainText(t('pack.whole'));
  await expect(checking.getByRole('region', { name: t('pack.section.settings') })).toContainText('נועה לוי');

  // No pack at all.
  const nothing = join(app.home, 'nothing.zip');
  writeFileSync(nothing, 'no zip');
  await dropFiles(checking, [nothing]);
  await expect(checking.getByRole('listitem')).toContainText(t('problem.pack-not-a-zip'));
});
