import type { Block, Tone } from '../shared/report';

/** What the colours of a table's rows mean, of those that occur in it. */
export function rowLegend({ rows, legend = {} }: Extract<Block, { kind: 'table' }>): { tone: Tone; words: string }[] {
  const used = new Set(rows.map(({ tone }) => tone));
  return (Object.entries(legend) as [Tone, string][]).flatMap(([tone, words]) => (used.has(tone) ? [{ tone, words }] : []));
}
