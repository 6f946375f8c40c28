import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import { describe, expect, it } from 'vitest';
import { bytesOfMail, quotedPrintable } from './mime';

/** Decoded by rules of our own: soft breaks away, then each =XX a byte. */
const read = (text: string) =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
const pieces = ['a', 'שלום', ' ', '\t', '\r\n', '.', '=', 'می\u200cخواهم', '😀', 'x'.repeat(75), 'y'.repeat(76), '\r', '\n', '\u0000', '<p style="a">'];
const words = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((list) => list.join(''));

describe('quoted-printable', () => {
  it('says the same, in lines that mail allows', () => {
    fc.assert(
      fc.property(words, (text) => {
        const out = quotedPrintable(Buffer.from(text)).toString('latin1');
        expect(read(out)).toBe(text);
        for (const line of out.split('\r\n')) {
          expect(line.length).toBeLessThanOrEqual(76);
          // A blank at the end of a line is lost on the way.
          expect(line).not.toMatch(/[ \t]$/);
          expect(line).toMatch(/^[\t\x20-\x7e]*$/);
        }
      }),
    );
  });
});

describe('a mail as bytes', () => {
  const parts = (mail: string) => mail.replace(/^Date:.*\r\n/m, '');
  const decoded = (mail: string) => {
    const boundary = /boundary="([^"]+)"/.exec(mail)?.[1] ?? '';
    return mail.split(`--${boundary}`).map((part) => {
      const [head = '', ...rest] = part.split('\r\n\r\n');
      const body = rest.join('\r\n\r\n');
      if (/base64/.test(head)) return [head, Buffer.from(body, 'base64').toString('utf8')];
      return [head, /quoted-printable/.test(head) ? read(body) : body];
    });
  };
  const composer = (text: string, html: string) =>
    new MailComposer({ from: 'a@b.example', to: 'c@d.example', subject: 'שלום', messageId: '<1@b.example>', text, html, baseBoundary: 'x', date: new Date(0) });

  it('is what the library makes of it', async () => {
    await fc.assert(
      fc.asyncProperty(words, words, async (text, html) => {
        const lines = (value: string) => `.${value.replace(/\r\n|\r|\n/g, '\r\n')}.`;
        const ours = bytesOfMail(composer(lines(text), lines(html)).compile()).toString('utf8');
        const theirs = (await composer(lines(text), lines(html)).compile().build()).toString('utf8');
        expect(decoded(parts(ours))).toEqual(decoded(parts(theirs)));
      }),
      { numRuns: 60 },
    );
  });

  it('holds attachments as they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 256));
    const mail = () =>
      new MailComposer({
        ...{
          from: 'a@b.example',
          to: 'c@d.example',
          subject: 'x',
          messageId: '<1@b.example>',
          text: 'x',
          html: '<p>x</p>',
          baseBoundary: 'x',
          date: new Date(0),
        },
        attachments: [{ filename: 'גן.pdf', contentType: 'application/pdf', content: bytes }],
      }).compile();
    expect(bytesOfMail(mail()).toString('latin1')).toBe((await mail().build()).toString('latin1'));
  });
});
