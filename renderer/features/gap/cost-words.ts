import { useMemo } from 'react';
import type { Vendor } from '../../../shared/checklist/schema';
import type { CostLine } from '../../../shared/checklist/total-cost';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import type { GapModel } from './use-gap';

export type Money = {
  /** Whole units: sums of years. */
  whole: (amount: number) => string;
  /** As exact as a price. */
  exact: (amount: number) => string;
};

/** Amounts in the client's currency, as the reader's language writes them. */
export function useMoney(): Money {
  const { locale } = useWords();
  const currency = useEngagement((e) => e.client.currency);
  return useMemo(() => {
    const of = (maximumFractionDigits: number) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: 0, maximumFractionDigits });
    const [whole, exact] = [of(0), of(4)];
    return { whole: (amount) => whole.format(amount), exact: (amount) => exact.format(amount) };
  }, [locale, currency]);
}

/** What a line is about, within its part: the channel, the add-on, the point. Undefined where the part says it all. */
export function useLineName(model: GapModel): (line: Pick<CostLine, 'part' | 'of'>, vendor: Vendor) => string | undefined {
  const { t, text } = useWords();
  return ({ part, of }, vendor) => {
    if (of === undefined) return undefined;
    if (part === 'messages') return t(`channel.${of}`);
    if (part === 'add-ons') return vendor.costs?.addOns?.find(({ id }) => id === of)?.name ?? of;
    return pointName(model, of, text);
  };
}

export function pointName(model: GapModel, point: string, text: ReturnType<typeof useWords>['text']): string {
  const known = model.groups.flatMap(({ points }) => points).find((one) => one.point.id === point);
  return known ? text(known.label) : point;
}
