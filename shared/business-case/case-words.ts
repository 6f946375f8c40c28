/** What figures of the business case are called, where they are from and what is missing: the same words on screen and on paper. */
import type { Catalogue } from '../catalogue/schema';
import { costGapWords } from '../checklist/cost-gap-words';
import type { Engagement } from '../engagement/schema';
import type { Translate } from '../i18n/translator';
import { type Channel, channels } from '../journey/schema';
import { type Language, textIn } from '../text';
import { type CaseGap, growthInput, messagePriceInput, plannedInput, saleRateInput } from './case-model';
import type { FigureOrigin } from './figure';
import type { FigureId } from './total-case';

export type CaseSpeaker = {
  engagement: Pick<Engagement, 'journeys' | 'checklist'>;
  /** Absent while it is being read. */
  catalogue: Pick<Catalogue, 'kpi' | 'checklist'> | undefined;
  translate: Translate;
  language: Language;
};

/** An input of the formulas, as the catalogue has it. */
export function inputName(input: string, { catalogue, translate, language }: Omit<CaseSpeaker, 'engagement'>): string {
  const channel = channels.find((one) => saleRateInput(one) === input);
  if (channel) return translate('case.sale-rate', { channel: translate(`channel.${channel}`) });
  if (input === growthInput) return translate('case.growth');
  for (const one of channels) {
    if (messagePriceInput(one) === input) return translate('case.price-of', { channel: translate(`channel.${one}`) });
    if (plannedInput(one) === input) return translate('case.planned-of', { channel: translate(`channel.${one}`) });
  }
  for (const kpi of catalogue?.kpi.kpis ?? []) {
    const found = kpi.inputs.find(({ id }) => id === input);
    if (found) return textIn(found.label, language);
  }
  return input;
}

/** A figure of the case, with the journey it is of. */
export function figureName(id: FigureId, speaker: CaseSpeaker): string {
  const [kind, of = '', name = ''] = id.split(':');
  if (kind === 'input') return inputName(of, speaker);
  if (kind === 'sale-rate') return inputName(saleRateInput(of as Channel), speaker);
  return speaker.translate('case.figure-of', { journey: nameOf(of, speaker), figure: speaker.translate(`case.figure.${name}`) });
}

/** Where a number is from. */
export function originWords(origin: FigureOrigin, { catalogue, translate, language }: Omit<CaseSpeaker, 'engagement'>): string {
  if (origin.kind === 'kpi')
    return translate('case.origin.kpi', { kpi: textIn(catalogue?.kpi.kpis.find(({ id }) => id === origin.kpi)?.name, language) || origin.kpi });
  if (origin.kind === 'triggers') return translate(origin.atMost ? 'case.origin.triggers-at-most' : `case.origin.triggers-${origin.from}`);
  return translate(`case.origin.${origin.kind}`);
}

/** The library's number stands in, since the client has not said its own. */
export function isOfLibrary({ kind }: FigureOrigin): boolean {
  return kind === 'assumption' || kind === 'published' || kind === 'example';
}

/** What nobody has said, so that it is not in the sums. */
export function caseGapWords(gap: CaseGap, speaker: CaseSpeaker): string {
  const { translate, language, catalogue } = speaker;
  const { vendors } = speaker.engagement.checklist;
  const vendorOf = (id: string) => vendors.find((vendor) => vendor.id === id)?.name ?? id;
  switch (gap.kind) {
    case 'journey':
      return translate('case.gap.journey', {
        name: nameOf(gap.journey, speaker),
        what: gap.missing.map((one) => translate(`case.figure.${one}`)).join(' · '),
      });
    case 'stopped':
      return translate('case.gap.stopped', { name: nameOf(gap.journey, speaker), vendor: vendorOf(gap.vendor) });
    case 'campaign':
      return translate('case.gap.campaign', { channel: translate(`channel.${gap.channel}`) });
    case 'message-price':
      return translate('case.gap.price', { channel: translate(`channel.${gap.channel}`) });
    case 'input':
      return translate('case.gap.input', { what: inputName(gap.input, speaker) });
    case 'vendor':
      return translate('case.gap.vendor', {
        vendor: vendorOf(gap.vendor),
        what: costGapWords(
          gap.gap,
          vendors.find(({ id }) => id === gap.vendor) ?? {},
          translate,
          (id) => textIn(catalogue?.checklist.points.find((point) => point.id === id)?.label, language) || id,
        ),
      });
  }
}

function nameOf(id: string, { engagement, language }: Pick<CaseSpeaker, 'engagement' | 'language'>): string {
  return textIn(engagement.journeys.find((journey) => journey.id === id)?.name, language);
}
