/** Commands on what a vendor asks for. Ids that lead nowhere and amounts out of range change nothing. */
import type { Engagement } from '../engagement/schema';
import { typed } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import type { Channel } from '../journey/schema';
import { type AddOn, type MessagePrice, type VendorCosts, type VolumeTiers, vendorCostsSchema } from './vendor-costs-schema';

/** What stands by itself in an offer; prices of messages and add-ons have commands of their own. */
export type VendorCostsPatch = Partial<Omit<VendorCosts, 'tiers' | 'messages' | 'addOns'>>;

/** Absent keys stay, `undefined` = not known. */
export function editVendorCosts(engagement: Engagement, { vendor, costs }: { vendor: string; costs: VendorCostsPatch }): Engagement {
  return withCosts(engagement, vendor, (old) => ({ ...old, ...costs }));
}

/** Replaces the list of steps; its order is that of the limits, the step without one last. `undefined` takes it out. */
export function setVolumeTiers(engagement: Engagement, { vendor, tiers }: { vendor: string; tiers: VolumeTiers | undefined }): Engagement {
  return withCosts(engagement, vendor, (old) => ({ ...old, tiers: tiers && { ...withoutUndefined(tiers), steps: inOrder(tiers.steps) } }));
}

/** Absent keys stay. The price itself taken out takes the channel out: included messages of nobody knows what say nothing. */
export function setMessagePrice(
  engagement: Engagement,
  { vendor, channel, price }: { vendor: string; channel: Channel; price: Partial<MessagePrice> },
): Engagement {
  return withCosts(engagement, vendor, (old) => {
    const { [channel]: before, ...others } = old.messages ?? {};
    const next = withoutUndefined({ ...before, ...price });
    return { ...old, messages: next.price === undefined ? others : { ...others, [channel]: next } };
  });
}

/** At the end of the list. An empty name or an id that is there already changes nothing. */
export function addAddOn(engagement: Engagement, { vendor, addOn }: { vendor: string; addOn: AddOn }): Engagement {
  return withCosts(engagement, vendor, (old) => {
    const addOns = old.addOns ?? [];
    return addOns.some(({ id }) => id === addOn.id) ? old : { ...old, addOns: [...addOns, named(addOn)] };
  });
}

/** Absent keys stay, `undefined` empties; an empty name changes nothing. */
export function editAddOn(engagement: Engagement, { vendor, id, addOn }: { vendor: string; id: string; addOn: Partial<Omit<AddOn, 'id'>> }): Engagement {
  return withCosts(engagement, vendor, (old) => ({
    ...old,
    addOns: old.addOns?.map((other) => (other.id === id ? named({ ...other, ...addOn }) : other)),
  }));
}

export function removeAddOn(engagement: Engagement, { vendor, id }: { vendor: string; id: string }): Engagement {
  return withCosts(engagement, vendor, (old) => ({ ...old, addOns: old.addOns?.filter((other) => other.id !== id) }));
}

type Draft = { [part in keyof VendorCosts]?: unknown };

/** What is empty is not kept: an offer in which nothing stands is no offer. */
function withCosts(engagement: Engagement, vendor: string, change: (old: VendorCosts) => Draft): Engagement {
  const { checklist } = engagement;
  const old = checklist.vendors.find(({ id }) => id === vendor);
  if (!old) return engagement;
  const before = old.costs ?? {};
  const changed = change(before);
  if (changed === before) return engagement;
  const parsed = vendorCostsSchema.safeParse(Object.fromEntries(Object.entries(changed).filter(([, part]) => !isEmpty(part))));
  if (!parsed.success) return engagement;
  const { costs: _costs, ...rest } = old;
  const costs = withoutUndefined(parsed.data);
  const next = Object.keys(costs).length === 0 ? rest : { ...rest, costs };
  return { ...engagement, checklist: { ...checklist, vendors: checklist.vendors.map((other) => (other.id === vendor ? next : other)) } };
}

function isEmpty(part: unknown): boolean {
  return part === undefined || (typeof part === 'object' && part !== null && Object.keys(part).length === 0);
}

function named(addOn: AddOn): AddOn {
  return withoutUndefined({ ...addOn, name: typed(addOn.name, 200) });
}

function inOrder(steps: VolumeTiers['steps']): VolumeTiers['steps'] {
  return steps.map(withoutUndefined).sort((a, b) => (a.upTo ?? Number.POSITIVE_INFINITY) - (b.upTo ?? Number.POSITIVE_INFINITY));
}
