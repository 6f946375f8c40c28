import { catalogueFormulas } from '../shared/catalogue/formulas';
import type { Condition } from '../shared/condition/schema';
import { testAttribute } from '../shared/engagement/engagement.fixture';
import type { DeploymentBundle } from '../shared/executor/api';
import { bundle, edge } from '../shared/journey/step.fixture';
import { shippedCatalogue } from './shipped-catalogue';

const score = 'lead-score';

/** The catalogue's own score; whoever comes to 60 is called by sales within a day, and the CRM is told why. */
export const handOver: DeploymentBundle = {
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'segment-enter', segment: 'ready' } },
      { id: 'crm', kind: 'webhook', targets: ['crm'], payload: [score, 'email'], onFailure: 'continue' },
      { id: 'call', kind: 'task', task: 'create-task', assignTo: 'account-manager', within: 'P1D', emits: 'lead-handed-over', whenDone: 'lead-contacted' },
      { id: 'w', kind: 'wait-event', event: 'lead-contacted', timeout: 'PT8H' },
      { id: 'answer', kind: 'decision', cases: [{ port: 'taken', when: said('accepted') }] },
      { id: 'manager', kind: 'task', task: 'alert' },
      { id: 'taken', kind: 'exit', reason: 'taken' },
      { id: 'refused', kind: 'exit', reason: 'refused' },
      { id: 'escalated', kind: 'exit', reason: 'escalated' },
    ],
    edges: [
      edge('t', 'out', 'crm'),
      edge('crm', 'out', 'call'),
      edge('call', 'out', 'w'),
      edge('w', 'happened', 'answer'),
      edge('w', 'timeout', 'manager'),
      edge('answer', 'taken', 'taken'),
      edge('answer', 'else', 'refused'),
      edge('manager', 'out', 'escalated'),
    ],
    attributes: [
      testAttribute('email', { type: 'email', origin: 'entered' }),
      testAttribute('account-manager', { type: 'string', origin: 'entered' }),
      testAttribute('time-zone', { type: 'string', origin: 'entered' }),
      testAttribute(score, { type: 'integer', origin: 'computed', formula: catalogueFormulas(shippedCatalogue()).get(score) ?? '' }),
    ],
    entry: { reentry: { mode: 'after-exit', cooldown: 'P10D' } },
  }),
  identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
  segments: [
    {
      id: 'ready',
      name: { en: 'Ready' },
      category: 'b2b',
      when: { op: 'gte', left: { kind: 'customer', path: score }, right: 60 },
      administrative: false,
      minimumSize: 0,
    },
  ],
};

function said(outcome: string): Condition {
  return {
    op: 'performed',
    event: 'lead-contacted',
    measure: 'count',
    is: { op: 'gte', value: 1 },
    window: { sinceEntry: true },
    where: { op: 'eq', left: { kind: 'event', path: 'outcome' }, right: outcome },
  };
}
