/** The shipped sample, and what can be asked of any report about a plan. */
import { readFileSync } from 'node:fs';
import type { PlanOrder } from '../shared/documents/plan-setting';
import { openEngagement } from '../shared/engagement/open-engagement';
import type { Engagement } from '../shared/engagement/schema';
import { createTranslate } from '../shared/i18n/translator';
import type { Block, Inline, Line, Report } from '../shared/report';
import type { Language } from '../shared/text';
import { shippedCatalogue } from './shipped-catalogue';

export const now = '2026-11-30T09:00:00.000Z';

export function sampleEngagement(language: Language = 'he'): Engagement {
  const name = language === 'he' ? 'karmelon' : `karmelon.${language}`;
  const opened = openEngagement(JSON.parse(readFileSync(new URL(`../assets/samples/${name}.masa.json`, import.meta.url), 'utf8')));
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.value;
}

export function orderOf(engagement: Engagement, language: Language): PlanOrder {
  return { engagement, catalogue: shippedCatalogue(), translate: createTranslate(language), language, now };
}

/** Blocks of a chapter, without its heading. */
export function chapterOf({ blocks }: Report, id: string): Block[] {
  const start = blocks.findIndex((block) => block.kind === 'heading' && block.id === id);
  if (start < 0) throw new Error(`No chapter ${id}`);
  const rest = blocks.slice(start + 1);
  const end = rest.findIndex((block) => block.kind === 'heading' && block.level === 1);
  return end < 0 ? rest : rest.slice(0, end);
}

export function blocksOf<K extends Block['kind']>(blocks: readonly Block[], kind: K): Extract<Block, { kind: K }>[] {
  return blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
}

export const bare = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');

export function words(line: Line): string {
  return bare((Array.isArray(line) ? line : [line]).map((inline) => (typeof inline === 'string' ? inline : inline.text)).join(''));
}

/** Every run of text a reader sees, cover included. */
export function inlinesOf(report: Report | Pick<Report, 'blocks' | 'cover'>): Exclude<Inline, string>[] {
  const found: Exclude<Inline, string>[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') found.push({ text: value });
    else if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === 'object' && value !== null) {
      if ('text' in value && typeof value.text === 'string' && !('kind' in value)) found.push(value as Exclude<Inline, string>);
      else for (const [key, one] of Object.entries(value)) if (!notRead.has(key)) visit(one);
    }
  };
  visit('title' in report ? [report.title, report.subtitle, report.header, report.footer] : []);
  visit([report.cover, report.blocks]);
  return found;
}

/** Parts of blocks nobody reads. `diagram`: its words are isolated by the drawer. */
const notRead: ReadonlySet<string> = new Set(['kind', 'tone', 'id', 'align', 'width', 'size', 'link', 'diagram']);

export function textOf(report: Report): string {
  return inlinesOf(report)
    .map(({ text }) => bare(text))
    .join('\n');
}

/** Keys of words, ids of things and of the catalogue that stand where a reader expects words. */
export function rawIn(report: Report, { record, segments, messages, suppressions, journeys }: Engagement): string[] {
  const known = [record.attributes, segments, messages, suppressions, journeys.map(({ key }) => ({ id: key }))].flat().map(({ id }) => id);
  const ids = new Set(known.filter((id) => id.includes('-')));
  return inlinesOf(report)
    .filter(({ code }) => !code)
    .flatMap(({ text }) => [
      ...(bare(text).match(/\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g) ?? []),
      ...(bare(text).match(/(?<![\w./@])[a-z]+(-[a-z]+)*\.[a-z]+([-.][a-z]+)*(?![\w/])/g) ?? []).filter((key) => !/\.(me|com|il|example)$/.test(key)),
      ...(bare(text).match(/[a-z0-9]+(-[a-z0-9]+)+/g) ?? []).filter((token) => ids.has(token)),
    ]);
}

/** Where a marked name stands among words of the document without being isolated from them. */
export function bareNames({ blocks, cover }: Report, marker: string): string[] {
  // Title and head have a line of their own each.
  return inlinesOf({ blocks, ...(cover && { cover }) }).flatMap(({ text, user, code }) => {
    if (user || code) return [];
    let depth = 0;
    let open: string | undefined;
    for (let i = 0; i < text.length; i++) {
      const sign = text[i] ?? '';
      if (/[\u2066-\u2068]/.test(sign)) depth++;
      else if (sign === '\u2069') depth--;
      else if (depth === 0 && text.startsWith(marker, i)) open ??= text;
    }
    return open === undefined ? [] : [open];
  });
}

/** The same plan with a marked name, which turns the direction of whatever is not kept apart from it, for everything a person names. */
export function withHostileNames(engagement: Engagement, marker: string): Engagement {
  const hostile = (name: string) => `${marker}\u202e ${name} |{{`;
  const all = { en: hostile('en'), he: hostile('he'), fa: hostile('fa') };
  return {
    ...engagement,
    client: { ...engagement.client, name: hostile('client'), industry: hostile('industry') },
    consultant: hostile('consultant'),
    sources: engagement.sources.map((source) => ({ ...source, name: all, owner: hostile('owner'), product: hostile('product') })),
    record: { ...engagement.record, attributes: engagement.record.attributes.map((one) => ({ ...one, label: all })) },
    segments: engagement.segments.map((one) => ({ ...one, name: all })),
    journeys: engagement.journeys.map((one) => ({ ...one, name: all, purpose: all })),
    messages: engagement.messages.map((one) => ({ ...one, name: all })),
    suppressions: engagement.suppressions.map((one) => ({ ...one, name: all })),
    caps: engagement.caps.map((one) => ({ ...one, name: all })),
    calendars: engagement.calendars.map((one) => ({ ...one, name: all })),
    phases: engagement.phases.map((one) => ({ ...one, name: all, note: hostile('note') })),
    plannedSends: engagement.plannedSends.map((one) => ({ ...one, name: hostile('send') })),
    notes: engagement.notes.map((one) => ({ ...one, text: hostile('text'), owner: hostile('owner'), answer: hostile('answer') })),
    checklist: { ...engagement.checklist, vendors: engagement.checklist.vendors.map((one) => ({ ...one, name: hostile('vendor') })) },
  };
}
