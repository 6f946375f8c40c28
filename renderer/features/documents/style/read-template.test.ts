import { expect, test } from 'vitest';
import type { DocumentStyle } from '../../../../shared/documents/style-schema';
import { toDocumentTemplate } from '../../../../shared/documents/template-schema';
import { checkedTemplateForm } from './read-template';

/** One pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const textWith = (data: string) => {
  const style: DocumentStyle = { cover: 'band', chapters: {}, logo: { mime: 'image/png', data } };
  return JSON.stringify(toDocumentTemplate(style, { id: '01M8PNJP72XA6GWEV4S5FRFJE0', name: 'Ours', savedAt: '2026-01-05T08:00:00.000Z' }));
};

test('a template with a logo comes in; one whose logo is no picture is told of', () => {
  expect(checkedTemplateForm.parse(textWith(png), 'ours.json').ok).toBe(true);
  const read = checkedTemplateForm.parse(textWith('AAAA'), 'theirs.json');
  expect(read.problems).toMatchObject([{ code: 'template-damaged', params: { file: 'theirs.json', place: 'parts.logo' } }]);
});
