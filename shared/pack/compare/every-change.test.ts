/** Every setting an engagement can have is changed once: the change is told, in words, in three languages. */
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { mappedEngagement } from '../../../tests/mapped-engagement';
import { listsOf, pathsOf } from '../../../tests/schema-paths';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { type Engagement, engagementSchema } from '../../engagement/schema';
import { createTranslate } from '../../i18n/translator';
import { messageSchema } from '../../journey/schema-messages';
import { languages } from '../../text';
import { compareEngagements } from './compare-engagements';
import { looks } from './looks';
import { richEngagement } from './rich-engagement.fixture';

const catalogue = shippedCatalogue();
const full = richEngagement(mappedEngagement());
/**
 * Saving is no change; the id of a line on a drawing is nobody's; two frames of one touchpoint are no state of a plan. A journey's key
 * and template are names that people see, on files and in lists.
 */
const untold = /^(revision|updatedAt|journeys\/\*\/(edges\/\*\/id|annotations\/storyboard\/\*\/touchpoint|key|from))$/;

type Leaf = { path: (string | number)[]; value: unknown };

/** One leaf for each place of the schema, so that forty journeys are not forty times the same. */
function leavesOf(value: unknown, path: (string | number)[] = [], seen = new Set<string>()): Leaf[] {
  if (typeof value === 'object' && value !== null) {
    const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    return entries.flatMap(([key, item]) => leavesOf(item, [...path, key], seen));
  }
  const place = path.map((key) => (typeof key === 'number' ? '*' : key)).join('/');
  if (seen.has(place) || untold.test(place)) return [];
  seen.add(place);
  return [{ path, value }];
}

/** The values of every setting that is one of a list. */
const lists = listsOf(engagementSchema);

/** Other values a leaf may have, likeliest first; the schema says which of them is one. */
function others(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, value - 1, value / 2, value + 0.1];
  if (typeof value === 'boolean') return [!value, undefined];
  const text = String(value);
  // One of a list: another of the same list.
  const words = lists.filter((list) => list.includes(text)).flat();
  const moved = [
    text.replace(/^20\d\d/, '2031'),
    text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
    text.replace(/.$/, 'z'),
    `${text}-b`,
  ];
  return [code.test(text) ? 'another-one' : `${text} changed`, ...moved.filter((one) => one !== text), ...words.filter((one) => one !== text), undefined];
}

function withLeaf<T>(value: T, [key, ...rest]: (string | number)[], leaf: unknown): T {
  if (key === undefined) return leaf as T;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>;
  if (rest.length === 0 && leaf === undefined) delete copy[key];
  else copy[key] = withLeaf(copy[key], rest, leaf);
  return copy as T;
}

/** By the schema of its part alone: a whole engagement takes too long to look at a thousand times. */
const parts = engagementSchema.shape as Record<string, z.ZodType>;
function changed({ path, value }: Leaf): Engagement | undefined {
  const [part = ''] = path as string[];
  for (const other of others(value)) {
    const next = withLeaf(full, path, other);
    if (parts[part]?.safeParse(next[part as keyof Engagement]).success) return next;
  }
  return undefined;
}

const code = /^[a-z]+(-[a-z0-9]+)+$/;
/** Codes of the data: names of settings, ids, and values of lists. */
const raw =
  /\b[0-9A-HJKMNP-TV-Z]{26}\b|\b[a-z]+[A-Z][a-z]+[A-Za-z]*\b|undefined|\[object|\{"|\b(pack|diff|gap|identity|document|channel|type|pii|case|canvas)\.[a-z-]+/;
const plain = (text: string) => text.replace(/[\u2066-\u2069\u200e\u200f]/g, '');

describe('a change of any one setting', () => {
  test('the engagement that is changed has every setting the schema knows', () => {
    const there = new Set(leavesOf(full).map(({ path }) => path.map((key) => (typeof key === 'number' ? '*' : key)).join('/')));
    const parts = pathsOf(engagementSchema).filter((path) => !/^(journeys|messages|segments|suppressions|caps|calendars|revision|updatedAt)/.test(path));
    const missing = parts.filter((path) => {
      const pattern = new RegExp(`^${path.replaceAll('/*', '/[^/]+')}(/|$)`);
      return ![...there].some((one) => pattern.test(one));
    });
    expect(missing).toEqual([]);
  });

  test('of a message that no journey sends has words too, as its journey has for those it sends', () => {
    expect(Object.keys(messageSchema.shape).filter((key) => key !== 'id' && !Object.hasOwn(looks.message, key))).toEqual([]);
  });

  test('is told in words: no key, code or id comes through, in no language', { tags: ['long'], timeout: 60_000 }, () => {
    const silent: string[] = [];
    const ugly: string[] = [];
    const untried: string[] = [];
    for (const [index, leaf] of leavesOf(full).entries()) {
      const after = changed(leaf);
      const place = leaf.path.join('/');
      if (!after) {
        untried.push(place);
        continue;
      }
      // Every language says the same; each has a third of the leaves.
      const language = languages[index % languages.length] ?? 'en';
      const translate = createTranslate(language);
      const entries = compareEngagements({ before: full, after, catalogue }, { translate, language }).flatMap((section) => section.entries);
      const told = entries.map(({ kind, title, lines }) =>
        plain([kind, title, ...lines.flatMap(({ label, before = '', after = '' }) => [label, before, after])].join(' | ')),
      );
      const isCode = code.test(String(leaf.value));
      if (told.some((line) => raw.test(line) || (isCode && line.includes(String(leaf.value))))) ugly.push(`${place}: ${told.join(' || ')}`);
      const isInDetail = entries.some(({ title, lines }) => [title, ...lines.map(({ label }) => label)].includes(translate('pack.changed-in-detail')));
      if (entries.length === 0 || isInDetail) silent.push(place);
    }
    expect({ silent, ugly }).toEqual({ silent: [], ugly: [] });
    // What says of which form a thing is can't be another by itself.
    expect(untried.filter((place) => !/(^format|Version|\/(kind|op|mode))$/.test(place))).toEqual([]);
  });
});
