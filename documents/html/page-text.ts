import { numberFormat } from '../../shared/i18n/number-format';
import { localeOf, type Translate } from '../../shared/i18n/translator';
import type { Block, Inline, Line } from '../../shared/report';
import { directionOf, type Language } from '../../shared/text';
import { isolateCode, isolateTokens, isolateUser, withBreaks, withLongWordsBroken } from '../pdf/bidi/isolate';
import type { MeasuringFonts } from '../pdf/fonts';
import { leadsOut, plainText, withDotsKept, withoutControls } from '../plain-text';
import { escaped, markup } from './markup';

/** What every part of one page is written with. */
export type Setting = {
  language: Language;
  rtl: boolean;
  translate: Translate;
  fonts: MeasuringFonts;
  number: (value: number) => string;
  /** Ids of headings as the report has them → as the page has them. */
  anchors: ReadonlyMap<string, string>;
  /** Name for what stands under it: of a table, a drawing, a chart. Never the same twice. */
  nameOf: (block: Block) => string;
  /** An id nobody else has. */
  newId: () => string;
};

export function createSetting(
  language: Language,
  translate: Translate,
  fonts: MeasuringFonts,
  ids: ReadonlyMap<Block, string>,
  names: ReadonlyMap<Block, string>,
): Setting {
  const format = numberFormat(localeOf[language], { maximumFractionDigits: 2 });
  let count = 0;
  return {
    language,
    rtl: directionOf(language) === 'rtl',
    translate,
    fonts,
    number: (value) => format.format(value),
    anchors: new Map([...ids.values()].map((id, index) => [id, `part-${index + 1}`])),
    nameOf: (block) => names.get(block) ?? '',
    newId: () => `id-${++count}`,
  };
}

/** A line of a report → HTML, with the isolates it has in print. */
export function lineHtml(setting: Setting, line: Line): string {
  return (Array.isArray(line) ? line : [line]).map((inline) => inlineHtml(setting, inline)).join('');
}

function inlineHtml(setting: Setting, inline: Inline): string {
  if (typeof inline === 'string') return sentenceHtml(setting, inline);
  const { text, code, user, bold, tone, link } = inline;
  const words = withoutControls(text);
  const html = code ? markup(isolateCode(words), setting.language) : user ? markup(isolateUser(words), setting.language) : sentenceHtml(setting, words);
  const classes = [...(code ? ['code'] : []), ...(tone && tone !== 'plain' ? [`said-${tone}`] : [])];
  const styled = classes.length > 0 ? `<span class="${classes.join(' ')}">${html}</span>` : html;
  return linked(setting, bold ? `<strong>${styled}</strong>` : styled, link);
}

function linked({ anchors }: Setting, html: string, link: string | undefined): string {
  if (link === undefined) return html;
  const anchor = link.startsWith('#') ? anchors.get(link.slice(1)) : undefined;
  if (anchor !== undefined) return `<a href="#${anchor}">${html}</a>`;
  return leadsOut(link) ? `<a href="${escaped(encoded(link))}" rel="noreferrer">${html}</a>` : html;
}

/** As an address may be written; spaces and quotes end it otherwise. */
function encoded(link: string): string {
  return withoutControls(link).replace(/[\s\u200b-\u200f\u2028-\u202f\u2060-\u2069<>"'`\\^{|}]/gu, (character) => encodeURIComponent(character));
}

/** A plain sentence of the document. */
export function sentenceHtml(setting: Setting, text: string): string {
  const cleaned = withLongWordsBroken(withDotsKept(withoutControls(text)));
  return markup(setting.rtl ? isolateTokens(cleaned) : cleaned, setting.language);
}

/** A cell that holds nothing but technical tokens. */
export function codeHtml(setting: Setting, line: Line): string {
  return (Array.isArray(line) ? line : [line])
    .map((inline) => {
      const { text, tone, bold, link } = typeof inline === 'string' ? { text: inline } : inline;
      const html = `<bdi dir="ltr"${tone && tone !== 'plain' ? ` class="said-${tone}"` : ''}>${markup(withBreaks(withoutControls(text)), 'en')}</bdi>`;
      return linked(setting, bold ? `<strong>${html}</strong>` : html, link);
    })
    .join('');
}

/** For names, titles and descriptions, where there is no markup: the characters, without any that direct. */
export function bareText(line: Line): string {
  return withoutControls(plainText(line))
    .replace(/[\u200b\u2060\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
