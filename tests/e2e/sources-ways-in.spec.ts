import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app';
import { smallEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { sources } from './pages/sources';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const t = wordsIn('he');

test('a copied table is pasted, a long reading is cancelled, and fields are put in order', async ({ app }) => {
  const shop = smallEngagement();
  app.prefer({ language: 'he' });
  app.bring(shop);
  const page = await app.start();
  await home(page, t).isShown();
  await page.getByText(shop.name).first().click();
  await frame(page, t).goTo('sources');
  const work = sources(page, t);

  await test.step('cells of a web page keep their columns', async () => {
    await page.getByRole('button', { name: t('import.more') }).click();
    await page.getByRole('menuitem', { name: t('import.paste-table') }).click();
    const box = page.getByRole('textbox', { name: t('import.paste-here'), exact: true });
    await box.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData(
        'text/html',
        '<table><tr><th>code</th><th>city</th></tr><tr><td>007</td><td>יפו, מרכז</td></tr><tr><td>012</td><td>"חיפה"</td></tr></table>',
      );
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect(box).toHaveValue('code\tcity\n007\tיפו, מרכז\n012\t"""חיפה"""');
    await page.getByRole('button', { name: t('import.read-table') }).click();
    await expect(work.review).toContainText('code');
    await work.accept();
    await expect
      .poll(() =>
        savedEngagement(app.home, shop.id)
          .sources.at(-1)
          ?.objects[0]?.fields.map(({ nativeName, type }) => [nativeName, type]),
      )
      .toEqual([
        ['code', 'string'],
        ['city', 'string'],
      ]);
  });

  await test.step('a reading that is cancelled leaves everything as it is, and the next one works', async () => {
    const before = savedEngagement(app.home, shop.id).sources;
    const line = `${Array.from({ length: 40 }, (_, i) => `value ${i} of many`).join(',')}\n`;
    const large = join(app.home, 'large.csv');
    writeFileSync(large, line.repeat(150_000));
    await work.chooseFile(large);
    await work.review.getByRole('button', { name: t('common.cancel') }).click();
    await expect(work.review).toBeHidden();
    expect(savedEngagement(app.home, shop.id).sources).toEqual(before);
    const small = join(app.home, 'small.csv');
    writeFileSync(small, 'id,email\n1,a@example.com\n2,b@example.com\n');
    await work.chooseFile(small);
    await expect(work.review.getByTestId('accept-import')).toBeVisible();
    await work.closeReview();
  });

  await test.step('rows follow a title up, down and back', async () => {
    const first = () => work.grid.getByRole('row').nth(2).getByRole('gridcell').first().innerText();
    const head = page.getByRole('columnheader', { name: t('sources.column.native-name') });
    await work.select(t('import.pasted-name').replace('.tsv', ''));
    const given = await first();
    await head.getByRole('button').click();
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    expect(await first()).toBe('city');
    await head.getByRole('button').click();
    expect(await first()).toBe('code');
    await head.getByRole('button').click();
    await expect(head).toHaveAttribute('aria-sort', 'none');
    expect(await first()).toBe(given);
  });
});
