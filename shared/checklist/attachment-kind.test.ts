import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentName } from './attachment-kind';

describe('attachmentName', () => {
  it.each([
    ['צילום מסך.PNG', 'image/png', 'צילום מסך.png'],
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\Users\\a\\offer.pdf', 'application/pdf', 'offer.pdf'],
    ['invoice.exe', 'image/png', 'invoice.exe.png'],
    ['photo\u202egpj.exe', 'image/jpeg', 'photogpj.exe.jpg'],
    ['a\u0000b\nc.pdf', 'application/pdf', 'abc.pdf'],
    ['  .. ', 'text/plain', 'file.txt'],
    ['NUL.txt', 'text/plain', 'file-NUL.txt'],
    ['a<b>:"|?*.csv', 'text/plain', 'ab.csv'],
    ['', 'image/webp', 'file.webp'],
    ['x'.repeat(500), 'application/pdf', `${'x'.repeat(190)}.pdf`],
  ])('%j holding %s is %s', (name, type, expected) => {
    expect(attachmentName(name, type)).toBe(expected);
  });

  it('is a plain name whatever comes, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
        const tidy = attachmentName(name, 'application/pdf');
        expect(tidy).toMatch(/^[^/\\\p{Cc}\p{Cf}]+\.pdf$/u);
        expect(tidy.length).toBeLessThanOrEqual(255 * 2);
        expect(attachmentName(tidy, 'application/pdf')).toBe(tidy);
      }),
    );
  });
});
