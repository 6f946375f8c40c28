/** What can be put right in one step, said as a problem's quick fix. Each gives an engagement without that problem, or the same one. */
import type { Engagement } from '../engagement/schema';
import type { Problem } from '../problem';
import { languages } from '../text';
import { takesTime } from './check-graph';
import { changeJourney, editPolicies, findJourney } from './edit-journey';
import { setMessageText } from './edit-messages';
import { addNode, connect, disconnect, placeNode, removeNodes, setNode } from './edit-nodes';
import { toGraph } from './graph';
import { edgeOfProblem, journeyOfProblem, nodeOfProblem } from './journey-problem';
import type { Journey, Node, Suppression } from './schema';
import { type MessagePart, messageParts } from './schema-messages';
import { textInAll } from './words-in-all';

/** What the button says is `fix.<kind>`. */
export type Fix = { kind: FixKind; apply: (engagement: Engagement, newId: (kind: string) => string) => Engagement };
export type FixKind =
  | 'exit-here'
  | 'add-wait'
  | 'equal-shares'
  | 'remove-step'
  | 'remove-edge'
  | 'add-trigger'
  | 'write-message'
  | 'copy-words'
  | 'message-channel'
  | 'message-class'
  | 'ask-consent'
  | 'take-out'
  | 'day-window'
  | 'client-zone';

/** The quick fix of a problem of a journey; undefined where a person has to decide. */
export function fixOf(problem: Problem, engagement: Engagement): Fix | undefined {
  const id = journeyOfProblem(problem);
  const journey = id === undefined ? undefined : findJourney(engagement, id);
  if (!journey) return undefined;
  const node = journey.nodes.find((one) => one.id === nodeOfProblem(problem));
  return node ? fixOfNode(problem, journey, node) : fixOfJourney(problem, journey);
}

function fixOfJourney({ code, path, params }: Problem, journey: Journey): Fix | undefined {
  const edge = edgeOfProblem({ path });
  switch (code) {
    case 'edge-to-nowhere':
    case 'edge-into-trigger':
    case 'edge-from-unknown-port':
      return edge === undefined ? undefined : { kind: 'remove-edge', apply: (e) => disconnect(e, { journey: journey.id, edges: [edge] }) };
    case 'journey-without-trigger':
      return { kind: 'add-trigger', apply: (e, newId) => addTrigger(e, journey, newId) };
    case 'time-zone-unknown':
      return {
        kind: 'client-zone',
        apply: (e) => editPolicies(e, { id: journey.id, policies: { timeZone: { ...journey.policies.timeZone, fallback: e.client.timeZone } } }),
      };
    case 'suppression-unknown': {
      const suppressions = journey.policies.suppressions.filter((one) => one !== params.suppression);
      return { kind: 'take-out', apply: (e) => editPolicies(e, { id: journey.id, policies: { suppressions } }) };
    }
    case 'kpi-unknown': {
      const kpis = journey.kpis.filter((kpi) => kpi !== params.kpi);
      return { kind: 'take-out', apply: (e) => changeJourney(e, journey.id, { kpis }) };
    }
    default:
      return undefined;
  }
}

function fixOfNode(problem: Problem, journey: Journey, node: Node): Fix | undefined {
  const { code, path, params } = problem;
  const set = (kind: FixKind, next: Node): Fix => ({ kind, apply: (e) => setNode(e, { journey: journey.id, node: next }) });
  switch (code) {
    case 'port-unwired': {
      const port = String(path[4] ?? '');
      return { kind: 'exit-here', apply: (e, newId) => leadToExit(e, journey, { node: node.id, port }, newId) };
    }
    case 'port-wired-twice': {
      const [, ...others] = journey.edges.filter((edge) => edge.from === node.id && edge.port === path[4]);
      return { kind: 'remove-edge', apply: (e) => disconnect(e, { journey: journey.id, edges: others.map((edge) => edge.id) }) };
    }
    case 'node-unreachable':
      return { kind: 'remove-step', apply: (e) => removeNodes(e, { journey: journey.id, nodes: [node.id] }) };
    case 'loop-without-wait':
      return { kind: 'add-wait', apply: (e, newId) => waitInLoop(e, journey, newId) };
    case 'arm-weights':
      return node.kind === 'ab' ? set('equal-shares', { ...node, arms: equalShares(node.arms) }) : undefined;
    case 'window-empty':
      return node.kind === 'window' ? set('day-window', { ...node, from: '09:00', to: '20:00' }) : undefined;
    case 'kpi-unknown': {
      if (node.kind !== 'ab') return undefined;
      const { metric: _metric, ...rest } = node;
      return set('take-out', rest);
    }
    case 'suppression-unknown':
      return node.kind === 'send' ? set('take-out', { ...node, ignores: node.ignores.filter((one) => one !== params.suppression) }) : undefined;
    default:
      return node.kind === 'send' ? fixOfSend(problem, journey, node) : undefined;
  }
}

function fixOfSend({ code, path, params }: Problem, journey: Journey, node: Extract<Node, { kind: 'send' }>): Fix | undefined {
  const { message: id, channel, class: messageClass } = node;
  const words = /^message-(subject|preheader|body)-not-in-(\w+)$/.exec(code);
  if (words) {
    const part = messageParts.find((one) => one === words[1]) ?? 'body';
    const language = languages.find((one) => one === words[2]);
    return language && { kind: 'copy-words', apply: (e) => copyWords(e, id, part, language) };
  }
  switch (code) {
    case 'message-unknown':
      return {
        kind: 'write-message',
        apply: (e) =>
          e.messages.some((message) => message.id === id)
            ? e
            : { ...e, messages: [...e.messages, { id, name: textInAll('message.new'), channel, class: messageClass, subject: {}, body: {}, status: 'draft' }] },
      };
    case 'message-of-other-channel':
      return { kind: 'message-channel', apply: (e) => changeMessage(e, id, { channel }) };
    case 'message-of-other-class':
      return { kind: 'message-class', apply: (e) => changeMessage(e, id, { class: messageClass }) };
    case 'marketing-without-consent-rule':
      return path.length === 4 && typeof params.channel === 'string' ? { kind: 'ask-consent', apply: (e) => askConsent(e, journey, node) } : undefined;
    default:
      return undefined;
  }
}

/** To an exit that is there, the next in reading order, else to one of its own. */
function leadToExit(engagement: Engagement, journey: Journey, from: { node: string; port: string }, newId: (kind: string) => string): Engagement {
  const graph = toGraph(journey);
  const exits = graph.order.filter((id) => graph.nodes.get(id)?.kind === 'exit');
  const rank = graph.rank.get(from.node) ?? 0;
  const exit = exits.find((id) => (graph.rank.get(id) ?? 0) > rank) ?? exits.at(-1);
  if (exit !== undefined) return connect(engagement, { journey: journey.id, edge: newId('e'), from: from.node, port: from.port, to: exit });
  return addNode(engagement, { journey: journey.id, kind: 'exit', id: newId('exit'), newId: () => newId('e'), after: from });
}

/** A day's wait on every way that leads back, so that no round goes without one. */
function waitInLoop(engagement: Engagement, { id }: Journey, newId: (kind: string) => string): Engagement {
  const journey = findJourney(engagement, id);
  if (!journey) return engagement;
  let changed = engagement;
  const { nodes, back } = toGraph(journey);
  for (const edge of journey.edges) {
    const from = nodes.get(edge.from);
    if (!from || !back.has(edge.id) || takesTime(from)) continue;
    const node: Node = { id: newId('wait'), kind: 'wait', duration: 'P1D' };
    changed = placeNode(changed, { journey: journey.id, node, newId: () => newId('e'), edge: edge.id });
  }
  return changed;
}

function addTrigger(engagement: Engagement, journey: Journey, newId: (kind: string) => string): Engagement {
  const { order } = toGraph(journey);
  const id = newId('trigger');
  const at = order[0] === undefined ? { x: 0, y: 0 } : (journey.layout[order[0]] ?? { x: 0, y: 0 });
  const added = addNode(engagement, { journey: journey.id, kind: 'trigger', id, newId: () => newId('e'), at: { x: at.x, y: at.y - 120 } });
  return order[0] === undefined ? added : connect(added, { journey: journey.id, edge: newId('e'), from: id, port: 'out', to: order[0] });
}

/** Whole percents that add up to 100; the first arms take what is left over. */
function equalShares<T extends { weight: number }>(arms: readonly T[]): T[] {
  const share = Math.floor(100 / arms.length);
  const left = 100 - share * arms.length;
  return arms.map((arm, i) => ({ ...arm, weight: share + (i < left ? 1 : 0) }));
}

/** From a language it is written in, so that the translator has something to go by. */
function copyWords(engagement: Engagement, id: string, part: MessagePart, language: (typeof languages)[number]): Engagement {
  const message = engagement.messages.find((one) => one.id === id);
  const from = languages.find((one) => message?.[part]?.[one]?.trim());
  const words = from && message?.[part]?.[from];
  return words ? setMessageText(engagement, { id, part, language, words }) : engagement;
}

function changeMessage(engagement: Engagement, id: string, parts: Partial<Engagement['messages'][number]>): Engagement {
  return { ...engagement, messages: engagement.messages.map((message) => (message.id === id ? { ...message, ...parts } : message)) };
}

/** The client's own rule where there is one for that channel, else one of this journey. */
function askConsent(engagement: Engagement, journey: Journey, node: Extract<Node, { kind: 'send' }>): Engagement {
  const covers = (rule: Suppression) =>
    rule.rule.kind === 'consent' && rule.classes.includes('marketing') && (!rule.channels || rule.channels.includes(node.channel));
  const rules = [...engagement.suppressions, ...journey.policies.own].filter(covers);
  const known = rules[0];
  const asks: Suppression = known ?? {
    id: `consent-${node.channel}`,
    name: textInAll('suppression.consent'),
    classes: ['marketing'],
    rule: { kind: 'consent' },
    action: 'skip',
  };
  const isCommon = engagement.suppressions.includes(asks);
  const { suppressions, own } = journey.policies;
  const policies = isCommon
    ? { suppressions: suppressions.includes(asks.id) ? suppressions : [...suppressions, asks.id] }
    : { own: own.some((one) => one.id === asks.id) ? own : [...own, asks] };
  const changed = editPolicies(engagement, { id: journey.id, policies });
  return node.ignores.includes(asks.id)
    ? setNode(changed, { journey: journey.id, node: { ...node, ignores: node.ignores.filter((one) => one !== asks.id) } })
    : changed;
}
