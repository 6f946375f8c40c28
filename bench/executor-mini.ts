/** What the executor is measured with: the base journeys, and the smallest journey that has a wait, a condition and a send. */
import type { DeploymentBundle, EventEnvelope } from '../shared/executor/api';
import { toDeploymentBundle } from '../shared/journey/to-bundle';
import { mappedEngagement } from '../tests/mapped-engagement';
import { shippedCatalogue } from '../tests/shipped-catalogue';
import { unwrap } from './executor-rig';

const engagement = mappedEngagement();
const base = shippedCatalogue()
  .journeys.journeys.filter((one) => one.base)
  .map((one) => one.id);
export const baseBundles = engagement.journeys.filter((one) => base.includes(one.key)).map((one) => unwrap(toDeploymentBundle(engagement, one.id, 'live')));

/** start → wait (a second) → condition → send. */
export function miniBundle(wait = 'PT1S'): DeploymentBundle {
  const [first] = baseBundles;
  if (!first) throw new Error('no journey in the catalogue');
  const edge = (from: string, port: string, to: string) => ({ id: `${from}-${port}`, from, port, to });
  return {
    ...first,
    segments: [],
    suppressions: [],
    caps: [],
    record: { groups: [], attributes: [] },
    messages: first.messages.slice(0, 1).map((message) => ({ ...message, id: 'hello', class: 'service' })),
    journey: {
      ...first.journey,
      nodes: [
        { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
        { id: 'w', kind: 'wait', duration: wait },
        { id: 'd', kind: 'decision', cases: [{ port: 'yes', when: { op: 'gte', left: { kind: 'entry', path: 'value' }, right: 10 } }] },
        { id: 's', kind: 'send', message: 'hello', channel: 'on-site', class: 'service', ignores: [], onSuppressed: 'continue', onFailure: 'continue' },
        { id: 'end', kind: 'exit' },
      ],
      edges: [edge('t', 'out', 'w'), edge('w', 'out', 'd'), edge('d', 'yes', 's'), edge('d', 'else', 'end'), edge('s', 'out', 'end')],
      entry: { reentry: { mode: 'never' } },
      policies: { ...first.journey.policies, goal: undefined, exits: [], suppressions: [], own: [] },
    },
  };
}

export function event(i: number, name: string, customer: number): EventEnvelope {
  return {
    uid: `${name}-${i}`,
    name,
    occurred_at: new Date().toISOString(),
    source_system: 'bench',
    is_test: false,
    identifiers: { email: `p${customer}@shop.example` },
    properties: { value: 120, page_url: 'https://shop.example/p/1' },
  };
}
