import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testJourney } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { checkJourney } from './check-journey';
import { fixOf } from './fix-problem';
import { journeyContext } from './journey-context';
import type { Edge, Journey, Node } from './schema';

const catalogue = shippedCatalogue();
const mapped = mappedEngagement();
const trigger: Node = { id: 't', kind: 'trigger', trigger: { kind: 'manual' } };
const end: Node = { id: 'end', kind: 'exit' };
const small = (nodes: Node[], edges: [from: string, port: string, to: string][], patch: Partial<Journey> = {}): Engagement => ({
  ...mapped,
  journeys: [testJourney(1, nodes, { edges: edges.map(([from, port, to], i): Edge => ({ id: `e${i}`, from, port, to })), ...patch })],
});
const problemsOf = (engagement: Engagement) =>
  engagement.journeys.slice(0, 1).flatMap((journey) => checkJourney(journey, journeyContext(engagement, catalogue)));
const codes = (engagement: Engagement) => problemsOf(engagement).map(({ code }) => code);
const newIds = () => {
  let n = 0;
  return (kind: string) => `${kind}-new${++n}`;
};
/** After the quick fix of the first problem with this code. */
function fixed(engagement: Engagement, code: string): Engagement {
  const problem = problemsOf(engagement).find((one) => one.code === code);
  const fix = problem && fixOf(problem, engagement);
  if (!fix) throw new Error(`no fix for ${code} among ${codes(engagement)}`);
  return fix.apply(engagement, newIds());
}

const messages = mapped.messages;
const [message] = messages;
if (!message) throw new Error('no message');
const send: Extract<Node, { kind: 'send' }> = {
  id: 's',
  kind: 'send',
  message: message.id,
  channel: message.channel,
  class: message.class,
  ignores: [],
  onSuppressed: 'continue',
  onFailure: 'continue',
};
const sending = (patch: Partial<typeof send>): [Node[], [string, string, string][]] => [
  [trigger, { ...send, ...patch }, end],
  [
    ['t', 'out', 's'],
    ['s', 'out', 'end'],
  ],
];

describe('a quick fix takes its problem away', () => {
  const wait: Node = { id: 'w', kind: 'wait', duration: 'P1D' };
  const decision: Node = { id: 'd', kind: 'decision', cases: [{ port: 'yes', when: { op: 'exists', left: { kind: 'customer', path: 'email' } } }] };
  const cases: [code: string, engagement: Engagement][] = [
    ['port-unwired', small([trigger, wait, end], [['t', 'out', 'w']])],
    ['port-unwired', small([trigger, wait], [['t', 'out', 'w']])],
    ['node-unreachable', small([trigger, wait, end], [['t', 'out', 'end']])],
    [
      'loop-without-wait',
      small(
        [trigger, decision, end],
        [
          ['t', 'out', 'd'],
          ['d', 'yes', 'd'],
          ['d', 'else', 'end'],
        ],
      ),
    ],
    [
      'arm-weights',
      small(
        [trigger, { id: 'ab', kind: 'ab', salt: 'x', unit: 'customer', arms: ['a', 'b', 'c'].map((port) => ({ port, weight: 50 })) }, end],
        [['t', 'out', 'ab'], ...['a', 'b', 'c'].map((port): [string, string, string] => ['ab', port, 'end'])],
      ),
    ],
    [
      'edge-into-trigger',
      small(
        [trigger, wait, end],
        [
          ['t', 'out', 'w'],
          ['w', 'out', 't'],
        ],
      ),
    ],
    [
      'edge-to-nowhere',
      small(
        [trigger, end],
        [
          ['t', 'out', 'end'],
          ['t', 'out', 'gone'],
        ],
      ),
    ],
    [
      'edge-from-unknown-port',
      small(
        [trigger, end],
        [
          ['t', 'out', 'end'],
          ['t', 'maybe', 'end'],
        ],
      ),
    ],
    [
      'port-wired-twice',
      small(
        [trigger, wait, end],
        [
          ['t', 'out', 'w'],
          ['t', 'out', 'end'],
          ['w', 'out', 'end'],
        ],
      ),
    ],
    ['journey-without-trigger', small([wait, end], [['w', 'out', 'end']])],
    ['kpi-unknown', small([trigger, end], [['t', 'out', 'end']], { kpis: ['made-up'] })],
    [
      'window-empty',
      small(
        [trigger, { id: 'n', kind: 'window', days: ['mo'], from: '09:00', to: '09:00' }, end],
        [
          ['t', 'out', 'n'],
          ['n', 'out', 'end'],
        ],
      ),
    ],
    ['message-unknown', small(...sending({ message: 'gone' }))],
    ['message-of-other-channel', small(...sending({ channel: message.channel === 'push' ? 'sms' : 'push' }))],
    ['message-of-other-class', small(...sending({ class: message.class === 'marketing' ? 'service' : 'marketing' }))],
    ['marketing-without-consent-rule', small(...sending({ class: 'marketing' }))],
    ['suppression-unknown', small(...sending({ ignores: ['made-up'] }))],
  ];
  it.each(cases)('%s', (code, engagement) => {
    const before = codes(engagement).filter((one) => one === code).length;
    expect(before).toBeGreaterThan(0);
    expect(codes(fixed(engagement, code)).filter((one) => one === code).length).toBeLessThan(before);
  });

  it('copies words from a language they are written in', () => {
    const bare: Engagement = {
      ...small(...sending({})),
      messages: [{ ...message, subject: { en: 'Hello' }, body: { en: 'Your cart' } }],
      languages: { document: 'he', customers: ['en', 'he'] },
    };
    expect(fixed(bare, 'message-body-not-in-he').messages[0]?.body).toEqual({ en: 'Your cart', he: 'Your cart' });
  });

  it('offers nothing where a person has to decide', () => {
    const engagement = small([trigger, { id: 'x', kind: 'ext', originalKind: 'bomb', data: {} }], [['t', 'out', 'x']]);
    const problem = problemsOf(engagement).find(({ code }) => code === 'node-kind-unknown');
    expect(problem && fixOf(problem, engagement)).toBeUndefined();
  });
});
