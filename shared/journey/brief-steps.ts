import type { Block, Inline, Line } from '../report';
import { isEmptyText, textIn } from '../text';
import { type BriefSetting, capitalised, sentenceOf, stepNumber, systemName } from './brief-setting';
import { placeInColumns } from './columns';
import { durationWords } from './duration-words';
import { nodeOfProblem } from './journey-problem';
import { arrivalWords, attributeName, eventName, listed, nodeLabel, portLabel } from './node-label';
import { type Node, portsOf } from './schema';
import { ownStages } from './stages';
import { arrivals } from './timing';
import { toDiagram } from './to-diagram';

export function drawingBlocks(setting: BriefSetting): Block[] {
  const { journey, problems, translate } = setting;
  const blocked = new Set(
    problems
      .filter((problem) => problem.severity === 'blocks')
      .map(nodeOfProblem)
      .filter((id) => id !== undefined),
  );
  const diagram = toDiagram(journey, setting, blocked);
  // Cards are no steps and have no numbers.
  const nodes = diagram.nodes.map((node) => {
    const number = setting.numbers.get(node.id);
    return number === undefined ? node : { ...node, number };
  });
  return [{ kind: 'diagram', diagram: { ...diagram, nodes }, caption: translate('brief.drawing-caption') }];
}

/** Every node in reading order, numbered, with its time in words and where its branches lead. */
export function stepBlocks(setting: BriefSetting): Block[] {
  const { graph, journey, translate, numbers } = setting;
  const reached = arrivals(journey, graph);
  const placing = placeInColumns(journey, graph);
  const number = (id: string) => numbers.get(id) ?? 0;
  /** Those of touchpoints stand in the storyboard. */
  const stages = ownStages(journey, placing);
  const ownStage = (id: string) => {
    const stage = stages.get(id);
    return stage ? [translate('brief.own-stage', { stage: translate(`stage.${stage}`) })] : [];
  };
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('brief.number'), width: 22, align: 'number' },
        { title: translate('brief.step'), width: '*' },
        { title: translate('brief.when'), width: 98 },
        { title: translate('brief.what'), width: '*' },
        { title: translate('brief.next'), width: 70 },
      ],
      rows: graph.order.flatMap((id) => {
        const node = graph.nodes.get(id);
        if (!node) return [];
        const { title, caption } = nodeLabel(node, setting);
        const at = reached.get(id);
        const optional = journey.annotations.optional.includes(id) ? [translate('brief.optional')] : [];
        const step: Line = [{ text: title, bold: true }, `\n${[translate(`node.kind.${node.kind}`), ...optional, ...ownStage(id)].join(' · ')}`];
        const ways = (graph.out.get(id) ?? []).map((edge) =>
          portsOf(node).length > 1
            ? translate('brief.leads', { port: portLabel(node, edge.port, setting), number: number(edge.to) })
            : translate('brief.leads-on', { number: number(edge.to) }),
        );
        const what = [...does(node, setting), ...(caption ? [caption] : []), ...details(node, setting)];
        return [
          {
            cells: [stepNumber(id, setting), step, at ? arrivalWords(at, setting) : '', between([...what.map(capitalised), ...written(node)]), ways.join('\n')],
            ...(node.kind === 'goal' ? { tone: 'good' as const } : {}),
          },
        ];
      }),
    },
    { kind: 'paragraph', size: 'small', tone: 'quiet', text: translate('brief.when-means') },
    ...(journey.annotations.optional.length > 0
      ? [{ kind: 'paragraph' as const, size: 'small' as const, tone: 'quiet' as const, text: translate('brief.optional-means') }]
      : []),
  ];
}

/** Each on a line of its own. */
function between(lines: readonly Inline[]): Line {
  return lines.flatMap((line, i) => (i === 0 ? [line] : ['\n', line]));
}

/** A step that somebody gave a name does what it did before: how long, which value, until when would be known to nobody. */
function does(node: Node, setting: BriefSetting): string[] {
  if (isEmptyText(node.name)) return [];
  switch (node.kind) {
    case 'trigger':
    case 'wait':
    case 'wait-until':
    case 'wait-event':
    case 'window':
    case 'update':
    case 'task': {
      const { name: _, ...unnamed } = node;
      const { title } = nodeLabel(unnamed, setting);
      return title === textIn(node.name, setting.language) ? [] : [title];
    }
    default:
      return [];
  }
}

/** As it is spelled in data, beside the words: what is written to the record, which system is called, and who is asked. */
function written(node: Node): Inline[] {
  if (node.kind === 'update') {
    const value =
      typeof node.value === 'object' && node.value !== null && 'kind' in node.value ? `${node.value.kind}.${node.value.path}` : JSON.stringify(node.value);
    const sign = node.mode === 'add' ? '+=' : node.mode === 'remove' ? '-=' : '=';
    return [{ text: `${node.attribute} ${sign} ${value}`, code: true }];
  }
  if (node.kind === 'webhook') return node.targets.flatMap((target, i): Inline[] => [...(i > 0 ? [' '] : []), { text: target, code: true }]);
  if (node.kind === 'task' && node.assignTo) return [{ text: node.assignTo, code: true }];
  return [];
}

/** What a node does beyond its title and caption. */
function details(node: Node, setting: BriefSetting): string[] {
  const { translate, language, context, journey } = setting;
  const sentence = (when: Parameters<typeof sentenceOf>[0], event?: string) => sentenceOf(when, setting, event);
  switch (node.kind) {
    case 'trigger': {
      const where = 'where' in node.trigger ? node.trigger.where : undefined;
      const event = node.trigger.kind === 'event' ? node.trigger.event : undefined;
      return [
        ...(where ? [translate('brief.takes', { sentence: sentence(where, event) })] : []),
        ...(node.audience ? [translate('brief.audience', { sentence: sentence(node.audience) })] : []),
      ];
    }
    case 'wait-event':
      return node.match ? [translate('brief.takes', { sentence: sentence(node.match, node.event) })] : [];
    case 'wait-until':
      return node.onMissing === 'exit' ? [translate('node.wait-until.missing')] : [];
    case 'decision':
      return node.cases.map((one) => (node.cases.length > 1 ? `${portLabel(node, one.port, setting)}: ${sentence(one.when)}` : sentence(one.when)));
    case 'ab': {
      const kpi = node.metric ? textIn(context.kpis.get(node.metric), language) || node.metric : '';
      return [
        ...(textIn(node.hypothesis, language) ? [translate('brief.test', { hypothesis: textIn(node.hypothesis, language) })] : []),
        ...(kpi ? [translate('brief.measured', { kpi, days: node.minimumRunDays ?? 1 })] : []),
      ];
    }
    case 'send': {
      const ruleName = (id: string) => textIn((context.suppressions.get(id) ?? journey.policies.own.find((own) => own.id === id))?.name, language) || id;
      return [
        ...(node.fallbackChannel ? [translate('brief.fallback', { channel: translate(`channel.${node.fallbackChannel}`) })] : []),
        ...(node.ignores.length > 0 ? [translate('brief.passes', { rules: listed(node.ignores.map(ruleName), language) })] : []),
      ];
    }
    case 'webhook':
      return [
        listed(
          node.targets.map((one) => `\u2068${systemName(one, setting)}\u2069`),
          language,
        ),
        ...(node.payload.length > 0
          ? [
              translate('brief.sends-data', {
                attributes: listed(
                  node.payload.map((id) => attributeName(id, setting)),
                  language,
                ),
              }),
            ]
          : []),
        ...(node.maxDelay ? [translate('node.wait-event.caption', { duration: durationWords(node.maxDelay, translate, language) })] : []),
        ...(node.emits ? [translate('brief.emits', { event: eventName(node.emits, setting) })] : []),
      ];
    case 'task':
      return [
        ...(node.within ? [translate('node.wait-event.caption', { duration: durationWords(node.within, translate, language) })] : []),
        ...(node.emits ? [translate('brief.emits', { event: eventName(node.emits, setting) })] : []),
        ...(node.whenDone ? [translate('brief.when-done', { event: eventName(node.whenDone, setting) })] : []),
      ];
    case 'wait':
    case 'window':
    case 'update':
    case 'goal':
    case 'exit':
    case 'join':
    case 'ext':
      return [];
  }
}
