/** The method's own words, in the three languages people of a client may speak: only those that stand in the document. */
import { textInAll } from '../../journey/words-in-all';
import type { Block, Line } from '../../report';
import { type Language, languages } from '../../text';
import { type PlanSetting, user } from '../plan-setting';

export const terms = [
  'source',
  'field',
  'record',
  'attribute',
  'identifier',
  'segment',
  'journey',
  'touchpoint',
  'trigger',
  'event',
  'channel',
  'consent',
  'suppression',
  'cap',
  'quiet-times',
  'gate',
  'gap',
  'requirement',
  'volume',
  'conversion',
  'contribution',
  'break-even',
  'payback',
  'phase',
] as const;

/** @param blocks all that is printed; a word that is not in it needs no explanation */
export function glossaryBlocks(blocks: readonly Block[], { language, translate }: Pick<PlanSetting, 'language' | 'translate'>): Block[] {
  const text = plain(blocks);
  const met = terms.filter((term) => wordPattern(translate(`term.${term}.forms`), language).test(text));
  const others = languages.filter((one) => one !== language);
  if (met.length === 0) return [{ kind: 'callout', tone: 'waiting', text: translate('workshop.no-terms') }];
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('workshop.term'), width: 104 },
        { title: translate('workshop.other-languages'), width: 118 },
        { title: translate('workshop.meaning'), width: '*' },
      ],
      rows: met
        .map((term) => ({ term, name: translate(`term.${term}`) }))
        .sort((a, b) => a.name.localeCompare(b.name, language))
        .map(({ term, name }) => ({ cells: [{ text: name, bold: true }, elsewhere(term, others), translate(`term.${term}.says`)] })),
    },
  ];
}

function elsewhere(term: string, others: readonly Language[]): Line {
  const names = textInAll(`term.${term}`);
  return others.flatMap((language, i) => [...(i > 0 ? ['\n'] : []), user(names[language])]);
}

/** Any of the forms (between commas) at the beginning of a word; in Hebrew, behind the letters that are written together with it. */
export function wordPattern(forms: string, language: Language): RegExp {
  const some = forms
    .toLowerCase()
    .split(/\s*[,،]\s*/)
    .map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<!\\p{L})${language === 'he' ? '[ובהלמשכ]{0,3}' : ''}(${some.join('|')})`, 'u');
}

function plain(blocks: readonly Block[]): string {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') found.push(value.toLowerCase());
    else if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === 'object' && value !== null) for (const [key, one] of Object.entries(value)) if (!notRead.has(key)) visit(one);
  };
  visit(blocks);
  return found.join('\n');
}

/** Parts of blocks that are never printed. */
const notRead: ReadonlySet<string> = new Set(['kind', 'tone', 'id', 'color', 'align', 'width', 'size', 'link']);
