/** Which words the code asks for: read from its syntax tree, so that no key is missing, unused, or short of a value. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync, Visitor } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['shared', 'documents', 'importers', 'executor', 'host', 'electron', 'renderer'];

/** A text with holes: `['message-', '-not-in-', '']` is `message-${…}-not-in-${…}`. */
export type Template = { parts: string[]; file: string };
/** `params`: the values given with it; undefined where they can't be read off the call. */
export type Use = { text: string; file: string; params: string[] | undefined };

export type CodeWords = {
  /** Every text in the code, and every property name: what may fill a hole. */
  words: Set<string>;
  templates: Template[];
  /** Dotted texts: keys of messages, and a few other things that look like them. */
  dotted: Use[];
  /** First arguments of `t`, `translate`, `say`, and `key` of a named step. */
  keys: Use[];
  /** Codes of problems, whose words are `problem.<code>`. */
  problems: Use[];
  /** Codes of reasons, whose words are `reason.<code>`. */
  reasons: Use[];
};

const speakers = new Set(['t', 'translate', 'say']);
const severities = new Set(['blocks', 'warns', 'informs']);

/** Reads all source files of the product, tests and fixtures apart. */
export function readCodeWords(): CodeWords {
  const found: CodeWords = { words: new Set(), templates: [], dotted: [], keys: [], problems: [], reasons: [] };
  for (const folder of folders)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name) || /\.(test|fixture|d)\.tsx?$/.test(name)) continue;
      const file = join(folder, name);
      readWords(file, readFileSync(join(root, file), 'utf8'), found);
    }
  return found;
}

/** Adds what one file asks for. */
export function readWords(file: string, source: string, found: CodeWords): void {
  // entry.ts answers with reasons, through a `refuse` of its own.
  const refusals = /function refuse\([^)]*\): EntryAnswer/.test(source) ? found.reasons : found.problems;
  const add = (into: Use[], node: ESTree.Node | null | undefined, params: string[] | undefined, family = '') => {
    for (const text of textsOf(node)) into.push({ text: family + text, file, params });
  };
  const { program, errors } = parseSync(file, source, { lang: file.endsWith('x') ? 'tsx' : 'ts' });
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  new Visitor({
    Literal(node) {
      if (typeof node.value !== 'string') return;
      found.words.add(node.value);
      if (/^[a-z][a-z0-9-]*(\.[A-Za-z0-9[\]-]+)+$/.test(node.value)) found.dotted.push({ text: node.value, file, params: undefined });
    },
    TemplateLiteral(node) {
      const parts = node.quasis.map((quasi) => quasi.value.raw);
      if (node.expressions.length > 0) found.templates.push({ parts, file });
      else found.words.add(parts.join(''));
    },
    Property(node) {
      const name = nameOf(node.key);
      if (name === undefined) return;
      found.words.add(name);
      // Type inference has a family of reasons to itself.
      const family = file.endsWith('infer-type.ts') ? 'type.' : '';
      if (name === 'reason') add(found.reasons, property(node.value, 'code'), paramNames(property(node.value, 'params')), family);
    },
    ObjectExpression(node) {
      const key = property(node, 'key');
      // The name of a step of the history: `run({ key: 'sources.step.add', params }, …)`.
      if (key && textsOf(key).some((text) => text.includes('.'))) add(found.keys, key, paramNames(property(node, 'params'), true));
    },
    TSPropertySignature(node) {
      const name = nameOf(node.key);
      if (name !== undefined) found.words.add(name);
    },
    VariableDeclarator(node) {
      if (node.init && node.id.type === 'Identifier' && annotation(node.id) === 'Reason')
        add(found.reasons, property(node.init, 'code'), paramNames(property(node.init, 'params')));
    },
    CallExpression(node) {
      const callee = node.callee.type === 'MemberExpression' ? nameOf(node.callee.property) : nameOf(node.callee);
      const [first, second, , fourth] = node.arguments;
      if (callee !== undefined && speakers.has(callee)) add(found.keys, first, paramNames(second, true));
      else if (callee === 'refuse') add(refusals, first, paramNames(second, true));
      else if (textsOf(first).some((text) => severities.has(text)))
        // Other functions that add a problem take its values in an order of their own, or add some.
        add(found.problems, second, callee === 'problem' ? paramNames(fourth, true) : undefined);
    },
  }).visit(program);
}

/** The texts an expression can be: a literal, or either side of a choice between literals. */
function textsOf(node: ESTree.Node | null | undefined): string[] {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node?.type === 'ConditionalExpression') return [...textsOf(node.consequent), ...textsOf(node.alternate)];
  return [];
}

function nameOf(node: ESTree.Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

function annotation(id: ESTree.BindingIdentifier): string | undefined {
  const type = id.typeAnnotation?.typeAnnotation;
  return type?.type === 'TSTypeReference' ? nameOf(type.typeName) : undefined;
}

function property(node: ESTree.Node, name: string): ESTree.Node | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  for (const one of node.properties) if (one.type === 'Property' && !one.computed && nameOf(one.key) === name) return one.value;
  return undefined;
}

/** Names of the values in an object; undefined when it is not written out. `none`: nothing given means no values. */
function paramNames(node: ESTree.Node | undefined, none = false): string[] | undefined {
  if (!node) return none ? [] : undefined;
  if (node.type !== 'ObjectExpression') return undefined;
  const names: string[] = [];
  for (const one of node.properties) {
    const name = one.type === 'Property' && !one.computed ? nameOf(one.key) : undefined;
    if (name === undefined) return undefined;
    names.push(name);
  }
  return names;
}

/** Whether `text` is the template with a known word (or another template without dots) in every hole. */
export function fits(text: string, template: Template, fills: (hole: string) => boolean): boolean {
  const [head = '', ...rest] = template.parts;
  const from = (at: number, i: number): boolean => {
    const next = rest[i];
    if (next === undefined) return at === text.length;
    for (let end = at + 1; end <= text.length; end++)
      if (
        text.startsWith(next, end) &&
        (next !== '' || i < rest.length - 1 || end === text.length) &&
        fills(text.slice(at, end)) &&
        from(end + next.length, i + 1)
      )
        return true;
    return false;
  };
  return text.startsWith(head) && from(head.length, 0);
}
