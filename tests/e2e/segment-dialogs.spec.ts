/** Where a plan is read closely: segments beside each other, a segment as a query, a formula while it is written. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Condition } from '../../shared/condition/schema';
import { testField, testId, testSource } from '../../shared/engagement/engagement.fixture';
import type { Engagement } from '../../shared/engagement/schema';
import { mapFields } from '../../shared/record/edit-record';
import type { Segment } from '../../shared/segments/schema';
import { expect, test } from './app';
import { smallEngagement } from './engagements';
import { comparison } from './pages/comparison';
import { formula } from './pages/formula';
import { frame } from './pages/frame';
import { record } from './pages/record';
import { segments } from './pages/segments';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const t = wordsIn('en');

/** Ten customers: eight with an e-mail, four who spent a lot, five in Haifa, one who never ordered. */
const rows = Array.from({ length: 10 }, (_, i) => ({
  phone: `052-55501${i}0`,
  email: i < 8 ? `customer${i}@shop.example` : '',
  spent: i < 4 ? 2000 : 100,
  city: i >= 2 && i <= 6 ? 'חיפה' : 'לוד',
  orders: i === 9 ? 0 : 2,
}));

const own = (id: string, he: string, when: Condition): Segment => ({ id, name: { he }, category: 'lifecycle', when, administrative: false, minimumSize: 0 });
const attribute = (path: string) => ({ kind: 'customer' as const, path });

function shop(): { engagement: Engagement; object: string } {
  const fields = [
    testField(1, { nativeName: 'phone', type: 'phone' }),
    testField(2, { nativeName: 'email', type: 'email' }),
    testField(3, { nativeName: 'spent', type: 'money' }),
    testField(4, { nativeName: 'city' }),
    testField(5, { nativeName: 'orders', type: 'integer' }),
  ];
  const small = smallEngagement();
  const mapped = ['mobile-phone', 'email', 'total-spent', 'city', 'orders-count'];
  const engagement = mapFields(
    {
      ...small,
      sources: [testSource(1, fields)],
      segments: [
        ...small.segments.filter(({ administrative }) => administrative),
        own('with-email', 'עם אימייל', { op: 'exists', left: attribute('email') }),
        own('big-spenders', 'קונים הרבה', { op: 'gte', left: attribute('total-spent'), right: 1000 }),
        own('haifa', 'גרים בחיפה', { op: 'eq', left: attribute('city'), right: 'חיפה' }),
        own('circle', 'מעגל', { op: 'in-segment', segment: 'circle' }),
      ],
    },
    { mappings: mapped.map((id, i) => ({ attribute: id, field: testId(i + 1, 'F') })) },
  );
  return { engagement, object: testId(1, 'C') };
}

test('segments beside each other, as a query, and a formula that is checked while it is written', async ({ app }) => {
  const { engagement, object } = shop();
  const address = app.bring(engagement);
  const samples = join(app.home, 'engagements', engagement.id, 'samples');
  mkdirSync(samples);
  writeFileSync(join(samples, `${object}.ndjson`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const page = await app.start();
  await page.goto(`${new URL(page.url()).origin}${address}/segments`);

  await test.step('three segments are compared: the share of each, the drawing and the table say the same', async () => {
    const compare = comparison(page, t);
    await compare.tick('עם אימייל');
    await expect(compare.open).toBeDisabled();
    await compare.tick('קונים הרבה');
    await compare.tick('גרים בחיפה');
    await compare.open.click();
    await expect(compare.row('קונים הרבה')).toContainText(['100%4', '4', '50%2']);
    await expect(compare.row('גרים בחיפה')).toContainText(['100%5', '40%2', '5']);
    const regions = {
      'Only עם אימייל': 1,
      'Only עם אימייל and קונים הרבה': 2,
      'Only עם אימייל and גרים בחיפה': 3,
      'In all: עם אימייל, קונים הרבה and גרים בחיפה': 2,
    };
    await expect.poll(() => compare.regions()).toEqual(regions);
    // As many numbers as the drawing has places, nobody lost and nobody twice.
    await expect.poll(() => compare.drawn()).toEqual([0, 0, 0, 1, 2, 2, 3]);
  });

  await test.step('it has an address: read again it is the same, going back leads to the list', async () => {
    const compare = comparison(page, t);
    await page.reload();
    await expect(compare.chosen).toHaveCount(3);
    await compare.leaveOut('גרים בחיפה');
    await expect.poll(() => compare.regions()).toEqual({ 'Only עם אימייל': 4, 'In all: עם אימייל and קונים הרבה': 4 });
    await page.goBack();
    await expect(compare.chosen).toHaveCount(0);
    await segments(page, t).open('גרים בחיפה');
  });

  await test.step('a segment is copied as a query, and one that rests on itself says why not', async () => {
    const list = segments(page, t);
    await list.isCounted(5);
    const query = await list.openSql();
    const shown = (await query.text.textContent()) ?? '';
    expect(shown).toMatch(/c\."city" = 'חיפה'/);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await query.copy();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    await query.close();

    await list.open('מעגל');
    const refused = await list.openSql();
    await expect(refused.dialog).toContainText(t('segments.sql.refused'));
    await expect(refused.text).toBeHidden();
    await refused.close();
  });

  await test.step('in Hebrew: a formula is written with the keyboard, told what is wrong, and tried on the sample', async () => {
    await frame(page, t).speak('עברית');
    const he = wordsIn('he');
    await frame(page, he).goTo('record');
    await record(page, he).open('ערך חיי לקוח חזוי');
    const written = formula(page, he);
    await written.write('total_spent / 0');
    await expect(written.says).toContainText(he('problem.formula-divides-by-zero'));
    await written.write('נוסחה');
    await expect(written.says).toContainText(he('formula.not-a-name', { found: 'נוסחה' }));
    await written.write("if(orders_count > 1, 'a");
    await expect(written.says).toContainText(he('formula.open-quote', { found: "'a" }));
    await written.write('total_spent / orders_cou');
    await written.complete();
    await expect(written.field).toHaveValue('total_spent / orders_count');
    await expect(written.says).toContainText(he('formula.fits', { type: he('type.money') }));
    // One of the ten has no orders, and nothing is divided by them.
    await written.tryIt();
    await expect(written.sample).toContainText(he('preview.filled', { filled: 9, people: 10 }), { timeout: 30_000 });
    const kept = () => savedEngagement(app.home, engagement.id).record.attributes.find(({ id }) => id === 'predicted-ltv')?.formula;
    await expect.poll(kept).toBe('total_spent / orders_count');
  });
});
