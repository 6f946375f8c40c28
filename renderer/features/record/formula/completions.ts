/** What can be written at a place in a formula: attributes, events, their properties, functions. */
import { toWire } from '../../../../shared/ids';
import { type AggregateName, aggregateNames, type FunctionName, functionNames, needsProperty } from '../../../../shared/record/formula/syntax';

export type CompletionKind = 'attribute' | 'event' | 'property' | 'function' | 'word';
/** `text`: what is written; the caret comes to stand `back` characters before its end. */
export type Completion = { kind: CompletionKind; name: string; label: string; text: string; back: number };

export type Vocabulary = {
  attributes: readonly { id: string; label: string }[];
  events: readonly { id: string; label: string; properties: readonly { id: string; label: string; type?: string }[] }[];
};

export type Completions = { from: number; to: number; options: Completion[] };

const words = ['imported', 'and', 'or', 'not', 'in', 'contains', 'true', 'false'];
const after = ['where', 'last', 'every', 'since import'];

/** Everything that fits the word before the caret, what begins like it first. */
export function completionsAt(text: string, caret: number, { attributes, events }: Vocabulary): Completions {
  const before = text.slice(0, caret);
  const [typed] = /[A-Za-z][A-Za-z0-9_]*$/.exec(before) ?? [''];
  const from = caret - typed.length;
  const found = optionsAt(before.slice(0, from));
  const wanted = typed.toLowerCase();
  const rank = ({ name, label }: Completion) => (name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : label.toLowerCase().includes(wanted) ? 2 : 3);
  const options = found
    .map((option) => ({ option, rank: rank(option) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => option);
  return { from, to: caret + (/^[A-Za-z0-9_]*/.exec(text.slice(caret))?.[0].length ?? 0), options };

  function optionsAt(front: string): Completion[] {
    const ofEvent = /([A-Za-z][A-Za-z0-9_]*)\.$/.exec(front)?.[1];
    if (ofEvent !== undefined) return propertiesOf(ofEvent);
    const { aggregate, event } = placeIn(front);
    if (aggregate && event === undefined) return events.map(({ id, label }) => written('event', id, label, needsProperty[aggregate] ? '.' : ''));
    // Behind an event's name come the words that narrow it down; inside `where (…)` its own properties.
    if (aggregate && event !== undefined) return after.map((word) => plain('word', word, word === 'where' ? 'where ()' : word, word === 'where' ? 1 : 0));
    const names = event === undefined ? attributes.map(({ id, label }) => written('attribute', id, label)) : propertiesOf(event);
    return [
      ...names,
      ...functionNames.map((name) => call(name)),
      ...(event === undefined ? aggregateNames.map((name) => call(name)) : []),
      ...words.map((word) => plain('word', word, word, 0)),
    ];
  }

  function propertiesOf(event: string): Completion[] {
    return events.find(({ id }) => toWire(id) === event)?.properties.map(({ id, label }) => written('property', id, label)) ?? [];
  }
}

/** Inside which aggregate the text ends, and which event was named there; `event` alone: inside its `where (…)`. */
function placeIn(front: string): { aggregate?: AggregateName; event?: string } {
  const open: { call: string | undefined; event: string | undefined }[] = [];
  const token = /'[^']*'?|"[^"]*"?|[A-Za-z][A-Za-z0-9_]*|[(),.]/g;
  let word: string | undefined;
  for (const [part] of front.matchAll(token)) {
    const inner = open.at(-1);
    if (part === '(') open.push({ call: word, event: word === 'where' ? inner?.event : undefined });
    else if (part === ')') open.pop();
    else if (part === ',' && inner && isAggregate(inner.call)) inner.event = undefined;
    else if (inner && isAggregate(inner.call) && inner.event === undefined && /^[A-Za-z]/.test(part)) inner.event = part;
    word = /^[A-Za-z]/.test(part) ? part : undefined;
  }
  const inner = open.at(-1);
  if (!inner) return {};
  if (isAggregate(inner.call)) return { aggregate: inner.call, ...(inner.event !== undefined && { event: inner.event }) };
  // Brackets and functions inside a `where` still speak of its event.
  const where = open.findLast(({ call }) => call === 'where');
  return where?.event === undefined ? {} : { event: where.event };
}

function isAggregate(name: string | undefined): name is AggregateName {
  return aggregateNames.some((one) => one === name);
}

function written(kind: CompletionKind, id: string, label: string, behind = ''): Completion {
  return { kind, name: toWire(id), label, text: toWire(id) + behind, back: 0 };
}

function plain(kind: CompletionKind, name: string, text: string, back: number): Completion {
  return { kind, name, label: '', text, back };
}

function call(name: FunctionName | AggregateName): Completion {
  return plain('function', name, `${name}()`, 1);
}
