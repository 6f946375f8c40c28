import type { BrandColors } from '../../shared/documents/brand-colors';
import type { Tone } from '../../shared/report';

/** The light scheme's roles, on white. */
export const ink = '#1B1E28';
export const secondary = '#5B6172';
export const tertiary = '#666C7D';
export const hairline = '#E5E2DA';
export const rule = '#D3CFC4';
export const zebra = '#FAF9F6';
export const sunken = '#EFEDE7';

/** `text` is readable on `tint` and on white; `mark` is for bars and edges. */
export type Tones = Record<Tone, { text: string; mark: string; tint: string }>;

/** Only `accent` is the client's: what is good, waits or blocks looks the same in every document. */
export const tonesWith = ({ line, text, tint }: BrandColors): Tones => ({
  plain: { text: ink, mark: '#8A90A0', tint: '#F4F2ED' },
  accent: { text, mark: line, tint },
  good: { text: '#1E6B4F', mark: '#2C8A66', tint: '#E6F3EC' },
  waiting: { text: '#8A5A00', mark: '#D08F22', tint: '#FCF1DA' },
  blocking: { text: '#B0263F', mark: '#C9304B', tint: '#FCE9EC' },
  quiet: { text: secondary, mark: '#B4B8C4', tint: '#FAF9F6' },
});

/** Gap from what is wanted, −3 … +1: as on the screen, apart in brightness too, so that a gray print still tells them. */
const gapShades = [
  { fill: '#A8243F', text: '#FFFFFF' },
  { fill: '#E07A5F', text: '#33100A' },
  { fill: '#F9D9A6', text: '#553A06' },
  { fill: '#DCE3FA', text: '#26377C' },
  { fill: '#9FB2F0', text: '#14235E' },
] as const;

export function gapShade(gap: number): { fill: string; text: string } {
  return gapShades[Math.round(Math.max(-3, Math.min(1, gap))) + 3] ?? gapShades[3];
}

/** Parts of one sum, neighbours well apart. */
export const partColors = ['#3350C4', '#9FB2F0', '#E5A537', '#2C8A66', '#C9304B', '#5B6172', '#A7D3BF', '#F2CF8E', '#B4B8C4'] as const;
