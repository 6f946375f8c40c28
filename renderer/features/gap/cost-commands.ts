/** The steps on an offer by name, so that one field typed in letter by letter is one step of the history. */
import {
  addAddOn,
  editAddOn,
  editVendorCosts,
  removeAddOn,
  setMessagePrice,
  setVolumeTiers,
  type VendorCostsPatch,
} from '../../../shared/checklist/edit-vendor-costs';
import type { Vendor } from '../../../shared/checklist/schema';
import type { AddOn, MessagePrice, VolumeTiers } from '../../../shared/checklist/vendor-costs-schema';
import type { Engagement } from '../../../shared/engagement/schema';
import type { Channel } from '../../../shared/journey/schema';
import { newId } from '../../store/new-id';
import { run } from '../../store/session';

function step({ id, name }: Vendor, apply: (e: Engagement) => Engagement, part?: string): void {
  run({ key: 'gap.step.offer', params: { vendor: name } }, apply, part && `${id}:costs:${part}`);
}

export function setCosts(vendor: Vendor, part: keyof VendorCostsPatch, value: number | undefined): void {
  step(vendor, (e) => editVendorCosts(e, { vendor: vendor.id, costs: { [part]: value } }), part);
}

export function setTiers(vendor: Vendor, tiers: VolumeTiers | undefined, part?: string): void {
  step(vendor, (e) => setVolumeTiers(e, { vendor: vendor.id, tiers }), part && `tiers:${part}`);
}

export function setPrice(vendor: Vendor, channel: Channel, part: keyof MessagePrice, value: number | undefined): void {
  // `undefined` takes the price out, and the channel with it.
  const price = { [part]: value } as Partial<MessagePrice>;
  step(vendor, (e) => setMessagePrice(e, { vendor: vendor.id, channel, price }), `${channel}:${part}`);
}

export function nameAddOn(vendor: Vendor, name: string): void {
  step(vendor, (e) => addAddOn(e, { vendor: vendor.id, addOn: { id: newId(), name } }));
}

export function changeAddOn(vendor: Vendor, id: string, addOn: Partial<Omit<AddOn, 'id'>>, part: string): void {
  step(vendor, (e) => editAddOn(e, { vendor: vendor.id, id, addOn }), `${id}:${part}`);
}

export function dropAddOn(vendor: Vendor, id: string): void {
  step(vendor, (e) => removeAddOn(e, { vendor: vendor.id, id }));
}
