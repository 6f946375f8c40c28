/** What a report says, for tests that look at words instead of ink. */
import en from '../shared/i18n/en.json';
import type { Block, Inline, Line, Report } from '../shared/report';

const marks = /[\u2066-\u2069]/g;

/** Every piece of text in the blocks, in order, as it stands there. */
export function inlinesOf({ blocks }: Pick<Report, 'blocks'>): Exclude<Inline, string>[] {
  return blocks.flatMap(linesOf).flatMap((line) => (Array.isArray(line) ? line : [line]).map((one) => (typeof one === 'string' ? { text: one } : one)));
}

function linesOf(block: Block): Line[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'callout':
      return [...(block.title ? [block.title] : []), block.text];
    case 'code':
      return [block.title, { text: block.text, code: true }];
    case 'list':
      return block.items;
    case 'facts':
      return block.rows.flatMap(({ label, value }) => [label, value]);
    case 'table': {
      const cells = block.rows.flatMap((row) =>
        row.cells.map((cell, index): Line => (block.columns[index]?.code && typeof cell === 'string' ? { text: cell, code: true } : cell)),
      );
      return [...block.columns.map(({ title }) => title), ...cells, ...(block.rows.length === 0 && block.whenEmpty ? [block.whenEmpty] : [])];
    }
    case 'bars':
      return block.rows.flatMap(({ label, note }) => [label, ...(note ? [note] : [])]);
    default:
      return [];
  }
}

/** All of it as one text without marks of direction. */
export function wordsOf(report: Pick<Report, 'blocks'>): string {
  return inlinesOf(report)
    .map(({ text }) => text)
    .join('\n')
    .replace(marks, '');
}

const areas = new Set(Object.keys(en).map((key) => key.split('.')[0]));

/** Keys that stand in the report because no catalogue of words has them. */
export function rawKeys(report: Pick<Report, 'blocks'>): string[] {
  return inlinesOf(report).flatMap(({ text, code, user }) => {
    if (code || user) return [];
    const found = text.replace(marks, '').match(/(?<![\w.@/-])[a-z][a-z-]+(?:\.[a-zA-Z][\w-]*)+/g) ?? [];
    return found.filter((one) => areas.has(one.split('.')[0]) && (en as Record<string, string>)[one] === undefined);
  });
}

/** Pieces in which `name` could disturb the words around it: it is neither a piece of its own nor between isolating marks. */
export function unisolated(report: Pick<Report, 'blocks'>, name: string): string[] {
  return inlinesOf(report)
    .filter(({ text, code, user }) => text.includes(name) && !code && !user && text !== name)
    .map(({ text }) => text)
    .filter((text) => {
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        const before = text.slice(0, at);
        if ((before.match(/[\u2066-\u2068]/g)?.length ?? 0) <= (before.match(/\u2069/g)?.length ?? 0)) return true;
      }
      return false;
    });
}

/** Texts of programs, as they stand there. */
export function codeOf({ blocks }: Pick<Report, 'blocks'>): string[] {
  return blocks.flatMap((block) => (block.kind === 'code' ? [block.text] : []));
}

export function tablesOf({ blocks }: Pick<Report, 'blocks'>): Extract<Block, { kind: 'table' }>[] {
  return blocks.filter((block) => block.kind === 'table');
}
