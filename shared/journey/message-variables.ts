import { fromWire } from '../ids';
import type { Text } from '../text';
import { languages } from '../text';
import { type Message, messageParts } from './schema-messages';

export const variableFormats = ['date', 'time', 'datetime', 'money', 'percent', 'number'] as const;
export type VariableFormat = (typeof variableFormats)[number];

/** A `{{…}}` in a message: an attribute, a property of the event that started the run, or of the latest event of a kind. */
export type Variable = {
  /** As written, without braces. */
  written: string;
  of: 'attribute' | 'entry' | 'event';
  /** Only with `of: 'event'`. */
  event?: string;
  /** Attribute or property, catalogue id. */
  id: string;
  format?: VariableFormat;
  /** What stands there when the value is missing. */
  standIn?: string;
};

const pattern = /\{\{([^{}]*)\}\}/g;

/** The variables of a text in the order they stand; both spellings of ids are read. */
export function variablesIn(text: string): Variable[] {
  return [...text.matchAll(pattern)].map((match) => parseVariable(match[1] ?? ''));
}

function parseVariable(written: string): Variable {
  const [name = '', ...rest] = written.split('|').map((part) => part.trim());
  const format = variableFormats.find((one) => one === rest[0]);
  const standIn = format ? rest[1] : rest[0];
  const dot = name.indexOf('.');
  const owner = dot > 0 ? fromWire(name.slice(0, dot)) : 'customer';
  const of = owner === 'customer' ? 'attribute' : owner === 'entry' || owner === 'event' ? 'entry' : 'event';
  return {
    written: written.trim(),
    of,
    id: fromWire(name.slice(dot + 1)),
    ...(of === 'event' ? { event: owner } : {}),
    ...(format ? { format } : {}),
    ...(standIn === undefined ? {} : { standIn }),
  };
}

/** The variables of a text in all its languages, each spelling once. */
export function variablesOfText(text: Text): readonly Variable[] {
  let variables = known.get(text);
  if (!variables) {
    variables = readVariables(text);
    known.set(text, variables);
  }
  return variables;
}

/** The variables of all that customers read of a message. */
export function variablesOfMessage(message: Message | undefined): readonly Variable[] {
  return message ? messageParts.flatMap((part) => variablesOfText(message[part] ?? {})) : [];
}

/** Long bodies are read once, not at every check. */
const known = new WeakMap<Text, readonly Variable[]>();

function readVariables(text: Text): Variable[] {
  const found = new Map<string, Variable>();
  for (const language of languages) for (const variable of variablesIn(text[language] ?? '')) found.set(variable.written, variable);
  return [...found.values()];
}

/** The text with each variable replaced by what `name` makes of it. */
export function replaceVariables(text: string, name: (variable: Variable) => string): string {
  let replaced = '';
  for (const piece of piecesOf(text)) replaced += typeof piece === 'string' ? piece : name(piece);
  return replaced;
}

/** A message goes out many times: its texts are taken apart once. */
const taken = new Map<string, readonly (string | Variable)[]>();
const mostTaken = 1_000;

function piecesOf(text: string): readonly (string | Variable)[] {
  let pieces = taken.get(text);
  if (!pieces) {
    // What stands between variables, and every second time what stands in one.
    pieces = text.split(pattern).map((piece, i) => (i % 2 === 0 ? piece : parseVariable(piece)));
    if (taken.size >= mostTaken) taken.clear();
    taken.set(text, pieces);
  }
  return pieces;
}
