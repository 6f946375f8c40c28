/** The tests of the journey, to be repeated in whatever system it is built in: given, when, then; and what each branch is tested by. */
import type { Json } from '../condition/facts';
import { reasonWords } from '../executor/reason-words';
import { localeOf, problemText } from '../i18n/translator';
import { toWire } from '../ids';
import type { Block, Inline, Line, Row } from '../report';
import { textIn } from '../text';
import { type BuildSetting, capitalised, stepNumber } from './brief-setting';
import { attributeName, eventName, listed, nodeLabel, numberWords, portLabel, valueWords } from './node-label';
import { portsOf } from './schema';
import type { TestCase, TestPlan, Unshown } from './test-plan/plan';
import type { TestAction, TestLine } from './test-plan/play';
import { type Point, pointKey } from './test-plan/points';

export function testBlocks(setting: BuildSetting): Block[] {
  const { translate, journey } = setting;
  const made = setting.tests();
  if ('problems' in made)
    return [
      { kind: 'callout', tone: 'blocking', title: translate('brief.tests-none'), text: made.problems.map((one) => problemText(one, translate)).join('\n') },
    ];
  const { plan } = made;
  const shown = new Set<string>();
  const cases = plan.cases.flatMap((one, i): Block[] => {
    const fresh = [...one.shown].filter((key) => !shown.has(key));
    for (const key of fresh) shown.add(key);
    return caseBlocks(one, i + 1, fresh, plan, setting);
  });
  return [
    { kind: 'paragraph', text: translate('brief.tests-intro', { tests: plan.cases.length, zone: plan.zone }) },
    {
      kind: 'list',
      ordered: false,
      items: [
        translate('brief.tests-clock'),
        translate('brief.tests-made-up'),
        ...(journey.nodes.some(({ kind }) => kind === 'ab') ? [translate('brief.tests-arms')] : []),
        translate('brief.tests-edges'),
      ],
    },
    { kind: 'facts', rows: [{ label: translate('brief.test-everybody'), value: knownLine(Object.entries(plan.base), plan.zone, setting) }] },
    ...cases,
    { kind: 'heading', level: 2, text: translate('brief.tests-cover') },
    { kind: 'paragraph', size: 'small', tone: 'quiet', text: translate('brief.tests-cover-how') },
    coverTable(plan, setting),
    ...unshownBlocks(plan.unshown, setting),
    { kind: 'paragraph', size: 'small', tone: 'quiet', text: translate('brief.tests-by') },
  ];
}

function caseName(n: number, { translate, language }: BuildSetting): string {
  return translate('brief.test-number', { number: numberWords(n, language) });
}

function caseBlocks(one: TestCase, n: number, fresh: readonly string[], plan: TestPlan, setting: BuildSetting): Block[] {
  const { translate } = setting;
  return [
    { kind: 'heading', level: 3, text: `${caseName(n, setting)} · ${titleOf(one, fresh, setting)}`, id: `brief-test-${n}` },
    {
      kind: 'table',
      columns: [
        { title: translate('brief.test-when'), width: 92 },
        { title: translate('brief.test-what'), width: '*' },
        { title: translate('brief.test-then'), width: '*' },
      ],
      rows: [{ cells: [translate('brief.test-given'), givenLine(one, plan, setting), ''], tone: 'accent' }, ...timeline(one, plan.zone, setting)],
    },
  ];
}

/** What the test is there for; of one that walks, the branches that no test before it takes. */
function titleOf({ aim }: TestCase, fresh: readonly string[], setting: BuildSetting): string {
  const { translate, language, journey } = setting;
  if (aim.kind === 'main') return translate('brief.test-main');
  if (aim.kind !== 'edge') return pointWords(aim, setting);
  const branches = journey.edges
    .filter((edge) => fresh.includes(pointKey({ kind: 'edge', edge: edge.id })) && isBranch(edge.from, setting))
    .sort((a, b) => (setting.numbers.get(a.from) ?? 0) - (setting.numbers.get(b.from) ?? 0))
    .map((edge) => pointWords({ kind: 'edge', edge: edge.id }, setting));
  const shown = branches.length > 0 ? branches : [pointWords(aim, setting)];
  return shown.length > 3
    ? translate('brief.test-and-more', { first: listed(shown.slice(0, 3), language, ';'), more: shown.length - 3 })
    : listed(shown, language, ';');
}

function isBranch(id: string, { graph }: BuildSetting): boolean {
  const node = graph.nodes.get(id);
  return node !== undefined && (portsOf(node).length > 1 || node.kind === 'trigger');
}

function pointWords(point: Point, setting: BuildSetting): string {
  const { translate, language, journey, context, graph } = setting;
  switch (point.kind) {
    case 'edge': {
      const edge = journey.edges.find(({ id }) => id === point.edge);
      const node = edge && graph.nodes.get(edge.from);
      if (!edge || !node) return point.edge;
      const number = stepNumber(node.id, setting);
      if (node.kind === 'trigger') return translate('brief.point-trigger', { number, title: nodeLabel(node, setting).title });
      return portsOf(node).length > 1
        ? translate('brief.point-branch', { number, port: portLabel(node, edge.port, setting) })
        : translate('brief.point-edge', { number, to: stepNumber(edge.to, setting) });
    }
    case 'goal':
      return translate('brief.point-goal');
    case 'exit':
      return translate('brief.place-exit', { name: textIn(journey.policies.exits.find(({ id }) => id === point.exit)?.name, language) || point.exit });
    case 'missing-date':
      return translate('brief.point-missing-date', { number: stepNumber(point.node, setting) });
    case 'kept-out':
      return translate('brief.point-kept-out', { reason: translate(`reason.${point.reason}`) });
    case 'again':
      return translate('brief.point-again');
    case 'no-consent':
      return translate('brief.point-no-consent');
    case 'other-channel':
      return translate('brief.point-other-channel', { number: stepNumber(point.node, setting) });
    case 'rule': {
      const rule = journey.policies.own.find(({ id }) => id === point.suppression) ?? context.suppressions.get(point.suppression);
      return translate('brief.place-suppression', { name: textIn(rule?.name, language) || point.suppression });
    }
  }
}

/** What sets her apart: values that are others than everybody's, what she did before, which way she falls at an A/B step. */
function givenLine({ script }: TestCase, { base, zone }: TestPlan, setting: BuildSetting): Line {
  const { translate, graph } = setting;
  const own = Object.entries(script.attributes).filter(([id, value]) => JSON.stringify(base[id]) !== JSON.stringify(value));
  const without = Object.keys(base).filter((id) => !Object.hasOwn(script.attributes, id));
  const before = new Map<string, number>();
  for (const { name } of script.history) before.set(name, (before.get(name) ?? 0) + 1);
  const parts: Inline[][] = [
    ...own.map(([id, value]): Inline[] => knownParts(id, value, zone, setting)),
    ...without.map((id): Inline[] => knownParts(id, null, zone, setting)),
    ...[...before].map(([event, count]): Inline[] => [translate('brief.test-before', { event: eventName(event, setting), times: count })]),
    ...Object.entries(script.arms).flatMap(([id, port]): Inline[][] => {
      const node = graph.nodes.get(id);
      return node ? [[translate('brief.test-arm', { number: stepNumber(id, setting), arm: portLabel(node, port, setting) })]] : [];
    }),
  ];
  return parts.length > 0 ? lines(parts) : translate('brief.test-as-everybody');
}

function knownLine(known: readonly [string, Json][], zone: string, setting: BuildSetting): Line {
  return lines(known.map(([id, value]) => knownParts(id, value, zone, setting)));
}

function knownParts(id: string, value: Json, zone: string, setting: BuildSetting): Inline[] {
  return [`${attributeName(id, setting)}: `, { text: jsonWords(value, id, zone, setting), user: true }];
}

function lines(parts: readonly (readonly Inline[])[]): Line {
  return parts.flatMap((part, i): Inline[] => [...(i > 0 ? ['\n'] : []), ...part]);
}

function jsonWords(value: Json, attribute: string, zone: string, setting: BuildSetting): string {
  if (value === null) return setting.translate('node.empty');
  if (typeof value === 'object' && !Array.isArray(value)) return JSON.stringify(value);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return momentWords(value, zone, setting);
  const literal = Array.isArray(value) ? value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : one)) : value;
  return valueWords(literal as string | number | boolean, attribute, setting);
}

/** One row for each moment at which something happens, or something has to have come of it. */
function timeline({ script, outcome }: TestCase, zone: string, setting: BuildSetting): Row[] {
  const { translate, language } = setting;
  const moments = new Map<number, { done: Line[]; follows: string[] }>();
  const at = (time: number) => {
    const minute = Math.floor(time / 60_000) * 60_000;
    const known = moments.get(minute) ?? { done: [], follows: [] };
    moments.set(minute, known);
    return known;
  };
  for (const action of script.actions) at(action.at).done.push(actionLine(action, zone, setting));
  const refused = new Set<string>();
  for (const line of outcome.lines) {
    // A schedule that turns her away every day is told of once.
    if (line.what === 'not-entered' && at(line.at).done.length === 0) {
      const code = line.reason?.code ?? '';
      if (refused.has(code)) continue;
      refused.add(code);
    }
    const words = lineWords(line, zone, setting);
    if (words !== undefined) at(line.at).follows.push(words);
  }
  const format = new Intl.DateTimeFormat(localeOf[language], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  });
  const rows = [...moments]
    .sort(([a], [b]) => a - b)
    .filter(([, { done, follows }]) => done.length + follows.length > 0)
    .map(([time, { done, follows }]): Row => {
      const what = done.flatMap((line, i): Inline[] => [...(i > 0 ? ['\n'] : []), ...(Array.isArray(line) ? line : [line])]);
      return {
        cells: [
          format.format(time),
          what.length > 0 ? what : translate('brief.test-time-passes'),
          follows.length > 0 ? follows.join('\n') : translate('brief.test-nothing'),
        ],
      };
    });
  const open = outcome.runs.filter(({ exit }) => !exit);
  if (outcome.runs.length === 0) rows.push({ cells: ['', '', translate('brief.test-no-run')], total: true });
  for (const { node } of open) rows.push({ cells: ['', '', translate('brief.test-still', { number: stepNumber(node, setting) })] });
  return rows;
}

function actionLine(action: TestAction, zone: string, setting: BuildSetting): Line {
  const { translate } = setting;
  switch (action.kind) {
    case 'start':
      return translate('brief.test-started');
    case 'change':
      return [
        translate('brief.test-change', { attribute: attributeName(action.attribute, setting) }),
        ' ',
        { text: jsonWords(action.value, action.attribute, zone, setting), user: true },
      ];
    case 'event': {
      const properties = Object.entries(action.properties);
      return [
        translate(action.isNobodys ? 'brief.test-event-nobodys' : 'brief.test-event', { event: eventName(action.event, setting) }),
        ' ',
        { text: toWire(action.event), code: true },
        ...properties.flatMap(([id, value]): Inline[] => [
          '\n',
          `${textIn(setting.names.property(action.event, id), setting.language) || id}: `,
          { text: typeof value === 'object' ? JSON.stringify(value) : String(value), code: true },
        ]),
      ];
    }
  }
}

/** What of the trace somebody who tests can see or must check; the steps in between go without saying. */
function lineWords(line: TestLine, zone: string, setting: BuildSetting): string | undefined {
  const { translate, graph, engagement, journey } = setting;
  const { node: id = '', what, port, reason } = line;
  const node = graph.nodes.get(id);
  const number = node ? stepNumber(id, setting) : '';
  const why = () => (reason ? reasonWords(reason, { engagement, journey, node: id, speaker: setting, zone }) : '');
  switch (what) {
    case 'entered':
      return translate('brief.then.entered', { number });
    case 'not-entered':
      return translate('brief.then.not-entered', { reason: why() });
    case 'passed':
      return node && portsOf(node).length > 1 && port !== undefined && node.kind !== 'send' && node.kind !== 'webhook'
        ? translate('brief.point-branch', { number, port: portLabel(node, port, setting) })
        : undefined;
    case 'sent':
      return translate('brief.then.sent', {
        number,
        title: node ? nodeLabel(node, setting).title : id,
        channel: translate(`channel.${String(reason?.params.channel)}`),
      });
    case 'not-sent':
    case 'held':
    case 'failed':
      return translate(`brief.then.${what}`, { number, reason: why() });
    case 'waiting':
      return translate('brief.then.waiting', { number, until: untilWords(reason?.params.until, zone, setting) });
    case 'updated':
    case 'task':
    case 'webhook':
      return translate('brief.then.done', { number, title: node ? nodeLabel(node, setting).title : id });
    case 'goal':
      return translate('brief.then.goal');
    case 'exited':
      return translate('brief.then.exited', { reason: why() });
    default:
      return capitalised(why()) || undefined;
  }
}

/** A moment a record holds, on the clock the times of the plan are told by. */
function momentWords(at: string, zone: string, { language }: BuildSetting): string {
  return new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(at));
}

function untilWords(until: unknown, zone: string, { language }: BuildSetting): string {
  const at = typeof until === 'string' ? Date.parse(until) : Number.NaN;
  if (Number.isNaN(at)) return '';
  return new Intl.DateTimeFormat(localeOf[language], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
}

/** Every branch and every rule, with the tests that show it: to know what to run again when something is changed. */
function coverTable(plan: TestPlan, setting: BuildSetting): Block {
  const { translate, journey, numbers } = setting;
  const testsOf = (key: string) => plan.cases.flatMap((one, i) => (one.shown.has(key) ? [i + 1] : []));
  const branches = journey.edges
    .filter(({ from }) => isBranch(from, setting))
    .toSorted((a, b) => (numbers.get(a.from) ?? 0) - (numbers.get(b.from) ?? 0))
    .map((edge): Point => ({ kind: 'edge', edge: edge.id }));
  const others = new Map<string, Point>();
  for (const { aim } of plan.cases) if (aim.kind !== 'main' && aim.kind !== 'edge') others.set(pointKey(aim), aim);
  const rows = [...branches, ...others.values()].flatMap((point): Row[] => {
    const tests = testsOf(pointKey(point));
    return tests.length > 0 ? [{ cells: [pointTitle(point, setting), testList(tests, setting)] }] : [];
  });
  return {
    kind: 'table',
    columns: [
      { title: translate('brief.cover-what'), width: '*' },
      { title: translate('brief.cover-tests'), width: 130 },
    ],
    rows,
    whenEmpty: translate('brief.none'),
  };
}

/** A branch with the title of its step: who changes it looks for the words, not for the number. */
function pointTitle(point: Point, setting: BuildSetting): string {
  const { journey, graph } = setting;
  const words = pointWords(point, setting);
  const edge = point.kind === 'edge' ? journey.edges.find(({ id }) => id === point.edge) : undefined;
  const node = edge && graph.nodes.get(edge.from);
  return node && node.kind !== 'trigger' ? `${words} · ${nodeLabel(node, setting).title}` : words;
}

function testList(tests: readonly number[], { language }: BuildSetting): string {
  return listed(
    tests.map((n) => numberWords(n, language)),
    language,
  );
}

function unshownBlocks(unshown: readonly Unshown[], setting: BuildSetting): Block[] {
  const { translate } = setting;
  if (unshown.length === 0) return [{ kind: 'callout', tone: 'good', text: translate('brief.tests-all') }];
  return [
    { kind: 'heading', level: 2, text: translate('brief.tests-unshown') },
    {
      kind: 'table',
      columns: [
        { title: translate('brief.cover-what'), width: '*' },
        { title: translate('brief.cover-why'), width: '*' },
      ],
      rows: unshown.map(({ point, why }) => ({
        cells: [pointTitle(point, setting), translate(`brief.unshown.${why}`)],
        tone: why === 'not-found' || why === 'not-entered' ? ('waiting' as const) : ('plain' as const),
      })),
    },
  ];
}
