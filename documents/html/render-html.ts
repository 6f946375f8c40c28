import { createHash } from 'node:crypto';
import { pictureSize } from '../../shared/documents/picture';
import type { Logo } from '../../shared/documents/style-schema';
import { createTranslate } from '../../shared/i18n/translator';
import type { Block, Fact, Line, Report } from '../../shared/report';
import { directionOf, type Language } from '../../shared/text';
import { type ContentsEntry, contentsEntries, headingIds } from '../headings';
import type { MeasuringFonts } from '../pdf/fonts';
import { barsHtml, curveHtml, radarHtml, stackedBarsHtml, tornadoHtml } from './charts';
import { diagramHtml } from './diagram';
import { escaped } from './markup';
import { brandStyle, pageStyle } from './page-style';
import { bareText, createSetting, lineHtml, type Setting, sentenceHtml } from './page-text';
import { heatMapHtml, tableHtml } from './table';

/**
 * A report as one page for a browser, for those who listen to it, enlarge it or read it on a small screen: the same words in the
 * same order as in print. It loads nothing, runs nothing and says so in its policy. Letters are the reader's own, so that
 * nobody's settings are in the way and a brief weighs what its words and drawing weigh.
 * @param fonts to measure the words of drawings with
 */
export function renderHtml(report: Report, { fonts }: { fonts: MeasuringFonts }): string {
  const { language, blocks, title, author } = report;
  const ids = headingIds(blocks);
  const setting = createSetting(language, createTranslate(language), fonts, ids, namesOf(report));
  const style = pageStyle + brandStyle(report.brand);
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return [
    '<!DOCTYPE html>',
    `<html lang="${language}" dir="${directionOf(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="generator" content="Masa">',
    author ? `<meta name="author" content="${escaped(bareText(author))}">` : '',
    `<title>${escaped(bareText([title, report.subtitle ? ` · ${report.subtitle}` : '']))}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    coverHtml(setting, report),
    `<main>${bodyHtml(setting, blocks, ids)}</main>`,
    `<footer>${lineHtml(setting, report.footer.start)}</footer>`,
    '</body>',
    '</html>',
    '',
  ]
    .filter((line) => line !== '')
    .join('\n')
    .concat('\n');
}

function coverHtml(setting: Setting, { title, subtitle, cover, brand, author }: Report): string {
  return [
    '<header>',
    cover ? logoHtml(brand?.clientLogo, subtitle ?? title, 'client') : '',
    cover?.eyebrow ? `<p class="eyebrow">${sentenceHtml(setting, cover.eyebrow)}</p>` : '',
    `<h1>${sentenceHtml(setting, title)}</h1>`,
    subtitle ? `<p class="subtitle">${sentenceHtml(setting, subtitle)}</p>` : '',
    cover && cover.facts.length > 0 ? factsHtml(setting, cover.facts) : '',
    cover ? logoHtml(brand?.logo, author ?? '', 'consultant') : '',
    cover && brand?.coverNote ? `<p class="quiet">${lineHtml(setting, { text: brand.coverNote, user: true })}</p>` : '',
    '</header>',
  ].join('');
}

/** Nothing where the picture can't be shown: making the document in print says so. */
function logoHtml(logo: Logo | undefined, name: string, whose: 'client' | 'consultant'): string {
  const size = logo && pictureSize(Buffer.from(logo.data, 'base64'));
  if (!logo || !size) return '';
  return `<img class="logo-${whose}${logo.plate ? ' plate' : ''}" src="data:${size.mime};base64,${escaped(logo.data)}" width="${size.width}" height="${size.height}" alt="${escaped(bareText(name))}">`;
}

function bodyHtml(setting: Setting, blocks: readonly Block[], ids: ReadonlyMap<Block, string>): string {
  const entries = contentsEntries(blocks, ids);
  let level = 1;
  return blocks
    .map((block) => {
      if (block.kind !== 'heading') return blockHtml(setting, block, entries);
      const id = ids.get(block);
      if (id === undefined) return '';
      // A level left out would sound like a part that is missing.
      level = Math.min(block.level + 1, level + 1);
      return `<h${level} id="${setting.anchors.get(id)}">${lineHtml(setting, block.text)}</h${level}>`;
    })
    .join('\n');
}

function blockHtml(setting: Setting, block: Exclude<Block, { kind: 'heading' }>, entries: readonly ContentsEntry[]): string {
  switch (block.kind) {
    case 'page-break':
      return '';
    case 'paragraph':
      return `<p${classOf([block.size === 'large' && 'large', block.size === 'small' && 'small', block.tone && block.tone !== 'plain' && `said-${block.tone}`])}>${lineHtml(setting, block.text)}</p>`;
    case 'list': {
      const items = block.items.map((item) => `<li>${lineHtml(setting, item)}</li>`).join('');
      return items === '' ? '' : block.ordered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
    }
    case 'facts':
      return block.rows.length === 0 ? '' : factsHtml(setting, block.rows);
    case 'table':
      return tableHtml(setting, block);
    case 'callout':
      return `<div role="note" class="callout tone-${block.tone}">${block.title ? `<p class="callout-title">${sentenceHtml(setting, block.title)}</p>` : ''}<p>${lineHtml(setting, block.text)}</p></div>`;
    case 'code':
      return codeBlockHtml(setting, block);
    case 'contents':
      return contentsHtml(setting, block.title, entries);
    case 'bars':
      return barsHtml(setting, block);
    case 'curve':
      return curveHtml(setting, block);
    case 'diagram':
      return diagramHtml(setting, block);
    case 'heat-map':
      return heatMapHtml(setting, block);
    case 'radar':
      return radarHtml(setting, block);
    case 'stacked-bars':
      return stackedBarsHtml(setting, block);
    case 'tornado':
      return tornadoHtml(setting, block);
  }
}

/** Wide lines move by themselves, with the keyboard too. */
function codeBlockHtml(setting: Setting, { title, text }: Extract<Block, { kind: 'code' }>): string {
  const id = setting.newId();
  const code = `<pre dir="ltr" class="code" role="group" tabindex="0" aria-labelledby="${id}"><code>${escaped(text)}</code></pre>`;
  return `<figure><figcaption id="${id}">${sentenceHtml(setting, title)}</figcaption>${code}</figure>`;
}

function classOf(names: readonly (string | false | undefined)[]): string {
  const said = names.filter(Boolean);
  return said.length > 0 ? ` class="${said.join(' ')}"` : '';
}

function factsHtml(setting: Setting, rows: readonly Fact[]): string {
  const own = (language: Language | undefined) => (language ? ` lang="${language}" dir="${directionOf(language)}"` : '');
  return `<dl>${rows.map(({ label, value, language }) => `<div><dt>${sentenceHtml(setting, label)}</dt><dd${own(language)}>${lineHtml(setting, value)}</dd></div>`).join('')}</dl>`;
}

/** Chapters, and below each what it is divided into. */
function contentsHtml(setting: Setting, title: string, entries: readonly ContentsEntry[]): string {
  if (entries.length === 0) return '';
  const id = setting.newId();
  const link = ({ id: heading, text }: ContentsEntry) => `<a href="#${setting.anchors.get(heading)}">${lineHtml(setting, withoutLinks(text))}</a>`;
  const chapters: { entry: ContentsEntry; parts: ContentsEntry[] }[] = [];
  for (const entry of entries) {
    const last = chapters.at(-1);
    if (entry.level === 1 || !last) chapters.push({ entry, parts: [] });
    else last.parts.push(entry);
  }
  const items = chapters.map(
    ({ entry, parts }) => `<li>${link(entry)}${parts.length > 0 ? `<ol>${parts.map((part) => `<li>${link(part)}</li>`).join('')}</ol>` : ''}</li>`,
  );
  return `<nav aria-labelledby="${id}"><p class="nav-title" id="${id}">${sentenceHtml(setting, title)}</p><ol>${items.join('')}</ol></nav>`;
}

/** A link in a link would end the outer one. */
function withoutLinks(line: Line): Line {
  return (Array.isArray(line) ? line : [line]).map(
    (inline) => (typeof inline === 'string' ? inline : { ...inline, link: undefined }) as Exclude<Line, unknown[]>,
  );
}

/** What tables, charts and drawings are called: by the heading they stand under, numbered where it has several, else by the document. */
function namesOf({ title, blocks }: Report): Map<Block, string> {
  const names = new Map<Block, string>();
  const counts = new Map<string, number>();
  let heading = bareText(title);
  for (const block of blocks) {
    if (block.kind === 'heading') {
      heading = bareText(block.text) || heading;
      continue;
    }
    if (!named.has(block.kind)) continue;
    const count = (counts.get(heading) ?? 0) + 1;
    counts.set(heading, count);
    names.set(block, count === 1 ? heading : `${heading} (${count})`);
  }
  return names;
}

const named: ReadonlySet<Block['kind']> = new Set(['table', 'bars', 'curve', 'diagram', 'heat-map', 'radar', 'stacked-bars', 'tornado']);
