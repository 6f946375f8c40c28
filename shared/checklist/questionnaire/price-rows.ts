/** The sheet of prices: one line per thing that costs something, with cells only where a number belongs. */
import type { Translate } from '../../i18n/translator';
import { type Channel, channels } from '../../journey/schema';
import type { CellForm, CellValue } from '../../report';
import { tierBases, type VendorCosts } from '../vendor-costs-schema';

export type PriceLine = { id: string; cells: Record<string, CellValue>; forms: Record<string, CellForm> };
export type PriceKey = 'name' | 'upTo' | 'once' | 'perMonth' | 'perMessage' | 'included' | 'percent' | 'forPoint';

/** Lines offered beyond those that are filled already. */
const SPARE = { tiers: 6, addOns: 8 };
export const oncePrices = ['implementation', 'migration', 'training', 'exit'] as const;

type Speaker = {
  translate: Translate;
  currency: string;
  /** Of the questions, by point. */
  numbers: ReadonlyMap<string, number>;
};

/** What is known already stands in the cells; without it they are empty. */
export function priceRows(costs: VendorCosts = {}, { translate, currency, numbers }: Speaker): PriceLine[] {
  const line = (id: string, item: string, cells: Partial<Record<PriceKey, CellValue>>, options: Partial<Record<PriceKey, string[]>> = {}): PriceLine => {
    const keys = Object.keys(cells) as PriceKey[];
    return {
      id,
      cells: { item, ...cells, priceId: id },
      forms: Object.fromEntries(keys.map((key) => [key, { open: true, ...(options[key] && { options: options[key] }) }])),
    };
  };
  const words = (key: string, params?: Parameters<Translate>[1]) => translate(`questionnaire.price.${key}`, { currency, ...params });
  const number = (value: number | undefined) => (value === undefined ? null : Number(value.toPrecision(15)));
  const percent = (value: number | undefined) => (value === undefined ? null : Number((value * 100).toPrecision(12)));

  const steps = costs.tiers?.steps ?? [];
  const tierCount = Math.min(30, Math.max(SPARE.tiers, steps.length + 2));
  const bases = tierBases.map((basis) => translate(`questionnaire.tier-basis.${basis}`));
  const addOns = costs.addOns ?? [];
  const points = { forPoint: [...numbers.values()].sort((a, b) => a - b).map(String) };
  return [
    line('licence', words('licence'), { perMonth: number(costs.perMonth) }),
    line('discount', words('discount'), { percent: percent(costs.discount) }),
    line('tiers', words('tiers'), { name: costs.tiers ? translate(`questionnaire.tier-basis.${costs.tiers.by}`) : null }, { name: bases }),
    ...Array.from({ length: tierCount }, (_, index) =>
      line(`tier.${index + 1}`, words('tier', { step: index + 1 }), { upTo: number(steps[index]?.upTo), perMonth: number(steps[index]?.perMonth) }),
    ),
    line('tier-above', words('tier-above'), { perMonth: number(costs.tiers?.perThousandAbove) }),
    ...channels.map((channel: Channel) => {
      const price = costs.messages?.[channel];
      const cells = { perMessage: number(price?.price), included: number(price?.included), perMonth: number(price?.minimumPerMonth) };
      return line(`message.${channel}`, words('message', { channel: translate(`channel.${channel}`) }), cells);
    }),
    ...addOns.map(({ id, name, once, perMonth, point }, index) =>
      line(
        `add-on.${id}`,
        words('add-on', { number: index + 1 }),
        { name, once: number(once), perMonth: number(perMonth), forPoint: point === undefined ? null : (numbers.get(point) ?? null) },
        points,
      ),
    ),
    ...Array.from({ length: Math.min(SPARE.addOns, 100 - addOns.length) }, (_, index) =>
      line(
        `add-on.new.${index + 1}`,
        words('add-on', { number: addOns.length + index + 1 }),
        { name: null, once: null, perMonth: null, forPoint: null },
        points,
      ),
    ),
    ...oncePrices.map((part) => line(part, words(part), { once: number(costs[part]) })),
    line('yearly-increase', words('yearly-increase'), { percent: percent(costs.yearlyIncrease) }),
  ];
}
