import { describe, expect, it } from 'vitest';
import { planVolumes } from '../business-case/plan-volumes';
import { testEngagement, testId } from '../engagement/engagement.fixture';
import { channelsOfPlan, messageShares, messagesOf, tierVolume } from './cost-volumes';

const [may, july] = [testId(1, 'P'), testId(2, 'P')];
const engagement = testEngagement({
  volumes: { contacts: 40_000, eventsPerMonth: {}, messagePrices: {} },
  plannedSends: [
    { id: may, name: 'May', date: '2026-05-03', channel: 'email', recipients: 9_000 },
    { id: july, name: 'July', date: '2026-07-20', channel: 'sms', recipients: 6_000 },
  ],
});

describe('where messages come from', () => {
  it('is each planned send, spread over the months they lie in', () => {
    const plan = planVolumes(engagement);
    expect(messageShares(plan, 'email')).toEqual([{ from: 'planned-send', id: may, perMonth: 3_000 }]);
    expect(messageShares(plan, 'sms')).toEqual([{ from: 'planned-send', id: july, perMonth: 2_000 }]);
    expect(tierVolume('messages', engagement.volumes, plan)).toEqual({ from: 'messages', perMonth: 5_000 });
  });

  it('is the regular sends in place of the dated mails, once somebody said how many there are', () => {
    const plan = planVolumes({ ...engagement, kpiInputs: { sends_per_month: 4 } });
    expect(messageShares(plan, 'email')).toEqual([{ from: 'regular', perMonth: 160_000 }]);
    for (const channel of channelsOfPlan(plan))
      expect(messageShares(plan, channel).reduce((sum, { perMonth }) => sum + perMonth, 0)).toBeCloseTo(messagesOf(plan, channel), 9);
    expect(channelsOfPlan(plan)).toEqual(['email', 'sms']);
  });
});
