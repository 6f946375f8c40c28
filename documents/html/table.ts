import type { Block, HeatCell, HeatMap, Line } from '../../shared/report';
import { plainText } from '../plain-text';
import { rowLegend } from '../row-legend';
import { escaped } from './markup';
import { codeHtml, lineHtml, type Setting, sentenceHtml } from './page-text';

type TableBlock = Extract<Block, { kind: 'table' }>;

/** Columns from which a table may be wider than a small screen and can be moved with the keyboard. */
const WIDE = 4;

/** Around a table that may be wider than the screen: it moves by itself, not the whole page. */
export function scrolling(columns: number, captionId: string, table: string): string {
  return columns < WIDE ? table : `<div class="wide" role="group" tabindex="0" aria-labelledby="${captionId}">${table}</div>`;
}

/** The name is for those who go from table to table; who sees the page has the heading above. */
export function captionHtml(name: string, id: string): string {
  return `<caption id="${id}"><span class="unseen">${escaped(name)}</span></caption>`;
}

export function tableHtml(setting: Setting, block: TableBlock): string {
  const { columns, rows } = block;
  if (columns.length === 0) return '';
  if (rows.length === 0 && block.whenEmpty) return `<p class="quiet">${sentenceHtml(setting, block.whenEmpty)}</p>`;
  const id = setting.newId();
  const alignment = (index: number) => (columns[index]?.align && columns[index]?.align !== 'start' ? ` class="${columns[index]?.align}"` : '');
  // A column without a title is no header of anything.
  const head = columns
    .map(({ title }, index) => (title.trim() === '' ? '<td></td>' : `<th scope="col"${alignment(index)}>${sentenceHtml(setting, title)}</th>`))
    .join('');
  const names = namingColumn(block);
  const body = rows.map(({ cells, tone, total }) => {
    const written = columns.map((column, index) => {
      const cell: Line = cells[index] ?? '';
      const words = column.tick
        ? '<span class="tick" aria-hidden="true"></span>'
        : column.code
          ? `<span class="code">${codeHtml(setting, cell)}</span>`
          : lineHtml(setting, cell);
      // A row whose name is left empty, as under one that is said once, is called by nothing.
      return index === names && plainText(cell).trim() !== '' ? `<th scope="row"${alignment(index)}>${words}</th>` : `<td${alignment(index)}>${words}</td>`;
    });
    const classes = [...(tone && tone !== 'plain' ? [`row-${tone}`] : []), ...(total ? ['total'] : [])];
    return `<tr${classes.length > 0 ? ` class="${classes.join(' ')}"` : ''}>${written.join('')}</tr>`;
  });
  const legend = rowLegend(block).map(({ tone, words }) => `<li><span class="cell row-${tone}" aria-hidden="true"></span>${sentenceHtml(setting, words)}</li>`);
  const table = scrolling(
    columns.length,
    id,
    `<table>${captionHtml(setting.nameOf(block), id)}<thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`,
  );
  return legend.length > 0 ? `<ul class="legend">${legend.join('')}</ul>${table}` : table;
}

/** Rows are called by their first cell that is not a mere number. */
function namingColumn({ columns }: TableBlock): number {
  if (columns.length < 2) return -1;
  const index = columns.findIndex(({ align, title, tick }) => !tick && align !== 'number' && title !== '#');
  return index < 0 ? 0 : index;
}

/** One table with all columns, its groups as bodies; a legend says what the cells' colours repeat. */
export function heatMapHtml(setting: Setting, block: HeatMap): string {
  const groups = block.groups.filter(({ rows }) => rows.length > 0);
  const id = setting.newId();
  const hasNotes = groups.some(({ rows }) => rows.some(({ note }) => note));
  const width = block.columns.length + 1 + (hasNotes ? 1 : 0);
  const head = block.columns
    .map(
      ({ title, note }) => `<th scope="col" class="center">${lineHtml(setting, title)}${note ? `<br><small>${sentenceHtml(setting, note)}</small>` : ''}</th>`,
    )
    .join('');
  const bodies = groups.map(({ title, rows }) => {
    const lines = rows.map(
      ({ label, note, cells }) =>
        `<tr><th scope="row">${lineHtml(setting, label)}</th>${hasNotes ? `<td class="quiet">${sentenceHtml(setting, note ?? '')}</td>` : ''}${block.columns.map((_, index) => heatCellHtml(setting, cells[index])).join('')}</tr>`,
    );
    // One group alone has no name, and a heading without words is none.
    const name = title ? `<tr><th scope="rowgroup" colspan="${width}" class="group">${sentenceHtml(setting, title)}</th></tr>` : '';
    return `<tbody>${name}${lines.join('')}</tbody>`;
  });
  const legend = block.legend.map(
    ({ cell, words }) => `<li><span class="${shadeClass(cell)}">${sentenceHtml(setting, cell.text)}</span> ${sentenceHtml(setting, words)}</li>`,
  );
  return [
    block.caption ? `<p class="quiet">${sentenceHtml(setting, block.caption)}</p>` : '',
    legend.length > 0 ? `<ul class="legend">${legend.join('')}</ul>` : '',
    scrolling(
      width,
      id,
      `<table class="heat">${captionHtml(setting.nameOf(block), id)}<thead><tr><td></td>${hasNotes ? '<td></td>' : ''}${head}</tr></thead>${bodies.join('')}</table>`,
    ),
  ].join('');
}

function heatCellHtml(setting: Setting, cell: HeatCell | undefined): string {
  if (!cell) return '<td class="cell-none"></td>';
  const words = sentenceHtml(setting, cell.text);
  return `<td class="${shadeClass(cell)}">${cell.strong ? `<strong>${words}</strong>` : words}</td>`;
}

function shadeClass(cell: HeatCell): string {
  return 'shade' in cell ? `cell shade-${Math.round(Math.max(-3, Math.min(1, cell.shade))) + 3}` : `cell cell-${cell.empty}`;
}
