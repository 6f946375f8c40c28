/** Charts as drawings with the same figures in words: a table where the drawing stands in its rows, one to unfold beside the others. */
import type { Block, Radar, StackedBars, Tornado } from '../../shared/report';
import { partColors } from '../pdf/palette';
import { escaped } from './markup';
import { bareText, lineHtml, type Setting, sentenceHtml } from './page-text';
import { captionHtml, scrolling } from './table';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

const TRACK = 220;
const round = (value: number) => Math.round(value * 100) / 100;
const shareOf = (value: number, max: number) => (max > 0 && Number.isFinite(value) ? Math.min(1, Math.max(0, value / max)) : 0);

/** A drawing with its name and what it shows. */
function drawing(
  setting: Setting,
  { width, height, title, description }: { width: number; height: number; title: string; description?: string },
  inside: string,
): string {
  const [titleId, descriptionId] = [setting.newId(), setting.newId()];
  const said = description ? ` aria-describedby="${descriptionId}"` : '';
  return `<svg role="img" aria-labelledby="${titleId}"${said} width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><title id="${titleId}">${escaped(title)}</title>${description ? `<desc id="${descriptionId}">${escaped(description)}</desc>` : ''}${inside}</svg>`;
}

/** Mirrored: what is drawn from the left begins at the right. */
function inReadingDirection({ rtl }: Setting, width: number, inside: string): string {
  return rtl ? `<g transform="translate(${width} 0) scale(-1 1)">${inside}</g>` : inside;
}

/** The same as figures, for those who listen, copy or check. */
function asTable(setting: Setting, table: string): string {
  return `<details><summary>${escaped(setting.translate('document.as-table'))}</summary>${table}</details>`;
}

export function barsHtml(setting: Setting, block: Of<'bars'>): string {
  if (block.rows.length === 0) return '';
  const id = setting.newId();
  const rows = block.rows.map(({ label, value, max, tone = 'accent', note }) => {
    const share = shareOf(value, max);
    const filled = share === 0 ? 0 : Math.max(4, share * TRACK);
    const inside = `<rect class="track" y="4" width="${TRACK}" height="8" rx="4"/>${filled > 0 ? `<rect class="mark-${tone}" y="4" width="${round(filled)}" height="8" rx="4"/>` : ''}`;
    const bar = drawing(
      setting,
      { width: TRACK, height: 16, title: `${bareText(label)}: ${setting.number(value)} / ${setting.number(max)}` },
      inReadingDirection(setting, TRACK, inside),
    );
    return `<tr><th scope="row">${sentenceHtml(setting, label)}</th><td class="drawn">${bar}</td><td><strong>${escaped(setting.number(value))}</strong>${note ? ` <small>${sentenceHtml(setting, note)}</small>` : ''}</td></tr>`;
  });
  return `<table class="chart">${captionHtml(setting.nameOf(block), id)}<tbody>${rows.join('')}</tbody></table>`;
}

export function stackedBarsHtml(setting: Setting, block: StackedBars): string {
  const { parts, rows } = block;
  if (rows.length === 0) return '';
  const used = parts.flatMap((words, part) => (rows.some(({ values }) => (values[part] ?? 0) > 0) ? [{ words, part }] : []));
  const most = Math.max(0, ...rows.map(({ values }) => values.reduce((sum, value) => sum + Math.max(0, value), 0)));
  const name = setting.nameOf(block);
  const [id, tableId] = [setting.newId(), setting.newId()];
  const bars = rows.map(({ label, values, total, note }) => {
    let from = 0;
    const pieces = values.map((value, part) => {
      const width = shareOf(value, most) * TRACK;
      const x = from;
      from += width;
      return width === 0 ? '' : `<rect x="${round(x)}" y="2" width="${round(width)}" height="12" fill="${colorOf(part)}"/>`;
    });
    const said = used.map(({ words, part }) => `${bareText(words)}: ${setting.number(values[part] ?? 0)}`).join('; ');
    const bar = drawing(
      setting,
      { width: TRACK, height: 16, title: bareText(label), description: said },
      inReadingDirection(setting, TRACK, `<rect class="track" y="2" width="${TRACK}" height="12"/>${pieces.join('')}`),
    );
    return `<tr><th scope="row">${lineHtml(setting, label)}</th><td class="drawn">${bar}</td><td><strong>${sentenceHtml(setting, total)}</strong>${note ? `<br><small>${sentenceHtml(setting, note)}</small>` : ''}</td></tr>`;
  });
  const legend = used.map(
    ({ words, part }) =>
      `<li><svg aria-hidden="true" width="12" height="12"><rect width="12" height="12" rx="2" fill="${colorOf(part)}"/></svg> ${sentenceHtml(setting, words)}</li>`,
  );
  const figures = rows.map(
    ({ label, values }) =>
      `<tr><th scope="row">${lineHtml(setting, label)}</th>${used.map(({ part }) => `<td class="number">${escaped(setting.number(values[part] ?? 0))}</td>`).join('')}</tr>`,
  );
  const head = used.map(({ words }) => `<th scope="col" class="number">${sentenceHtml(setting, words)}</th>`).join('');
  return [
    `<ul class="legend">${legend.join('')}</ul>`,
    `<table class="chart">${captionHtml(name, id)}<tbody>${bars.join('')}</tbody></table>`,
    asTable(
      setting,
      scrolling(
        used.length + 1,
        tableId,
        `<table>${captionHtml(name, tableId)}<thead><tr><td></td>${head}</tr></thead><tbody>${figures.join('')}</tbody></table>`,
      ),
    ),
  ].join('');
}

function colorOf(part: number): string {
  return partColors[part % partColors.length] ?? partColors[0];
}

export function tornadoHtml(setting: Setting, block: Tornado): string {
  const { rows, max, columns } = block;
  if (rows.length === 0) return '';
  const id = setting.newId();
  const x = (value: number) => round(shareOf(value, max) * TRACK);
  const span = (from: number, to: number, tone: string) =>
    `<rect class="mark-${tone}" x="${Math.min(x(from), x(to))}" y="3" width="${round(Math.abs(x(to) - x(from)))}" height="10"/>`;
  const body = rows.map(({ label, at, down, up }) => {
    const inside = `<rect class="track" y="7" width="${TRACK}" height="2"/>${down ? span(down.to, at, 'waiting') : ''}${up ? span(at, up.to, 'accent') : ''}<rect class="ink" x="${round(x(at) - 0.8)}" y="0" width="1.6" height="16"/>`;
    const title = `${bareText(label)}: ${setting.number(at)} / ${setting.number(max)}`;
    return `<tr><th scope="row">${lineHtml(setting, label)}</th><td>${lineHtml(setting, down?.words ?? '–')}</td><td class="drawn">${drawing(setting, { width: TRACK, height: 16, title }, inReadingDirection(setting, TRACK, inside))}</td><td>${lineHtml(setting, up?.words ?? '–')}</td></tr>`;
  });
  const scale = `<span class="scale"><span>${escaped(setting.number(0))}</span><span>${escaped(setting.number(max))}</span></span>`;
  const head = [columns.label, columns.down].map((words) => `<th scope="col">${sentenceHtml(setting, words)}</th>`).join('');
  return scrolling(
    4,
    id,
    `<table class="chart">${captionHtml(setting.nameOf(block), id)}<thead><tr>${head}<td>${scale}</td><th scope="col">${sentenceHtml(setting, columns.up)}</th></tr></thead><tbody>${body.join('')}</tbody></table>`,
  );
}

const CURVE = { step: 96, height: 120, edge: 8 };

export function curveHtml(setting: Setting, block: Of<'curve'>): string {
  const { points, min, max, step = 1, names, caption } = block;
  if (points.length === 0) return '';
  const width = CURVE.step * points.length;
  const x = (i: number) => CURVE.step * (i + 0.5);
  const y = (value: number) => round(CURVE.edge + (1 - shareOf(value - min, max - min)) * (CURVE.height - 2 * CURVE.edge));
  const levels = Array.from({ length: Math.max(0, Math.floor((max - min) / step + 1e-9)) + 1 }, (_, i) => min + i * step);
  const path = (values: readonly (number | undefined)[], className: string) => {
    const bends = values.flatMap((value, i) => {
      const next = values[i + 1];
      if (value === undefined || next === undefined) return [];
      const middle = (x(i) + x(i + 1)) / 2;
      return [`M${x(i)} ${y(value)}C${middle} ${y(value)} ${middle} ${y(next)} ${x(i + 1)} ${y(next)}`];
    });
    return bends.length > 0 ? `<path class="${className}" d="${bends.join('')}"/>` : '';
  };
  const inside = [
    ...levels.map((level) => `<path class="${level === 0 ? 'zero' : 'level'}" d="M0 ${y(level)}H${width}"/>`),
    path(
      points.map(({ target }) => target),
      'target',
    ),
    path(
      points.map(({ value }) => value),
      'line',
    ),
    ...points.map(({ value, guess }, i) =>
      value === undefined
        ? ''
        : `<circle class="${guess ? 'guess' : 'known'}-${value > 0 ? 'good' : value < 0 ? 'blocking' : 'plain'}" cx="${x(i)}" cy="${y(value)}" r="5"/>`,
    ),
  ].join('');
  const { translate, number } = setting;
  const name = setting.nameOf(block);
  const id = setting.newId();
  const said = points.flatMap(({ label, value, words }) => (value === undefined ? [] : [`${bareText(label)}: ${bareText(words ?? number(value))}`])).join('; ');
  const rows = points.map(({ label, value, guess, target, words, targetWords }) => {
    const now = value === undefined ? '–' : `${escaped(words ?? number(value))}${guess ? ` (${escaped(translate('storyboard.guess'))})` : ''}`;
    return `<tr><th scope="row">${sentenceHtml(setting, label)}</th><td>${now}</td><td>${target === undefined ? '–' : escaped(targetWords ?? number(target))}</td></tr>`;
  });
  const labels = points.map(({ label }) => `<li>${sentenceHtml(setting, label)}</li>`).join('');
  return [
    '<figure class="curve">',
    // Amounts under a curve are wider than a small screen: it moves by itself, not the whole page.
    `<div class="wide" role="group" tabindex="0" aria-label="${escaped(name)}"><div class="plot">`,
    drawing(setting, { width, height: CURVE.height, title: name, description: said }, inReadingDirection(setting, width, inside)),
    `<ol class="under">${labels}</ol></div></div>`,
    caption ? `<figcaption>${sentenceHtml(setting, caption)}</figcaption>` : '',
    asTable(
      setting,
      `<table>${captionHtml(name, id)}<thead><tr><td></td><th scope="col">${escaped(names?.value ?? translate('storyboard.as-is'))}</th><th scope="col">${escaped(names?.target ?? translate('storyboard.to-be'))}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
    ),
    '</figure>',
  ].join('');
}

const WEB = { size: 180, radius: 68, rings: 4 };

export function radarHtml(setting: Setting, block: Radar): string {
  const { axes, shapes, max, beside } = block;
  if (axes.length < 3) return '';
  const center = WEB.size / 2;
  const at = (index: number, share: number) => {
    const angle = (2 * Math.PI * index) / axes.length;
    return `${round(center + Math.sin(angle) * share * WEB.radius)} ${round(center - Math.cos(angle) * share * WEB.radius)}`;
  };
  const polygon = (points: string[], className: string) => (points.length > 0 ? `<path class="${className}" d="M${points.join('L')}Z"/>` : '');
  const shapeOf = (values: readonly (number | undefined)[]) => axes.flatMap((_, i) => (values[i] === undefined ? [] : [at(i, shareOf(values[i] ?? 0, max))]));
  const net = [
    ...Array.from({ length: WEB.rings }, (_, ring) =>
      polygon(
        axes.map((_, i) => at(i, (ring + 1) / WEB.rings)),
        'level',
      ),
    ),
    ...axes.map((_, i) => `<path class="level" d="M${center} ${center}L${at(i, 1)}"/>`),
  ].join('');
  const numbers = axes
    .map((_, i) => {
      const [x = '0', y = '0'] = at(i, 1.18).split(' ');
      return `<text x="${setting.rtl ? round(WEB.size - Number(x)) : x}" y="${round(Number(y) + 3.5)}">${escaped(setting.number(i + 1))}</text>`;
    })
    .join('');
  const webs = shapes.map(({ title, note, values, tone = 'accent' }) => {
    const said = axes.map((axis, i) => `${bareText(axis)}: ${values[i] === undefined ? '–' : setting.number(values[i] ?? 0)}`).join('; ');
    const inside = `${net}${beside ? polygon(shapeOf(beside.values), 'beside') : ''}${polygon(shapeOf(values), `web-${tone}`)}`;
    const web = drawing(
      setting,
      { width: WEB.size, height: WEB.size, title: bareText(title), description: said },
      inReadingDirection(setting, WEB.size, inside) + numbers,
    );
    return `<figure>${web}<figcaption><strong>${lineHtml(setting, title)}</strong>${note ? `<br>${sentenceHtml(setting, note)}` : ''}</figcaption></figure>`;
  });
  const all = [...shapes, ...(beside ? [beside] : [])];
  const id = setting.newId();
  const rows = axes.map(
    (axis, i) =>
      `<tr><th scope="row">${sentenceHtml(setting, axis)}</th>${all.map(({ values }) => `<td class="number">${values[i] === undefined ? '–' : escaped(setting.number(values[i] ?? 0))}</td>`).join('')}</tr>`,
  );
  return [
    `<ol class="axes">${axes.map((axis) => `<li>${sentenceHtml(setting, axis)}</li>`).join('')}</ol>`,
    `<div class="webs">${webs.join('')}</div>`,
    beside ? `<p class="quiet"><span aria-hidden="true">- - - </span>${lineHtml(setting, beside.title)}</p>` : '',
    asTable(
      setting,
      scrolling(
        all.length + 1,
        id,
        `<table>${captionHtml(setting.nameOf(block), id)}<thead><tr><td></td>${all.map(({ title }) => `<th scope="col" class="number">${lineHtml(setting, title)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`,
      ),
    ),
  ].join('');
}
