/** XML as a tree of plain nodes. Bounded: no entities beyond XML's own five, no definitions, no endless nests. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import { decodeEntities } from '../xlsx/scan-xml';

export type XmlNode = {
  /** Without its prefix. */
  name: string;
  /** With prefixes, as written. */
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
  text: string;
};

const DEPTH = 60;
/** Characters; a tree takes many times its text. */
const LONGEST = 64 * 1024 * 1024;

/**
 * The root element. What is read of a broken or cut file is the value, with `xml-broken` {line}. Fails with `xml-doctype`,
 * `file-too-large`, or `xml-broken` when nothing can be read.
 */
export function parseXml(file: string, text: string): Result<XmlNode> {
  if (text.length > LONGEST) return refuse('file-too-large', { file, megabytes: Math.ceil(text.length / 1_048_576), limit: Math.floor(LONGEST / 1_048_576) });
  // Definitions could grow without bound ("billion laughs") or reach for other files; no metadata needs them.
  if (hasDoctype(text)) return refuse('xml-doctype', { file });
  const problems: Problem[] = [];
  try {
    const fault = XMLValidator.validate(text, { allowBooleanAttributes: true });
    if (fault !== true) problems.push(problem('warns', 'xml-broken', ['lines', fault.err.line], { file, line: fault.err.line }));
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      allowBooleanAttributes: true,
      processEntities: false,
      parseTagValue: false,
      parseAttributeValue: false,
      ignoreDeclaration: true,
      ignorePiTags: true,
      maxNestedTags: DEPTH,
    });
    const tree: unknown = parser.parse(text);
    const root = toNodes(tree, 0).find((node) => node.name !== '');
    if (root) return ok(root, problems);
  } catch {
    // The parser gives up by throwing: too deep, or a tag without an end.
  }
  const line = problems[0]?.params.line;
  return refuse('xml-broken', { file, line: typeof line === 'number' ? line : text.split('\n').length });
}

function hasDoctype(text: string): boolean {
  return /<!(DOCTYPE|ENTITY)/i.test(text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, ''));
}

/** The parser's ordered form: `[{tag: [children], ':@': {attributes}}, {'#text': '…'}]`. */
function toNodes(tree: unknown, depth: number): XmlNode[] {
  if (!Array.isArray(tree) || depth > DEPTH) return [];
  const nodes: XmlNode[] = [];
  for (const one of tree as unknown[]) {
    if (typeof one !== 'object' || one === null) continue;
    for (const [tag, value] of Object.entries(one)) {
      if (tag === ':@' || tag === '#text') continue;
      const content = Array.isArray(value) ? (value as unknown[]) : [];
      nodes.push({ name: localName(tag), attributes: attributesOf(one), children: toNodes(content, depth + 1), text: textOf(content) });
    }
  }
  return nodes;
}

function attributesOf(node: object): Map<string, string> {
  const found: unknown = Reflect.get(node, ':@');
  const attributes = new Map<string, string>();
  if (typeof found !== 'object' || found === null) return attributes;
  for (const [name, value] of Object.entries(found)) attributes.set(name, typeof value === 'string' ? decodeEntities(value) : '');
  return attributes;
}

function textOf(content: readonly unknown[]): string {
  const texts = content.map((one) => (typeof one === 'object' && one !== null ? (Reflect.get(one, '#text') as unknown) : undefined));
  return decodeEntities(texts.filter((text) => typeof text === 'string').join('')).trim();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
