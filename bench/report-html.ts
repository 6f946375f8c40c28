import { readFileSync } from 'node:fs';
import { fallbackOf, families, fontPath } from '../documents/pdf/fonts';
import type { Block, Line, Report } from '../shared/report';
import { directionOf } from '../shared/text';

/** The content of a report as a plain page, to be printed by a browser beside ours. Drawings and charts are left out. */
export function reportHtml({ language, title, blocks }: Report, fontsFolder: string): string {
  const faces = families.flatMap((family) =>
    [false, true].map((bold) => {
      const bytes = readFileSync(fontPath(fontsFolder, family, bold)).toString('base64');
      return `@font-face{font-family:${family};font-weight:${bold ? 700 : 400};src:url(data:font/ttf;base64,${bytes})}`;
    }),
  );
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><meta charset="utf-8"><title>${escaped(title)}</title><style>${faces.join('')}
@page{size:A4;margin:78pt 56pt 66pt}body{margin:0;font:10pt/1.5 ${fallbackOf(language)}}table{width:100%;border-collapse:collapse;font-size:8.5pt}thead{display:table-header-group}
td,th{padding:4pt 5pt;border-bottom:.5pt solid #ddd;text-align:start;vertical-align:top}tr{break-inside:avoid}code{font:inherit;direction:ltr;unicode-bidi:isolate}
</style>${blocks.map(blockHtml).join('\n')}`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${lineHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${lineHtml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${lineHtml(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<table>${block.rows.map(({ label, value }) => `<tr><td>${escaped(label)}<td>${lineHtml(value)}`).join('')}</table>`;
    case 'table':
      return `<table><thead><tr>${block.columns.map((column) => `<th>${escaped(column.title)}`).join('')}</thead>${block.rows
        .map(({ cells }) => `<tr>${cells.map((cell, at) => `<td>${block.columns[at]?.code ? `<code>${lineHtml(cell)}</code>` : lineHtml(cell)}`).join('')}`)
        .join('')}</table>`;
    case 'callout':
      return `<p><b>${escaped(block.title ?? '')}</b> ${lineHtml(block.text)}</p>`;
    case 'page-break':
      return '<div style="break-after:page"></div>';
    default:
      return '';
  }
}

function lineHtml(line: Line): string {
  return (Array.isArray(line) ? line : [line])
    .map((inline) =>
      typeof inline === 'string' ? escaped(inline) : inline.code ? `<code>${escaped(inline.text)}</code>` : `<bdi>${escaped(inline.text)}</bdi>`,
    )
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
