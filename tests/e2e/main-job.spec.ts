import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { exportHeadings, helpDeskFieldList, messyCustomerExport } from '../fixtures/e2e/messy-export';
import { linesByPlace, readPdf } from '../integration/pdf-reading';
import { expect, test } from './app';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { record } from './pages/record';
import { sources } from './pages/sources';
import { advance, executorOf, moveToAnOrdinaryMorning, startSandboxExecutor, unwrap } from './sandbox';
import { savedEngagement, savedField } from './saved';
import { wordsIn } from './words';

const t = wordsIn('en');
const HOUR_MS = 3_600_000;
const cart = 'Cart abandonment (checkout started)';
const firstMessage = 'cart-m1a';
/** What is known of her stands apart from the sentence, in whatever direction it reads. */
const greeting = 'שלום \u2068נועה\u2069, העגלה שלך מחכה. קוד: CART-7';

test('from an empty app to a message in the outbox', async ({ app }) => {
  await startSandboxExecutor(app.home);
  const page = await app.start();
  const work = {
    home: home(page, t),
    frame: frame(page, t),
    sources: sources(page, t),
    record: record(page, t),
    journeys: journeys(page, t),
    executor: executor(page, t),
  };
  const exported = join(app.home, 'לקוחות.csv');
  writeFileSync(exported, messyCustomerExport(20_261, 300));
  const listed = join(app.home, 'helpdesk-fields.csv');
  writeFileSync(listed, helpDeskFieldList());

  await test.step('a new engagement with two systems of the catalogue', async () => {
    await work.home.create({ client: 'קפה נטע', country: 'Israel', documents: 'Hebrew', customers: ['Hebrew'] });
    await work.frame.goTo('sources');
    await work.sources.addFromCatalogue('Web shop');
    await work.sources.addFromCatalogue('CRM (separate from the ERP)');
  });
  const id = work.frame.id();
  const field = (name: string) => savedField(app.home, id, name);
  const labelOf = (attribute: string) => savedEngagement(app.home, id).record.attributes.find((a) => a.id === attribute)?.label ?? {};
  const sourcesOf = (attribute: string) => savedEngagement(app.home, id).record.attributes.find((a) => a.id === attribute)?.sources;

  await test.step('the files are read, reviewed and accepted', async () => {
    await work.sources.chooseFile(exported);
    await expect(work.sources.figure('rows')).toHaveText('300');
    await expect(work.sources.figure('fields')).toHaveText(String(exportHeadings.length));
    await work.sources.untick('הערות פנימיות');
    await work.sources.accept();
    await work.sources.drop(listed);
    await work.sources.accept();
    await expect.poll(() => savedEngagement(app.home, id).sources.length).toBe(4);
    expect(field('הערות פנימיות')).toBeUndefined();
    expect(field('סה"כ קניות')).toMatchObject({ type: 'decimal' });
    expect(field('open_cases')).toMatchObject({ type: 'integer', nativeType: 'integer' });
  });

  await test.step('cells are typed, pasted, filled, undone and done again, without the mouse', async () => {
    await work.sources.isOpen('helpdesk-fields');
    await work.sources.goTo('requester_email', 'label');
    await page.keyboard.press('F2');
    await page.keyboard.type('כתובת הפונה');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Open cases');
    await page.keyboard.press('Enter');
    await expect(await work.sources.cell('requester_email', 'label')).toHaveText('כתובת הפונה');
    await expect(await work.sources.cell('open_cases', 'label')).toHaveText('Open cases');

    await app.copyElsewhere(page, 'דנה\tמתעדכן בלילה\nיוסי\t"לפי דרישה, בערך"\n');
    await work.sources.goTo('requester_email', 'owner');
    await page.keyboard.press('Control+V');
    await expect(await work.sources.cell('open_cases', 'note')).toHaveText('לפי דרישה, בערך');

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+D');
    await expect(await work.sources.cell('vip', 'owner')).toHaveText('יוסי');

    await page.keyboard.press('Control+Z');
    await expect(await work.sources.cell('vip', 'owner')).toHaveText('');
    await page.keyboard.press('Control+Shift+Z');
    await expect(await work.sources.cell('vip', 'owner')).toHaveText('יוסי');
    await expect.poll(() => field('vip')?.owner).toBe('יוסי');
    expect(field('requester_email')).toMatchObject({ owner: 'דנה', note: 'מתעדכן בלילה' });
  });

  await test.step('suggestions are taken, and one attribute is mapped by hand', async () => {
    await work.frame.goTo('record');
    await work.record.acceptSure();
    await expect.poll(() => sourcesOf('open-tickets-count')).toEqual([{ field: field('open_cases')?.id }]);
    await work.record.open('last-service-rating');
    await work.record.mapByHand('nps');
    await expect.poll(() => sourcesOf('last-service-rating')).toEqual([{ field: field('nps')?.id }]);
  });

  await test.step('the cart journey is blocked until consent has a source', async () => {
    await work.frame.goTo('journeys');
    await work.journeys.addFromTemplate(cart);
    await expect(work.journeys.checks).toContainText(t('problem.attribute-without-source', { label: labelOf('whatsapp-consent') }));
    await work.journeys.findSource();
    await expect(work.record.inspector).toContainText('whatsapp-consent');
    await work.record.mapByHand('wa_ok');
    await work.frame.goTo('journeys');
    await work.journeys.open(cart);
    await expect(work.journeys.checks).toBeVisible();
    await expect(work.journeys.checks).not.toContainText(t('severity.blocks'));
  });

  await test.step('a message is written', async () => {
    await work.journeys.select(firstMessage);
    await work.journeys.writeMessage('subject', 'נטע שמרה לך 12 פריטים');
    await work.journeys.writeMessage('body', 'שלום {{first_name}}, העגלה שלך מחכה. קוד: CART-7');
  });

  await test.step('the brief reads right to left', async () => {
    const brief = await app.download(page, work.journeys.brief);
    expect(brief.name).toMatch(/\.pdf$/);
    const pages = await readPdf(readFileSync(brief.path));
    const lines = linesByPlace(pages).map(({ text }) => text.trim());
    // As the eye meets them from the left: Hebrew runs from the right, numbers inside it do not.
    expect(lines).toContain('עטנ הפק');
    expect(
      lines.some((line) => line.includes('םיטירפ 12 ךל הרמש עטנ')),
      lines.join('\n'),
    ).toBe(true);
    expect(lines.some((line) => line.includes('נטע שמרה'))).toBe(false);
  });

  await test.step('the field map holds every field, right to left', async () => {
    await work.frame.goTo('sources');
    const map = await app.download(page, work.sources.fieldMap);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(map.path);
    const [sheet] = book.worksheets;
    expect(sheet?.views[0]).toMatchObject({ rightToLeft: true });
    const ids: string[] = [];
    const header = (sheet?.views[0] as { ySplit?: number } | undefined)?.ySplit ?? 0;
    sheet?.eachRow((row, number) => {
      if (number > header) ids.push(String(row.getCell(3).value));
    });
    const names = savedEngagement(app.home, id).sources.flatMap((s) => s.objects.flatMap((o) => o.fields.map((f) => f.nativeName)));
    expect(ids).toEqual(names);
  });

  await test.step('the journey runs, and what it did is seen on the canvas', async () => {
    await work.frame.goTo('journeys');
    await work.journeys.open(cart);
    const api = executorOf(app.home);
    const morning = await moveToAnOrdinaryMorning(api);
    await work.journeys.deploy(cart);
    const noa = { email: 'noa@shop.example' };
    unwrap(
      await api.updateProfiles({
        body: [{ identifiers: noa, attributes: { 'first-name': 'נועה', 'preferred-language': 'he', 'email-consent': 'granted' } }],
      }),
    );
    unwrap(
      await api.sendEvents({
        body: [
          {
            uid: 'checkout-1',
            name: 'checkout_started',
            occurred_at: new Date(morning).toISOString(),
            source_system: 'web-shop',
            identifiers: noa,
            properties: { cart_id: 'k1', cart_value: 320 },
          },
        ],
      }),
    );
    await expect(work.journeys.node('cart-w1')).toContainText('1');
    expect(unwrap(await api.outbox({}))).toEqual([]);
    await advance(api, HOUR_MS);
    const [message, ...more] = unwrap(await api.outbox({}));
    expect(more).toEqual([]);
    expect(message).toMatchObject({ state: 'accepted', channel: 'email', to: 'noa@shop.example', subject: 'נטע שמרה לך 12 פריטים' });
    expect(message?.body).toContain(greeting);
    await expect(work.journeys.node(firstMessage).getByTitle(t('counts.sent'), { exact: true })).toHaveText('1');

    await work.frame.goTo('executor');
    await work.executor.openNewestMessage();
    await expect(work.executor.outbox).toContainText('נטע שמרה לך 12 פריטים');
    await expect(work.executor.outbox).toContainText(greeting);
  });
});
