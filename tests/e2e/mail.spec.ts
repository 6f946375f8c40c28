/** Mails as a mailbox in Chromium shows them: on a phone and beside other windows, light and dark, with what people's records may hold. */
import { expect, test } from '@playwright/test';
import { renderMail } from '../../shared/messages/mail';
import type { Language } from '../../shared/text';
import { seriousFaults } from './axe';

const value = (text: string) => `\u2068${text}\u2069`;
const hostile = ['<script>document.title = "taken"</script>', '\u202eoverride', '=cmd|calc', 'x'.repeat(5_000), '[](javascript:x)'].map(value).join(' ');

const bodies: Record<Language, string> = {
  en: `Hello ${value('דנה כהן (לוי)')},\n\nyour order ${value('הזמנה 12 (דחוף)')}: https://shop.example/${'segment/'.repeat(20)}\nPhone: ${value('+972-50-123-4567')}.\n\n${hostile}\n\nThank you`,
  he: `שלום ${value('John Smith Ltd.')},\n\nההזמנה ${value('A-123 (2)')}: https://shop.example/${'segment/'.repeat(20)}\nטלפון: ${value('+972-50-123-4567')}.\n\n${hostile}\n\nAll of it in English.\n\nתודה`,
  fa: `سلام ${value('Sara (سارا)')}،\n\nسفارش ${value('B-77/2')}: https://shop.example/${'segment/'.repeat(20)}\nتلفن: ${value('+972-50-123-4567')}.\n\n${hostile}\n\nسپاس`,
};

for (const language of ['en', 'he', 'fa'] as const)
  test(`a mail in ${language} fits, can be read, and runs nothing`, async ({ page }, info) => {
    const { html } = renderMail({
      language,
      subject: 'Order',
      body: bodies[language],
      sender: 'Garden גן',
      legal: { name: 'גן ירוק בע״מ (Garden Ltd.)', address: `${'רחוב הגפן 4, Haifa 3303112, '.repeat(4)}ישראל`, contact: '+972-4-555-0100' },
      unsubscribe: 'https://shop.example/off?a=1&b=2',
      look: { accent: '#e5a537' },
    });
    for (const width of [360, 700])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.setContent(html);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${width} ${colorScheme}`).toBeLessThanOrEqual(0);
        expect(await seriousFaults(page), `${width} ${colorScheme}`).toEqual([]);
        await info.attach(`${language}-${width}-${colorScheme}`, { body: await page.screenshot(), contentType: 'image/png' });
      }
    expect(await page.title()).toBe('Order');

    // Where each stands, as one sees it: a phone number begins with its plus, and words begin at their side.
    const places = await page.evaluate(() => {
      const phone = [...document.querySelectorAll('span')].find((span) => span.textContent?.startsWith('+972'))?.firstChild;
      const first = document.querySelector('p')?.firstChild;
      const card = document.querySelector('.card')?.getBoundingClientRect();
      if (!phone || !first || !card) throw new Error('not there');
      const at = (node: Node, from: number) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from + 1);
        return range.getBoundingClientRect();
      };
      return { plus: at(phone, 0).left, nine: at(phone, 1).left, fromLeft: at(first, 0).left - card.left, fromRight: card.right - at(first, 0).right };
    });
    expect(places.plus).toBeLessThan(places.nine);
    expect(language === 'en' ? places.fromLeft : places.fromRight).toBeLessThan(40);
  });
