import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from './app';
import { dropFiles } from './drop-files';
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
    writeFileSync(large, line.repeat(60_000));
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

test('a folder is dropped: what is in it is read by name, what systems leave is passed over, what can’t be read is said', async ({ app }) => {
  const words = wordsIn('en');
  const shop = smallEngagement();
  app.bring(shop);
  const page = await app.start();
  await home(page, words).isShown();
  await page.getByText(shop.name).first().click();
  await frame(page, words).goTo('sources');
  const work = sources(page, words);
  const unread = work.review.getByRole('region', { name: words('import.unread') }).getByRole('listitem');
  const saved = () => savedEngagement(app.home, shop.id).sources;
  const before = saved();
  const folder = (name: string, files: Record<string, string>) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(app.home, name, path)), { recursive: true });
      writeFileSync(join(app.home, name, path), content, 'latin1');
    }
    return join(app.home, name);
  };
  const table = 'code,city\n007,Jaffa\n012,Haifa\n';

  await test.step('files at any depth, in the order of their names', async () => {
    const given = folder('מהלקוח', {
      'stores 10.csv': table,
      'stores 2.csv': table,
      'desk/answers.json': '[{"ticket_id": 1, "opened_at": "2026-03-01"}, {"ticket_id": 2, "opened_at": "2026-03-02"}]',
      'desk/old/dump/shop.sql': 'CREATE TABLE customer (customer_id int PRIMARY KEY, email varchar(96) NOT NULL);',
      'desk/old/stores 2.csv': 'branch,manager\n1,Noa\n2,Lior\n',
      'desk/old/nothing.csv': '',
      'desk/logo.png': '\u0089PNG',
      '.DS_Store': '\u0000\u0000\u0000\u0001Bud1',
      'desk/.DS_Store': '\u0000\u0000\u0000\u0001Bud1',
      'desk/._answers.json': '\u0000\u0005\u0016\u0007',
      'desk/~$answers.xlsx': '\u0005Noa',
      'desk/Thumbs.db': '\u00d0\u00cf\u0011\u00e0',
      '.git/config.json': '{"secret": "x"}',
    });
    mkdirSync(join(given, 'empty'));
    await work.drop(given);
    await expect(work.files()).toHaveCount(5);
    const names = ['answers.json', 'shop.sql', 'stores 2.csv', 'stores 2 (2).csv', 'stores 10.csv'];
    for (const [i, name] of names.entries()) await expect(work.files().nth(i)).toContainText(name);
    await expect(unread).toHaveText([/logo\.png.* is .*PNG/, /nothing\.csv.* is empty/]);
    expect(saved()).toEqual(before);
    await work.closeReview();
    // Chosen in the system's dialog, the same folder is the same.
    await work.chooseFolder(given);
    await expect(work.files()).toHaveCount(5);
    for (const [i, name] of names.entries()) await expect(work.files().nth(i)).toContainText(name);
    await expect(unread).toHaveCount(2);
  });

  await test.step('one after the other is accepted, and what could not be read stays until it was seen', async () => {
    for (let i = 0; i < 5; i++) await work.acceptOne();
    await expect(unread).toHaveCount(2);
    await work.closeReview();
    await expect
      .poll(() =>
        saved()
          .slice(before.length)
          .flatMap((source) => source.objects.map(({ fields }) => fields.map(({ nativeName }) => nativeName).join())),
      )
      .toEqual(['ticket_id,opened_at', 'customer_id,email', 'branch,manager', 'code,city', 'code,city']);
  });

  await test.step('folders without anything to read, and with more than is read at once', async () => {
    await work.drop(folder('only-hidden', { '.DS_Store': 'x', 'inside/.env': 'KEY=1' }));
    await expect(unread).toHaveText([words('problem.nothing-to-read', { file: 'only-hidden' })]);
    await work.closeReview();
    const many = Object.fromEntries(Array.from({ length: 203 }, (_, i) => [`part ${i + 1}.csv`, table]));
    await work.drop(folder('many', { ...many, '.hidden': 'x' }));
    await expect(work.files()).toHaveCount(200);
    await expect(work.files().last()).toContainText('part 200.csv');
    await expect(unread).toHaveText([words('problem.files-left-out', { limit: 200 })]);
    await work.closeReview();
  });

  await test.step('cells copied with a picture of themselves are cells, and dragged text is for the box it is dropped into', async () => {
    await work.goTo('city', 'owner');
    const city = await work.cell('city', 'owner');
    await city.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'Marketing');
      clipboardData.setData('text/html', '<table><tr><td>Marketing</td></tr></table>');
      clipboardData.items.add(new File(['\u0089PNG'], 'image.png', { type: 'image/png' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect(city).toHaveText('Marketing');
    await expect(work.review).toBeHidden();
    await page.getByRole('button', { name: words('import.more') }).click();
    await page.getByRole('menuitem', { name: words('import.paste-table') }).click();
    const box = page.getByRole('textbox', { name: words('import.paste-here'), exact: true });
    await dropFiles(box, [], table);
    await expect(box).toHaveValue(table);
  });
});
