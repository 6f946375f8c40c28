/**
 * Every property of a journey and of its nodes has an editor: the inspector is drawn over a journey in which all of them are set,
 * with controls that only say what they were given, each control is used, and what changed is compared with the schema. A property
 * that is new in the schema fails here until something in the inspector changes it.
 */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Condition } from '../../../shared/condition/schema';
import type { Engagement } from '../../../shared/engagement/schema';
import { createTranslate } from '../../../shared/i18n/translator';
import { toFacts } from '../../../shared/journey/diff-facts';
import { journeyContext } from '../../../shared/journey/journey-context';
import type { Speaker } from '../../../shared/journey/node-label';
import { type Journey, journeySchema, messageSchema, type Node, nodeKinds, nodeSchema } from '../../../shared/journey/schema';
import { mappedEngagement } from '../../../tests/mapped-engagement';
import { pathsOf } from '../../../tests/schema-paths';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { WordsProvider } from '../../ui/words';

type Given = Record<string, unknown>;
const drawn = vi.hoisted(() => ({ controls: [] as { name: string; given: Given }[], engagement: undefined as unknown, ran: [] as unknown[] }));

vi.mock('@mantine/core', () => {
  const control = (name: string): unknown => {
    const draw = (given: Given) => {
      drawn.controls.push({ name, given });
      return typeof given.children === 'function' ? null : (given.children as ReactNode);
    };
    return new Proxy(draw, { get: (target, key) => (typeof key === 'string' && /^[A-Z]/.test(key) ? control(`${name}.${key}`) : Reflect.get(target, key)) });
  };
  const known = new Map<string, unknown>();
  return new Proxy(
    {},
    {
      has: (_, key) => typeof key === 'string' && key !== 'then',
      get: (_, key) => {
        if (typeof key !== 'string' || key === 'then') return undefined;
        if (!known.has(key)) known.set(key, control(key));
        return known.get(key);
      },
    },
  );
});
// A condition is edited in its own editor, behind a pencil; that one has tests of its own.
vi.mock('../../ui/condition/condition-editor', () => ({
  ConditionEditor: (given: Given) => {
    drawn.controls.push({ name: 'ConditionEditor', given });
    return null;
  },
}));
vi.mock('../../store/session', () => ({
  run: (_name: unknown, command: (engagement: unknown) => unknown) => drawn.ran.push(command(drawn.engagement)),
  useReadOnly: () => false,
  useEngagement: (select?: (engagement: unknown) => unknown) => (select ? select(drawn.engagement) : drawn.engagement),
  openSession: () => undefined,
}));

const { JourneyInspector } = await import('./journey-inspector');
const { NodeSettings } = await import('./settings/node-settings');
const { RepublishSettings } = await import('./settings/republish-settings');
const { StageSetting } = await import('./settings/stage-setting');

const when: Condition = { op: 'exists', left: { kind: 'customer', path: 'email' } };
const other: Condition = { op: 'exists', left: { kind: 'customer', path: 'phone' } };
const name = { en: 'A name' };

const mapped = mappedEngagement();
const context = journeyContext(mapped, shippedCatalogue());
const counted = [...context.events.values()].find(({ properties }) => [...properties.values()].some(({ type }) => type === 'integer'));
const per = [...(counted?.properties.values() ?? [])].find(({ type }) => type === 'integer');
if (!counted || !per) throw new Error('no event that counts something');

/** Of each kind a node that says all it can; of triggers one for each kind of start. */
const filled: Node[] = [
  {
    id: 'on-event',
    kind: 'trigger',
    name,
    trigger: { kind: 'event', event: counted.id, where: when },
    audience: when,
    waves: { people: 10, per: per.id, every: 'P1D' },
  },
  { id: 'on-segment', kind: 'trigger', trigger: { kind: 'segment-enter', segment: 'new-customers' } },
  { id: 'on-change', kind: 'trigger', trigger: { kind: 'attribute-changed', attribute: 'city', to: 'Haifa', where: when } },
  { id: 'on-date', kind: 'trigger', trigger: { kind: 'date-attribute', attribute: 'birth-date', offset: '-P3D', at: '09:00' } },
  { id: 'on-clock', kind: 'trigger', trigger: { kind: 'schedule', every: 'P1D', at: '09:00' } },
  { id: 'wait', kind: 'wait', name, duration: 'P2D', align: { at: '10:00', days: ['mo'] } },
  { id: 'until', kind: 'wait-until', name, until: { kind: 'customer', path: 'birth-date' }, offset: 'P1D', at: '10:00', onMissing: 'exit' },
  { id: 'for', kind: 'wait-event', name, event: 'order-placed', match: when, timeout: 'P3D' },
  { id: 'window', kind: 'window', name, days: ['mo'], from: '09:00', to: '17:00' },
  {
    id: 'ask',
    kind: 'decision',
    name,
    cases: [
      { port: 'yes', name, when },
      { port: 'maybe', name, when },
    ],
  },
  {
    id: 'draw',
    kind: 'ab',
    name,
    salt: 'salt',
    unit: 'customer',
    arms: ['a', 'b'].map((port) => ({ port, name, weight: 50 })),
    hypothesis: name,
    metric: [...context.kpis.keys()][0] ?? '',
    minimumRunDays: 7,
  },
  {
    id: 'send',
    kind: 'send',
    name,
    message: 'cart-m2',
    channel: 'email',
    fallbackChannel: 'sms',
    class: 'marketing',
    ignores: ['no-channel-consent'],
    onSuppressed: 'continue',
    onFailure: 'continue',
    late: { policy: 'skip', olderThan: 'PT4H' },
  },
  { id: 'update', kind: 'update', name, attribute: 'city', value: 'Haifa', mode: 'set' },
  {
    id: 'task',
    kind: 'task',
    name,
    task: 'ticket',
    assignTo: 'city',
    within: 'P1D',
    emits: 'order-placed',
    whenDone: 'order-placed',
    params: { priority: 'high' },
  },
  { id: 'webhook', kind: 'webhook', name, targets: ['crm'], payload: ['city'], maxDelay: 'PT1H', emits: 'order-placed', onFailure: 'continue' },
  { id: 'goal', kind: 'goal', name },
  { id: 'exit', kind: 'exit', name, reason: 'done' },
  { id: 'join', kind: 'join', name },
];

const cart = mapped.journeys.find(({ from }) => from === 'cart-abandonment') as Journey;
const rule = {
  id: 'rule',
  name,
  classes: ['marketing' as const],
  channels: ['email' as const],
  rule: { kind: 'condition' as const, when },
  action: 'hold' as const,
};
const journey: Journey = {
  ...cart,
  purpose: name,
  nodes: filled,
  edges: [],
  entry: { filter: when, reentry: { mode: 'parallel-by-key', key: { kind: 'customer', path: 'city' }, cooldown: 'P3D' } },
  policies: {
    ...cart.policies,
    goal: { name, when },
    exits: [{ id: 'left', name, when, scope: 'immediate' }],
    own: [{ ...rule, maxHold: 'P2D', afterHold: 'skip' }],
    onRepublish: { default: 'migrate', byNode: { wait: { action: 'migrate', to: 'until', timer: 'keep' } } },
    maxDuration: 'P90D',
  },
  annotations: { ...cart.annotations, stages: { wait: 'use' } },
};
const engagement: Engagement = { ...mapped, journeys: [journey] };
const speaker: Speaker = { translate: createTranslate('en'), language: 'en', context };

beforeEach(() => {
  drawn.engagement = engagement;
});

/** What a control is given to say, when somebody uses it: each other choice, a number more, other words. */
function usesOf(control: string, { value, data, onChange, onClick, type }: Given): (() => void)[] {
  const hear = onChange as ((value: unknown) => void) | undefined;
  if (control === 'Button' || control === 'ActionIcon') return typeof onClick === 'function' ? [() => onClick()] : [];
  if (!hear) return [];
  const choices = ((data ?? []) as (Given | string)[])
    .flatMap((one) => (typeof one === 'object' && Array.isArray(one.items) ? (one.items as Given[]) : [one]))
    .map((one) => (typeof one === 'object' ? one.value : one));
  switch (control) {
    case 'Select':
    case 'SegmentedControl':
      return choices
        .filter((one) => one !== value)
        .slice(0, 12)
        .map((one) => () => hear(one));
    case 'MultiSelect':
      // One of them less, and one more where there is another.
      return [() => hear([...(value as unknown[]).slice(1), ...choices.filter((one) => !(value as unknown[]).includes(one)).slice(0, 1)])];
    case 'NumberInput':
      return [() => hear(Number(value) + 1)];
    case 'ConditionEditor':
      return [() => hear(other)];
    default: {
      // A time of day is a field of text that takes nothing else.
      const words = /^\d\d:\d\d$/.test(String(value)) ? '05:05' : type === 'date' ? '2031-02-03' : 'rating: other-words';
      return [() => hear({ currentTarget: { value: words } })];
    }
  }
}

/** Paths of all that is changed by using each control of what is drawn, in the way the schema names them. */
function changedBy(inspector: ReactNode, before: () => unknown, take: () => unknown[]): Set<string> {
  drawn.controls = [];
  renderToStaticMarkup(<WordsProvider language="en">{inspector}</WordsProvider>);
  const was = toFacts(before());
  const paths = new Set<string>();
  for (const { name: control, given } of drawn.controls)
    for (const use of usesOf(control, given)) {
      use();
      for (const after of take()) {
        const is = toFacts(after);
        // What merely goes with another choice has not been edited.
        for (const [path, value] of was) if (is.has(path) && JSON.stringify(value) !== JSON.stringify(is.get(path))) paths.add(patternOf(path));
      }
    }
  return paths;
}

const patternOf = (path: string) =>
  path
    .replace(/(cases|arms|exits|own|byNode)\/[^/]+/, '$1/*')
    .replace(/\/(en|he|fa)$/, '')
    .replace(/^name\/.*/, 'name');
const wantedOf = (schema: z.ZodType, not: RegExp) =>
  [...new Set(pathsOf(schema).map((path) => path.replace(/^params\/.*/, 'params')))].filter((path) => !not.test(path));

describe('every setting can be changed in the inspector', () => {
  it('of a node of any kind', () => {
    const changed = new Set<string>();
    for (const node of filled) {
      const heard: unknown[] = [];
      const settings = <NodeSettings journey={journey} node={node} speaker={speaker} onChange={(next) => heard.push(next)} />;
      for (const path of changedBy(
        settings,
        () => node,
        () => heard.splice(0),
      ))
        changed.add(path);
    }
    // What a thing is known by, and kinds of others, which are kept as they came.
    const wanted = wantedOf(nodeSchema, /(^|\/)(id|port)$|^(kind|originalKind|data)(\/|$)/);
    expect(wanted.length).toBeGreaterThan(40);
    expect(wanted.filter((path) => !changed.has(path))).toEqual([]);
    expect(new Set([...filled.map(({ kind }) => kind), 'ext'])).toEqual(new Set(nodeKinds));
  });

  it('of the journey as a whole', () => {
    const taken = () => drawn.ran.splice(0).map((after) => (after as Engagement).journeys[0]);
    const wait = filled.find(({ id }) => id === 'wait');
    if (!wait) throw new Error('no wait');
    const changed = changedBy(
      <>
        <JourneyInspector journey={journey} speaker={speaker} counts={undefined} onShowVersion={() => {}} />
        <RepublishSettings journey={journey} node={wait} speaker={speaker} />
        <StageSetting journey={journey} node={wait} speaker={speaker} />
      </>,
      () => journey,
      taken,
    );
    expect([...changed]).toContain('annotations/stages/wait');
    const { annotations, nodes, edges, layout, ...shape } = journeySchema.shape;
    // What the program itself keeps; the drawing and the storyboard have their own views.
    const wanted = wantedOf(z.object(shape), /(^|\/)id$|^(schemaVersion|key|from|version|ext)(\/|$)/);
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((path) => !changed.has(path))).toEqual([]);
  });

  it('of a message', () => {
    const send = filled.find(({ kind }) => kind === 'send');
    const message = engagement.messages.find(({ id }) => id === 'cart-m2');
    if (!send || !message) throw new Error('no message');
    const taken = () => drawn.ran.splice(0).map((after) => (after as Engagement).messages.find(({ id }) => id === message.id));
    const changed = changedBy(<NodeSettings journey={journey} node={send} speaker={speaker} onChange={() => {}} />, () => message, taken);
    // Its name is what the template calls it.
    expect(wantedOf(messageSchema, /^(id|name)$/).filter((path) => !changed.has(path))).toEqual([]);
  });
});
