import { describe, expect, it } from 'vitest';
import { testEngagement, testId } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { addVendor } from './edit-checklist';
import { addAddOn, editAddOn, editVendorCosts, removeAddOn, setMessagePrice, setVolumeTiers } from './edit-vendor-costs';

const vendor = testId(1, 'V');
const id = testId(1, 'Z');
const start = addVendor(testEngagement(), { id: vendor, vendor: { name: 'Acme', role: 'candidate' } });
const costsOf = (engagement: Engagement) => engagement.checklist.vendors[0]?.costs;

describe('the offer of a vendor', () => {
  it('is written part by part, and gone with its last part', () => {
    const priced = editVendorCosts(start, { vendor, costs: { perMonth: 100, discount: 0.1 } });
    expect(costsOf(priced)).toEqual({ perMonth: 100, discount: 0.1 });
    expect(costsOf(editVendorCosts(priced, { vendor, costs: { perMonth: undefined } }))).toEqual({ discount: 0.1 });
    expect(editVendorCosts(priced, { vendor, costs: { perMonth: undefined, discount: undefined } })).toEqual(start);
  });

  it('refuses what is out of range, and a vendor that is not there', () => {
    expect(editVendorCosts(start, { vendor, costs: { perMonth: -1 } })).toBe(start);
    expect(editVendorCosts(start, { vendor, costs: { discount: 1.2 } })).toBe(start);
    expect(editVendorCosts(start, { vendor: testId(9, 'V'), costs: { perMonth: 1 } })).toBe(start);
  });

  it('keeps the steps in the order of their limits', () => {
    const steps = [{ perMonth: 900 }, { upTo: 50_000, perMonth: 500 }, { upTo: 10_000, perMonth: 100 }];
    const tiered = setVolumeTiers(start, { vendor, tiers: { by: 'contacts', steps } });
    expect(costsOf(tiered)?.tiers?.steps.map(({ upTo }) => upTo)).toEqual([10_000, 50_000, undefined]);
    expect(setVolumeTiers(tiered, { vendor, tiers: undefined })).toEqual(start);
    expect(setVolumeTiers(start, { vendor, tiers: { by: 'contacts', steps: [{ upTo: 0, perMonth: 1 }] } })).toBe(start);
  });

  it('has a price for each channel, with what is included', () => {
    const priced = setMessagePrice(start, { vendor, channel: 'sms', price: { price: 0.1 } });
    const more = setMessagePrice(priced, { vendor, channel: 'sms', price: { included: 500 } });
    expect(costsOf(more)?.messages).toEqual({ sms: { price: 0.1, included: 500 } });
    expect(setMessagePrice(start, { vendor, channel: 'sms', price: { included: 500 } })).toEqual(start);
    const both = setMessagePrice(more, { vendor, channel: 'whatsapp', price: { price: 0.2 } });
    expect(costsOf(setMessagePrice(both, { vendor, channel: 'sms', price: { price: undefined } }))?.messages).toEqual({ whatsapp: { price: 0.2 } });
  });

  it('lists add-ons by name', () => {
    const added = addAddOn(start, { vendor, addOn: { id, name: '  Single sign-on ', perMonth: 10 } });
    expect(costsOf(added)?.addOns).toEqual([{ id, name: 'Single sign-on', perMonth: 10 }]);
    expect(addAddOn(added, { vendor, addOn: { id, name: 'Again' } })).toBe(added);
    expect(addAddOn(start, { vendor, addOn: { id, name: ' ' } })).toBe(start);
    const edited = editAddOn(added, { vendor, id, addOn: { once: 50, perMonth: undefined, point: 'access-roles' } });
    expect(costsOf(edited)?.addOns).toEqual([{ id, name: 'Single sign-on', once: 50, point: 'access-roles' }]);
    expect(editAddOn(added, { vendor, id, addOn: { name: '' } })).toBe(added);
    expect(removeAddOn(added, { vendor, id })).toEqual(start);
  });
});
