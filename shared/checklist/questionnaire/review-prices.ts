/** The sheet of prices: each line becomes a price of the vendor's offer. */
import { typed } from '../../engagement/typed-text';
import { type Channel, channels } from '../../journey/schema';
import { problem } from '../../problem';
import { cellOf, type ReturnedCells, type ReturnedRow, type ReturnedSheet } from '../../returned-sheet';
import { isSameJson } from '../../same-json';
import { type Language, languages } from '../../text';
import { type AddOn, type MessagePrice, tierBases, type VolumeTiers } from '../vendor-costs-schema';
import { oncePrices, type PriceKey, priceRows } from './price-rows';
import { addOnWords, messageWords, moneyWords, tierWords } from './price-words';
import { type CostEdit, type Known, kindOf, knows, type Review, tellOf, touched } from './questionnaire-change';
import { readAmount } from './read-amount';
import { readNumber } from './read-number';
import { plain } from './read-words';
import { remark } from './remark';

type Rows = { now: ReadonlyMap<string, ReturnedCells>; written: ReadonlyMap<string, ReturnedCells> | undefined };
type Line = Known & { id: string };

const priceKeys: readonly PriceKey[] = ['name', 'upTo', 'once', 'perMonth', 'perMessage', 'included', 'percent', 'forPoint'];

export function reviewPrices(sheet: ReturnedSheet, rows: Rows, review: Review): void {
  const lines = matchLines(sheet, rows, review);
  const { costs = {} } = review.asking.vendor;
  const line = (id: string) => lines.get(id);
  plainPrice(line('licence'), 'perMonth', 'perMonth', costs.perMonth, review);
  plainPrice(line('discount'), 'percent', 'discount', costs.discount, review);
  for (const part of oncePrices) plainPrice(line(part), 'once', part, costs[part], review);
  plainPrice(line('yearly-increase'), 'percent', 'yearlyIncrease', costs.yearlyIncrease, review);
  reviewTiers(lines, costs.tiers, review);
  for (const channel of channels) reviewMessage(line(`message.${channel}`), channel, costs.messages?.[channel], review);
  for (const one of lines.values()) if (one.id.startsWith('add-on.')) reviewAddOn(one, costs.addOns ?? [], review);
  for (const one of lines.values()) keepWords(one, review);
}

/** By hidden id, else by the words of the line in any language; a line of the vendor's own with a name and a price is an add-on. */
function matchLines(sheet: ReturnedSheet, { now, written }: Rows, review: Review): Map<string, Line> {
  const byWords = new Map<string, string>();
  for (const [id, cells] of now) byWords.set(plain(cellOf(cells, 'item')), id);
  for (const language of languages) for (const [item, id] of itemsIn(language, review)) if (!byWords.has(plain(item))) byWords.set(plain(item), id);
  const lines = new Map<string, Line>();
  for (const row of sheet.rows) {
    const given = cellOf(row.cells, 'priceId');
    const isOurs = now.has(given) || /^(?:tier|add-on)\./.test(given);
    let id = isOurs ? given : byWords.get(plain(cellOf(row.cells, 'item')));
    if (id !== undefined && lines.has(id)) {
      // A copied line of prices that says something else is one more add-on.
      if (sameLine(lines.get(id)?.row, row)) {
        review.problems.push(
          problem('informs', 'questionnaire-row-twice', ['rows', row.row], {
            sheet: sheet.name,
            row: row.row,
            other: lines.get(id)?.row.row ?? 0,
            name: cellOf(row.cells, 'item'),
          }),
        );
        continue;
      }
      id = undefined;
    }
    if (id === undefined) {
      if (!priceKeys.some((key) => cellOf(row.cells, key) !== '') && cellOf(row.cells, 'remark') === '') continue;
      const isAddOn =
        (cellOf(row.cells, 'name') !== '' || cellOf(row.cells, 'item') !== '') && (cellOf(row.cells, 'once') !== '' || cellOf(row.cells, 'perMonth') !== '');
      if (!isAddOn) {
        const words = Object.entries(row.cells).flatMap(([key, text]) => (key === 'priceId' ? [] : [text]));
        review.problems.push(
          problem('warns', 'questionnaire-row-unknown', ['rows', row.row], { sheet: sheet.name, row: row.row, name: words.join(' · ').slice(0, 200) }),
        );
        continue;
      }
      id = `add-on.row.${row.row}`;
    }
    lines.set(id, { id, sheet, row, now: now.get(id) ?? {}, written: written && (written.get(id) ?? {}) });
  }
  return lines;
}

/** What the lines are called in a language, with their ids. */
function itemsIn(language: Language, { words, asking }: Review): [item: string, id: string][] {
  const rows = priceRows(asking.vendor.costs, { translate: words[language], currency: asking.engagement.client.currency, numbers: new Map() });
  return rows.map(({ id, cells }) => [String(cells.item), id]);
}

function sameLine(a: ReturnedRow | undefined, b: ReturnedRow): boolean {
  return a !== undefined && priceKeys.every((key) => cellOf(a.cells, key) === cellOf(b.cells, key));
}

function propose(
  line: Line,
  column: PriceKey,
  keys: readonly PriceKey[],
  { before, after, edit }: { before: string; after: string; edit: CostEdit },
  review: Review,
): void {
  const kind = kindOf(before, after);
  const conflict = before !== '' && !knows(line, keys);
  review.changes.push({
    id: `price.${line.id}`,
    ...{ kind, sheet: 'prices', name: itemOf(line), column, before, after, row: line.row.row },
    ticked: !conflict && kind !== 'removed',
    ...(conflict && { conflict: 'changed-here' as const }),
    act: { do: 'price', edit },
  });
}

function itemOf({ row, now, id }: Line): string {
  return cellOf(now, 'item') || cellOf(row.cells, 'item') || cellOf(row.cells, 'name') || id;
}

type PlainPart = Extract<CostEdit, { value: number | undefined; part: string }>['part'] &
  ('perMonth' | 'discount' | 'yearlyIncrease' | (typeof oncePrices)[number]);

function plainPrice(line: Line | undefined, column: PriceKey, part: PlainPart, old: number | undefined, review: Review): void {
  if (!line) return;
  const value = column === 'percent' ? percentOf(line, part, review) : amountOf(line, column, review);
  if (value === 'as-is' || value === old) return;
  const words = (amount: number | undefined) =>
    amount === undefined ? '' : column === 'percent' ? `${Number((amount * 100).toPrecision(12))}%` : moneyWords(amount, review.asking);
  propose(line, column, [column], { before: words(old), after: words(value), edit: { part, value } }, review);
}

/** `as-is`: nobody touched the cell, or it can't be read. */
function amountOf(line: Line, column: PriceKey, review: Review): number | undefined | 'as-is' {
  const cell = touched(line, column);
  if (!cell) return 'as-is';
  const amount = readAmount(cell.text, line, column, column === 'perMonth', review.asking.engagement.client.currency, review);
  return amount === 'unread' ? 'as-is' : amount;
}

function countOf(line: Line, column: PriceKey, review: Review): number | undefined | 'as-is' {
  const cell = touched(line, column);
  if (!cell) return 'as-is';
  if (cell.text === '') return undefined;
  const read = readNumber(cell.text);
  if (typeof read !== 'string' && read.value >= 0 && !read.isPercent) return read.value;
  review.problems.push(tellOf(line, column, typeof read === 'string' ? `questionnaire-number-${read}` : 'questionnaire-not-an-amount'));
  return 'as-is';
}

/** "5" and "5%" are five percent; "0.05" without a sign is not: nobody means a twentieth of a percent, so it is asked. */
function percentOf(line: Line, part: PlainPart, review: Review): number | undefined | 'as-is' {
  const cell = touched(line, 'percent');
  if (!cell) return 'as-is';
  if (cell.text === '') return undefined;
  const read = readNumber(cell.text);
  const value = typeof read === 'string' ? undefined : Number((read.isPercent ? read.value : read.value / 100).toPrecision(12));
  const most = part === 'discount' ? 1 : 2;
  const isUnclear = typeof read !== 'string' && !read.isPercent && read.value > 0 && read.value < 0.5;
  if (value !== undefined && !isUnclear && value >= (part === 'discount' ? 0 : -0.5) && value <= most) return value;
  review.problems.push(tellOf(line, 'percent', typeof read === 'string' ? `questionnaire-number-${read}` : 'questionnaire-not-a-percent'));
  return 'as-is';
}

function reviewTiers(lines: ReadonlyMap<string, Line>, old: VolumeTiers | undefined, review: Review): void {
  const head = lines.get('tiers');
  const steps = [...lines.values()].filter(({ id }) => /^tier\.\d+$/.test(id)).sort((a, b) => Number(a.id.slice(5)) - Number(b.id.slice(5)));
  const above = lines.get('tier-above');
  const first = steps[0] ?? head ?? above;
  if (!first) return;
  const next = steps.flatMap((line) => {
    const was = old?.steps[Number(line.id.slice(5)) - 1];
    const upTo = countOf(line, 'upTo', review);
    const perMonth = amountOf(line, 'perMonth', review);
    const step = { upTo: upTo === 'as-is' ? was?.upTo : upTo, perMonth: perMonth === 'as-is' ? was?.perMonth : perMonth };
    if (step.perMonth === undefined) {
      if (step.upTo !== undefined) review.problems.push(tellOf(line, 'perMonth', 'questionnaire-price-missing', { name: itemOf(line) }));
      return [];
    }
    if (step.upTo === 0) return [];
    return [step.upTo === undefined ? { perMonth: step.perMonth } : { upTo: step.upTo, perMonth: step.perMonth }];
  });
  // Steps beyond the lines of the file are as they were.
  const rest = (old?.steps ?? []).filter((_, index) => !steps.some(({ id }) => Number(id.slice(5)) === index + 1));
  const more = above ? amountOf(above, 'perMonth', review) : 'as-is';
  const perThousandAbove = more === 'as-is' ? old?.perThousandAbove : more;
  const by = basisOf(head, old, review);
  const all = [...next, ...rest];
  const isAny = all.length > 0 || perThousandAbove !== undefined;
  if (isAny && by === undefined) {
    // Whoever gives steps without saying of what gives nothing that can be added up; contacts are what most offers count.
    review.problems.push(tellOf(head ?? first, 'name', 'questionnaire-tiers-of-what'));
  }
  const tiers: VolumeTiers | undefined = isAny ? { by: by ?? 'contacts', steps: all, ...(perThousandAbove !== undefined && { perThousandAbove }) } : undefined;
  if (isSameJson(tiers ?? null, old ?? null)) return;
  const shown = { ...(head ?? first), id: 'tiers' };
  const before = old ? tierWords(old, review.asking) : '';
  const after = tiers ? tierWords(tiers, review.asking) : '';
  const known = [...steps, ...(above ? [above] : []), ...(head ? [head] : [])].every((line) => knows(line, ['name', 'upTo', 'perMonth']));
  propose(known ? shown : { ...shown, written: undefined }, 'perMonth', ['name'], { before, after, edit: { part: 'tiers', value: tiers } }, review);
}

function basisOf(head: Line | undefined, old: VolumeTiers | undefined, review: Review): VolumeTiers['by'] | undefined {
  const cell = head && touched(head, 'name');
  if (!cell || cell.text === '') return old?.by;
  const wanted = plain(cell.text);
  const found = tierBases.find(
    (basis) => basis === wanted || languages.some((language) => plain(review.words[language](`questionnaire.tier-basis.${basis}`)) === wanted),
  );
  if (!found) review.problems.push(tellOf(head, 'name', 'questionnaire-not-an-option'));
  return found ?? old?.by;
}

function reviewMessage(line: Line | undefined, channel: Channel, old: MessagePrice | undefined, review: Review): void {
  if (!line) return;
  const price = amountOf(line, 'perMessage', review);
  const included = countOf(line, 'included', review);
  const minimum = amountOf(line, 'perMonth', review);
  const next = {
    price: price === 'as-is' ? old?.price : price,
    included: included === 'as-is' ? old?.included : included,
    minimumPerMonth: minimum === 'as-is' ? old?.minimumPerMonth : minimum,
  };
  if (next.price === undefined && (next.included !== undefined || next.minimumPerMonth !== undefined)) {
    if ([price, included, minimum].some((one) => one !== 'as-is'))
      review.problems.push(tellOf(line, 'perMessage', 'questionnaire-price-missing', { name: itemOf(line) }));
    return;
  }
  const value: MessagePrice | undefined =
    next.price === undefined
      ? undefined
      : {
          price: next.price,
          ...(next.included !== undefined && { included: next.included }),
          ...(next.minimumPerMonth !== undefined && { minimumPerMonth: next.minimumPerMonth }),
        };
  if (isSameJson(value ?? null, old ?? null)) return;
  const keys: PriceKey[] = ['perMessage', 'included', 'perMonth'];
  const words = (one: MessagePrice | undefined) => (one ? messageWords(one, review.asking) : '');
  propose(line, 'perMessage', keys, { before: words(old), after: words(value), edit: { part: 'message', channel, value } }, review);
}

function reviewAddOn(line: Line, addOns: readonly AddOn[], review: Review): void {
  const given = line.id.slice('add-on.'.length);
  const named = plain(cellOf(line.row.cells, 'name') || (given.startsWith('row.') ? cellOf(line.row.cells, 'item') : ''));
  // An offer that is accepted twice must not list everything twice.
  const old = addOns.find(({ id }) => id === given) ?? addOns.find(({ name }) => named !== '' && plain(name) === named);
  if (!priceKeys.some((key) => touched(line, key))) return;
  const once = amountOf(line, 'once', review);
  const perMonth = amountOf(line, 'perMonth', review);
  const nameCell = touched(line, 'name');
  const name = typed(nameCell ? nameCell.text : (old?.name ?? (given.startsWith('row.') ? cellOf(line.row.cells, 'item') : '')), 200);
  const values = { once: once === 'as-is' ? old?.once : once, perMonth: perMonth === 'as-is' ? old?.perMonth : perMonth };
  const point = pointOf(line, old, review);
  const isEmptied = name === '' && values.once === undefined && values.perMonth === undefined;
  if (isEmptied && !old) return;
  const value: Omit<AddOn, 'id'> | undefined = isEmptied
    ? undefined
    : {
        name: name || old?.name || itemOf(line),
        ...(values.once !== undefined && { once: values.once }),
        ...(values.perMonth !== undefined && { perMonth: values.perMonth }),
        ...(point !== undefined && { point }),
      };
  if (value && isSameJson(value, old ? withoutId(old) : null)) return;
  const words = (one: Omit<AddOn, 'id'> | undefined) => (one ? addOnWords(one, review.asking) : '');
  const edit: CostEdit = { part: 'add-on', id: old?.id, value };
  propose(line, 'name', ['name', 'once', 'perMonth', 'forPoint'], { before: words(old), after: words(value), edit }, review);
}

function withoutId({ id: _id, ...addOn }: AddOn): Omit<AddOn, 'id'> {
  return addOn;
}

/** The question an add-on is needed for: by its number, or by its topic in words. */
function pointOf(line: Line, old: AddOn | undefined, review: Review): string | undefined {
  const cell = touched(line, 'forPoint');
  if (!cell) return old?.point;
  if (cell.text === '') return undefined;
  const read = readNumber(cell.text);
  const wanted = plain(cell.text);
  const found = review.asking.points.find(
    ({ number, label }) =>
      (typeof read !== 'string' && read.value === number && !read.saysMore) || languages.some((language) => plain(label[language] ?? '') === wanted),
  );
  if (!found) review.problems.push(tellOf(line, 'forPoint', 'questionnaire-no-such-question'));
  return found?.point.id ?? old?.point;
}

/** Remarks, and prices in words that are more than a number. */
function keepWords(line: Line, review: Review): void {
  const said: string[] = [];
  for (const key of ['remark', ...priceKeys] as const) {
    const cell = touched(line, key);
    if (!cell || cell.text === '') continue;
    if (key === 'remark') said.push(cell.text);
    else if (key !== 'name' && key !== 'forPoint' && !isPlainNumber(cell.text, review)) said.push(`${line.sheet.columns[key] ?? key}: ${cell.text}`);
  }
  for (const [key, text] of Object.entries(line.row.cells)) if (key.startsWith('+')) said.push(key === '+' ? text : `${key.slice(1)}: ${text}`);
  if (said.length > 0)
    remark(
      `${itemOf(line)}: ${said.join(' · ')}`,
      { id: `price.${line.id}.remark`, sheet: 'prices', name: itemOf(line), column: 'remark', row: line.row.row },
      review,
    );
}

function isPlainNumber(text: string, { asking }: Review): boolean {
  const read = readNumber(text, [asking.engagement.client.currency]);
  return typeof read !== 'string' && !read.saysMore && read.value >= 0 && (read.currency === undefined || read.currency === asking.engagement.client.currency);
}
