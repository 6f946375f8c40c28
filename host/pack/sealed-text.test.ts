import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { sealedPages } from './sealed-text';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const state = async (mediaType: string, content: Uint8Array) => (await sealedPages('file', mediaType, content, '1234 5678 9abc')).state;

/** A PDF of these objects, with the plain table of objects that ours have. */
function pdf(objects: string[]): Uint8Array {
  let text = '%PDF-1.3\n';
  const offsets = objects.map((object, n) => {
    const at = text.length;
    text += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  return strToU8(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    true,
  );
}
const page = (content: number) => `<< /Type /Page /Resources ${content - 1} 0 R /Contents ${content} 0 R >>`;

describe('files that are made to keep their reader busy are given up at once', () => {
  test('pages that lead back to themselves', async () => {
    const kids = Array.from({ length: 50 }, () => '2 0 R').join(' ');
    expect(await state('application/pdf', pdf(['<< /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] >>`]))).toBe('unreadable');
  });

  test('texts that begin something again and again and never end it', async () => {
    const long = 200_000;
    expect(await state('text/html', strToU8('<'.repeat(long)))).toBe('not-sealed');
    const content = `<< /Length ${long} >>\nstream\n${'/'.repeat(long)}\nendstream`;
    const objects = ['<< /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] >>', page(5), '<< >>', content];
    expect(await state('application/pdf', pdf(objects))).toBe('not-sealed');
  }, 5_000);
});

test('a workbook is read as far as it may be, and no further', { tags: ['long'] }, async () => {
  const workbook = '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>';
  const relations = '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>';
  const parts = { 'xl/workbook.xml': strToU8(workbook), 'xl/_rels/workbook.xml.rels': strToU8(relations) };
  const sheet = (foot: string) => strToU8(`<worksheet><sheetData/><headerFooter><oddFooter>${foot}</oddFooter></headerFooter></worksheet>`);
  const book = (bytes: Uint8Array) => state(XLSX, zipSync({ ...parts, 'xl/worksheets/sheet1.xml': bytes }));
  expect(await book(sheet('A &amp; B 1234\u200e 5678 9abc'))).toBe('sealed');
  expect(await book(sheet(''))).toBe('not-sealed');
  expect(await book(new Uint8Array(65 * 1_048_576))).toBe('unreadable');
});
