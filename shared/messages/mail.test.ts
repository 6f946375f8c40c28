import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../text';
import { linkColour, mailLookSchema, plainAccent } from './look';
import { renderMail } from './mail';
import { directionOfWords } from './mail-words';

/** A value as a merge leaves it. */
const value = (text: string) => `\u2068${text}\u2069`;
const mail = (body: string, more: Partial<Parameters<typeof renderMail>[0]> = {}) => renderMail({ language: 'en', subject: 'S', body, ...more });
/** What stands between the marks of the words, without the shell. */
const wordsOf = (body: string, language: Language = 'en') => {
  const { html } = mail(body, { language });
  return [...html.matchAll(/<p(?: dir="[a-z]+")? style="margin:0 0 16px[^"]*">(.*?)<\/p>/gs)].map(([, words = '']) =>
    words.replaceAll(' style="color:#3350c4;text-decoration:underline"', ''),
  );
};

describe('words of a mail', () => {
  it('are paragraphs and lines', () => {
    expect(wordsOf('One\ntwo\r\n\r\n \nThree\n')).toEqual(['One<br>\ntwo', 'Three']);
  });

  it('are never markup', () => {
    const { html } = mail('<script>alert(1)</script> <img src=x onerror=alert(1)> "\'& =cmd|calc {{x}} %%logo%% $& <!--/foot-->', {
      subject: '</title><script>x</script>%%body%%',
      sender: '<b>Garden</b>',
    });
    expect(html).not.toMatch(/<script|<img|<b>/);
    expect(html).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt; &quot;&#39;&amp; =cmd|calc {{x}} %%logo%% $&amp; &lt;!--/foot--&gt;',
    );
    expect(html).toContain('<title>&lt;/title&gt;&lt;script&gt;x&lt;/script&gt;%%body%%</title>');
  });

  it('link what is written out as an address of the web or of mail, and nothing else', () => {
    expect(wordsOf('See https://shop.example/a?b=1&c="2", (http://x.example) or write to help@shop.example.')).toEqual([
      'See <a href="https://shop.example/a?b=1&amp;c=&quot;2&quot;" dir="ltr">https://shop.example/a?b=1&amp;c=&quot;2&quot;</a>, (<a href="http://x.example" dir="ltr">http://x.example</a>) or write to <a href="mailto:help@shop.example" dir="ltr">help@shop.example</a>.',
    ]);
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://x.example/a',
      '//x.example/a',
      'shop.example',
      'vbscript:x',
      'tel:123',
      'file:///etc/passwd',
    ])
      expect(wordsOf(text).join(), text).not.toContain('<a');
  });

  it('hold an address together in which a value stands', () => {
    expect(wordsOf(`https://shop.example/o/${value('A-123')}?x=1`)).toEqual([
      '<a href="https://shop.example/o/A-123?x=1" dir="ltr">https://shop.example/o/A-123?x=1</a>',
    ]);
    expect(wordsOf(value('see https://shop.example/o'))).toEqual([
      '<span dir="ltr">see <a href="https://shop.example/o" dir="ltr">https://shop.example/o</a></span>',
    ]);
  });

  it('let values stand on their own, by their own direction', () => {
    expect(wordsOf(`שלום ${value('John Ltd.')}, ${value('(דחוף) A')}, ${value('+972-50')}`, 'he')).toEqual([
      'שלום <span dir="ltr">John Ltd.</span>, <span dir="rtl">(דחוף) A</span>, <span dir="ltr">+972-50</span>',
    ]);
    expect(wordsOf('\u2067\u2066ab\u2069 c\u2069')).toEqual(['<span dir="rtl"><span dir="ltr">ab</span> c</span>']);
    // Begun and never ended, or ended and never begun.
    expect(wordsOf('a \u2068b\nc\u2069 d')).toEqual(['a <span dir="ltr">b</span><br>\nc d']);
  });

  it('hold no mark that turns text around', () => {
    const { html, text } = mail('a\u202eb\u202dc\u202cd\u0000\u0007\u2028e');
    expect(html).toContain('>abcde</p>');
    expect(text).toBe('abcde\n');
  });

  it('stand in the direction of their language; a paragraph in the other reads in its own', () => {
    const { html } = mail('שלום\n\nAll of it in English (yes).', { language: 'he' });
    expect(html).toContain('<html lang="he" dir="rtl"');
    expect(html).toContain('<p dir="ltr" style="margin:0 0 16px;text-align:right">All of it');
    expect(html).not.toContain('direction:ltr');
    expect(mail('Hello', { language: 'en' }).html).toContain('<html lang="en" dir="ltr"');
  });

  it('have a direction by their first letter outside of values', () => {
    for (const [text, direction] of [
      ['123 שלום', 'rtl'],
      ['۱۲۳ سلام', 'rtl'],
      ['۱۲۳ hello', 'ltr'],
      [`${value('שלום')} hello`, 'ltr'],
      ['\u200f123', 'rtl'],
      ['+972 (50)', undefined],
    ] as const)
      expect(directionOfWords(text), text).toBe(direction);
  });

  it('come out whole and well nested, whatever they are', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\u2066',
        '\u2067',
        '\u2068',
        '\u2069',
        '\u202e',
        '\n',
        '\n\n',
        ' ',
        'https://a.example/b',
        'x@y.example',
        '<b>',
        '&amp;',
        'שלום',
        'سلام',
        'abc',
        '1',
      ),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.constantFrom(...languages), (pieces, language) => {
        const body = pieces.join('');
        const words = wordsOf(body, language);
        const open: string[] = [];
        for (const [, slash, name = ''] of words.join('').matchAll(/<(\/?)(\w+)[^>]*>/g)) {
          if (name === 'br') continue;
          if (slash) expect(open.pop()).toBe(name);
          else open.push(name);
        }
        expect(open).toEqual([]);
        const back = (html: string) =>
          html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'");
        const shown = (text: string) => text.replace(/\s|[\u2066-\u2069\u200e\u200f]/g, '');
        // Both halves of the mail say the same.
        expect(shown(words.map(back).join(''))).toBe(shown(mail(body, { language }).text));
      }),
      { numRuns: 300 },
    );
  });

  it('are quick, however they are made to be slow', () => {
    const began = performance.now();
    for (const body of [
      '\u2068'.repeat(50_000),
      'a@'.repeat(50_000),
      'https://'.repeat(12_000),
      '\n \n'.repeat(30_000),
      `http://${'('.repeat(90_000)}`,
      '.@'.repeat(50_000),
    ])
      mail(body);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('the foot of a mail', () => {
  it('says in the language who writes and how to get off, in both halves', () => {
    const words = { en: 'Unsubscribe from these messages', he: 'הסרה מרשימת התפוצה', fa: 'لغو دریافت این پیام‌ها' };
    for (const language of languages) {
      const { html, text } = mail('x', { language, sender: 'Garden', unsubscribe: 'https://shop.example/off?a=1&b=2' });
      expect(html).toContain(`<a href="https://shop.example/off?a=1&amp;b=2" style="color:#5b6172;text-decoration:underline">${words[language]}</a>`);
      expect(html).toContain('<span dir="ltr">Garden</span>');
      expect(text).toContain(`\n-- \n`);
      expect(text).toContain(`${words[language]}: https://shop.example/off?a=1&b=2\n`);
      expect(text).not.toMatch(/[\u2066-\u2069]/);
    }
  });

  it('gives name, address and contact of whoever advertises, each on its own line and in its own direction', () => {
    const legal = { name: 'כרמלון בע״מ', address: 'רחוב הנמל 12, חיפה', contact: '+972-4-555-0100' };
    const { html, text } = mail('שלום', { language: 'he', sender: 'Karmelon', legal, unsubscribe: 'https://shop.example/off' });
    expect(text).toBe('שלום\n\n-- \nנשלח על ידי כרמלון בע״מ\nרחוב הנמל 12, חיפה\n+972-4-555-0100\nהסרה מרשימת התפוצה: https://shop.example/off\n');
    expect(html).toContain('<span dir="rtl">רחוב הנמל 12, חיפה</span><br>\n<span dir="ltr">+972-4-555-0100</span>');
    expect(mail('x', { legal: { contact: 'service@karmelon.example' } }).html).toContain('mailto:service@karmelon.example');
    expect(mail('x', { legal: { address: '<b>1 Main St.</b>' } }).html).toContain('&lt;b&gt;1 Main St.&lt;/b&gt;');
  });

  it('does not say again what the author has written', () => {
    const legal = { name: 'Karmelon Ltd.', address: '12 HaNamal St., Haifa', contact: '+972-4-555-0100' };
    const { text } = mail('Come by:\n12 HaNamal St.,\nHaifa', { legal });
    expect(text).toBe('Come by:\n12 HaNamal St.,\nHaifa\n\n-- \nSent by Karmelon Ltd.\n+972-4-555-0100\n');
  });

  it('is left out when there is nothing to say, and links nothing but web and mail', () => {
    const { html, text } = mail('x');
    expect(text).toBe('x\n');
    expect(html).not.toContain('class="line"');
    expect(mail('x', { unsubscribe: 'javascript:alert(1)' })).toEqual({ html, text });
    expect(mail('x', { unsubscribe: 'mailto:off@shop.example' }).text).toContain(': off@shop.example\n');
    // What the mail has to say stays with it.
    expect(mail('x', { unsubscribe: 'mailto:off@shop.example?subject=off' }).text).toContain(': mailto:off@shop.example?subject=off\n');
  });
});

describe('the preheader', () => {
  it('is the first words of the page, hidden, and no words of the text follow it in a mailbox', () => {
    for (const language of languages) {
      const { html } = mail('Body', { language, preheader: 'Inside: 10% & more' });
      const [, before = '', line = ''] = /<body[^>]*>(.*?)<div lang="[a-z]+" dir="(?:ltr|rtl)" style="display:none;[^"]*">(.*?)<\/div>/s.exec(html) ?? [];
      expect(before.replace(/<[^>]*>/g, '').trim()).toBe('');
      expect(line).toMatch(/^Inside: 10% &amp; more(&#847;&zwnj;&nbsp;){132}$/);
      expect(html).toContain(`<div lang="${language}" dir="${language === 'en' ? 'ltr' : 'rtl'}" style="display:none`);
    }
  });

  it('whatever it holds is one line of words, and the mail is otherwise what it was', () => {
    const bare = mail('Body');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('</div><script>x</script>', '%%body%%', 'a\r\nb', '\u202ea\u2068b')), (preheader) => {
        const { html, text } = mail('Body', { preheader });
        const [hidden = '', line = ''] = /<!--preheader--><div[^>]*>(.*?)<\/div><!--\/preheader-->/s.exec(html) ?? [];
        expect(line).not.toMatch(/[<>\n\u202a-\u202e\u2066-\u2069]/);
        expect({ html: html.replace(hidden, ''), text }).toEqual(bare);
      }),
    );
    expect(mail('Body', { preheader: ' \u2068\u2069\n' })).toEqual(bare);
  });
});

describe("the client's look", () => {
  it('is a line on top, a logo, and links where they can be read', () => {
    const look = mailLookSchema.parse({ accent: '#861b2f', logo: { url: 'https://shop.example/l.png', alt: '"><b>', width: 120 } });
    const { html } = mail('https://x.example', { look });
    expect(html).toContain('border-top:4px solid #861b2f');
    expect(html).toContain('color:#861b2f;text-decoration:underline">https://x.example');
    expect(html).toContain('<img src="https://shop.example/l.png" alt="&quot;&gt;&lt;b&gt;" width="120"');
    expect(mail('x').html).not.toMatch(/<img|%%|#ace001|<!--\/?(logo|foot)/);
  });

  it('does not make links too light to read', () => {
    expect(linkColour('#e5a537')).toBe(plainAccent);
    expect(linkColour('#777777')).toBe(plainAccent);
    expect(linkColour('#767676')).toBe('#767676');
  });

  it('holds no code', () => {
    for (const look of [
      { accent: 'red;x:y' },
      { accent: '#fff' },
      { logo: { url: 'http://x.example/a', alt: '' } },
      { logo: { url: 'javascript:x', alt: '' } },
    ])
      expect(mailLookSchema.safeParse(look).success).toBe(false);
  });
});
