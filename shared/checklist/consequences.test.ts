import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testAnswer, testEngagement, testId, testJourney, testPoint } from '../engagement/engagement.fixture';
import type { Node } from '../journey/schema';
import { consequencesOf } from './consequences';
import { askContext, journeyAsks } from './journey-asks';
import { computeRequirements } from './requirements';
import type { Answer, Vendor } from './schema';

const catalogue = shippedCatalogue();
const V = testId(1, 'V');
const vendor: Vendor = { id: V, name: 'Acme', role: 'candidate' };
const send = (channel: 'email' | 'whatsapp', fallbackChannel?: 'sms'): Node => ({
  id: 's',
  kind: 'send',
  message: 'hello',
  channel,
  ...(fallbackChannel && { fallbackChannel }),
  class: 'marketing',
  ignores: [],
  onSuppressed: 'continue',
  onFailure: 'continue',
});
const dated: Node = { id: 't', kind: 'trigger', trigger: { kind: 'date-attribute', attribute: 'birthday', offset: 'P0D' } };
const waits: Node = { id: 'w', kind: 'wait-event', event: 'order-placed', timeout: 'P3D' };
const points = [...new Set(catalogue.checklist.points.map(({ id }) => id))].map((id) => testPoint(id));

function fates(journeys: Node[][], answers: Answer[]) {
  const plan = testEngagement({
    journeys: journeys.map((nodes, i) => testJourney(i, nodes)),
    checklist: { points, vendors: [vendor], answers, trialTasks: [], trialResults: [] },
  });
  return consequencesOf(plan, vendor, new Map(), askContext(plan, catalogue)).journeys.map(({ fate, because }) => [fate, because]);
}

describe('what becomes of the journeys', () => {
  it('stops those that rest on what is missing, and limits those that have another way', () => {
    const answers = [testAnswer(V, 'whatsapp-connection', 0), testAnswer(V, 'sms-built-in', 3), testAnswer(V, 'email-deliverability', 4)];
    expect(fates([[send('whatsapp')], [send('whatsapp', 'sms')], [send('email')]], answers)).toEqual([
      ['stopped', [{ point: 'whatsapp-connection' }]],
      ['limited', [{ point: 'whatsapp-connection' }]],
      ['runs', []],
    ]);
  });

  it('knows a workaround from a lack, and what nobody answered from both', () => {
    expect(fates([[send('email')]], [testAnswer(V, 'email-deliverability', 1)])).toEqual([['limited', [{ point: 'email-deliverability' }]]]);
    expect(fates([[send('email')]], [])).toEqual([['unknown', []]]);
    expect(fates([[send('email')]], [testAnswer(V, 'email-deliverability', undefined, { claim: 'soon' })])).toEqual([['unknown', []]]);
    expect(fates([[send('email')]], [testAnswer(V, 'email-deliverability', undefined, { applies: false })])).toEqual([['runs', []]]);
    // What is against it outweighs what is open.
    expect(fates([[dated, send('email')]], [testAnswer(V, 'time-and-data-triggers', 0)])[0]?.[0]).toBe('stopped');
  });

  it('goes by the list of what there is, journey by journey, before the score', () => {
    const has = testAnswer(V, 'journey-logic', 2, { claimedValue: ['decision', 'wait-until'] });
    expect(fates([[waits]], [has])).toEqual([['stopped', [{ point: 'journey-logic', missing: ['wait-event'] }]]]);
    expect(fates([[waits]], [{ ...has, verifiedValue: ['wait-event'] }])).toEqual([['runs', []]]);
    expect(fates([[{ id: 'g', kind: 'goal' }]], [has])).toEqual([['limited', [{ point: 'journey-logic', missing: ['goal'] }]]]);
  });

  it('does not ask for a point that is switched off', () => {
    const plan = testEngagement({
      journeys: [testJourney(1, [send('email')])],
      checklist: {
        points: [testPoint('email-deliverability', { switchedOff: 'sent by another system' })],
        vendors: [vendor],
        answers: [testAnswer(V, 'email-deliverability', 0)],
        trialTasks: [],
        trialResults: [],
      },
    });
    expect(consequencesOf(plan, vendor, new Map(), askContext(plan, catalogue)).journeys[0]?.fate).toBe('runs');
  });
});

describe('limits and extra costs', () => {
  const plan = mappedEngagement();
  const requirements = computeRequirements({ ...plan, checklist: { ...plan.checklist, points } }, catalogue);
  const mapped = requirements.get('custom-field-capacity')?.causes.length ?? 0;
  const withAnswers = (answers: Answer[]) => ({ ...plan, checklist: { points, vendors: [vendor], answers, trialTasks: [], trialResults: [] } });

  it('counts the fields that do not fit, without the room to grow', () => {
    expect(mapped).toBeGreaterThan(50);
    const limits = (patch: Partial<Answer>) =>
      consequencesOf(withAnswers([testAnswer(V, 'custom-field-capacity', 1, patch)]), vendor, requirements, askContext(plan, catalogue)).limits;
    expect(limits({ claimedValue: mapped - 14 })).toEqual([{ point: 'custom-field-capacity', allowed: mapped - 14, needed: mapped, over: 14 }]);
    expect(limits({ claimedValue: 500, verifiedValue: mapped - 1 })[0]?.over).toBe(1);
    expect(limits({ claimedValue: mapped })[0]?.over).toBe(0);
    expect(limits({})).toEqual([]);
    expect(limits({ claimedValue: 1, applies: false })).toEqual([]);
  });

  it('names channels of the plan that cost extra', () => {
    const costs = {
      messages: { sms: { price: 0.11, minimumPerMonth: 300 }, email: { price: 0 }, push: { price: 1 } },
      addOns: [{ id: testId(1, 'Z'), name: 'WhatsApp', perMonth: 900, point: 'whatsapp-connection' }],
    };
    const { extra } = consequencesOf(
      withAnswers([testAnswer(V, 'sms-built-in', 2, { cost: '₪0.11 a part' })]),
      { ...vendor, costs },
      requirements,
      askContext(plan, catalogue),
    );
    expect(extra.find(({ channel }) => channel === 'sms')).toEqual({
      channel: 'sms',
      point: 'sms-built-in',
      price: 0.11,
      perMonth: 300,
      words: '₪0.11 a part',
    });
    expect(extra.find(({ channel }) => channel === 'whatsapp')).toEqual({ channel: 'whatsapp', point: 'whatsapp-connection', perMonth: 900 });
    expect(extra.map(({ channel }) => channel)).not.toContain('email');
  });
});

describe('journeyAsks', () => {
  it('names points of the checklist only, each once, for every template', () => {
    const plan = mappedEngagement();
    const context = askContext(plan, catalogue);
    const known = new Set(points.map(({ id }) => id));
    for (const journey of plan.journeys) {
      const asks = journeyAsks(journey, context).map(({ point }) => point);
      expect(new Set(asks).size, journey.key).toBe(asks.length);
      for (const point of asks) expect(known.has(point), point).toBe(true);
      expect(asks.length, journey.key).toBeGreaterThan(1);
    }
    expect(journeyAsks(testJourney(1, []), context)).toEqual([]);
  });
});
