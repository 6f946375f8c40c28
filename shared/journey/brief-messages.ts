/** What is sent: all messages at a glance, then each with everything that whoever builds it has to know. */
import { withoutMarks } from '../direction-marks';
import { besideSubject } from '../messages/inbox-line';
import { isAdvertisingChannel, markIn, senderIn } from '../messages/sender';
import { smsLength } from '../messages/sms-length';
import type { Block, Inline, Line, Row } from '../report';
import { type Language, textIn } from '../text';
import { type BriefSetting, stepNumber } from './brief-setting';
import { languageFacts, otherLanguages, translationBlock } from './brief-translations';
import { channelsWithSubject } from './check-messages';
import { placeInColumns } from './columns';
import { addressAttributes, consentAttributes } from './deployment-attributes';
import { durationWords } from './duration-words';
import { type Variable, variablesIn } from './message-variables';
import { arrivalWords, attributeName, columnLabel, eventName, listed, nodeLabel, portLabel, readable, refWords } from './node-label';
import { type Message, messageParts, type NodeOf } from './schema';
import { arrivals } from './timing';

type Send = NodeOf<'send'>;

/** Sends in reading order, with the message of each where there is one. */
export function messageBlocks(setting: BriefSetting): Block[] {
  const { journey, graph, context, translate, language } = setting;
  const { touchpointOf } = placeInColumns(journey, graph);
  const sends = graph.order.flatMap((id): { node: Send; message: Message | undefined }[] => {
    const node = graph.nodes.get(id);
    return node?.kind === 'send' ? [{ node, message: context.messages.get(node.message) }] : [];
  });
  const moment = (node: Send) => columnLabel(touchpointOf.get(node.id) ?? 'rest', setting, journey.annotations.storyboard);
  const reached = arrivals(journey, graph);
  const overview: Block = {
    kind: 'table',
    columns: [
      { title: translate('brief.number'), width: 22, align: 'number' },
      { title: translate('brief.moment'), width: 70 },
      { title: translate('brief.channel'), width: 76 },
      { title: translate('brief.subject'), width: '*' },
      { title: translate('brief.message-purpose'), width: '*' },
      { title: translate('brief.written'), width: 52 },
    ],
    rows: sends.map(({ node, message }) => ({
      cells: [
        stepNumber(node.id, setting),
        moment(node),
        [translate(`channel.${node.channel}`), `\n${translate(`message-class.${node.class}`)}`],
        message ? readable(textIn(message.subject, language), setting) : { text: node.message, code: true },
        message ? readable(textIn(message.purpose, language), setting) : '',
        message ? translate(`message-status.${message.status}`) : '',
      ],
      ...(message ? {} : { tone: 'blocking' as const }),
    })),
    whenEmpty: translate('brief.none'),
  };
  return [
    overview,
    ...(sends.length > 0
      ? [
          { kind: 'heading' as const, level: 2 as const, text: translate('brief.messages-all') },
          {
            kind: 'facts' as const,
            rows: [
              ...commonFacts(sends, setting),
              ...languageFacts(
                sends.flatMap(({ message }) => message ?? []),
                setting,
              ),
            ],
          },
        ]
      : []),
    ...sends.flatMap(({ node, message }): Block[] => {
      if (!message) return [];
      const at = reached.get(node.id);
      const when = at ? [moment(node), arrivalWords(at, setting)].join(' · ') : moment(node);
      return [
        { kind: 'heading', level: 3, text: [`${stepNumber(node.id, setting)} · `, nodeLabel(node, setting).title] },
        { kind: 'facts', rows: factsOf(node, message, when, setting) },
        ...fieldBlocks(message, setting),
        ...otherLanguages(message, setting).flatMap((one) => [translationBlock(message, one, setting), ...fieldBlocks(message, { ...setting, language: one })]),
      ];
    }),
  ];
}

function factsOf(node: Send, message: Message, when: string, setting: BriefSetting): { label: string; value: Line }[] {
  const { translate, language } = setting;
  const channel = [translate(`channel.${node.channel}`), translate(`message-class.${node.class}`)].join(' · ');
  const fallback = node.fallbackChannel ? `\n${translate('brief.fallback', { channel: translate(`channel.${node.fallbackChannel}`) })}` : '';
  const hasSubject = channelsWithSubject.has(message.channel);
  const subject = hasSubject ? readable(textIn(message.subject, language), setting) : '';
  const body = readable(textIn(message.body, language), setting).trim();
  const purpose = readable(textIn(message.purpose, language), setting);
  const variant = variantOf(node, setting);
  return [
    { label: translate('brief.moment'), value: when },
    { label: translate('brief.channel'), value: `${channel}${fallback}` },
    ...(purpose ? [{ label: translate('brief.message-purpose'), value: purpose }] : []),
    ...(variant ? [{ label: translate('brief.message-variant'), value: variant }] : []),
    ...(subject ? [{ label: translate('brief.subject'), value: { text: subject, user: true } }] : []),
    ...(node.channel === 'email' && body ? [{ label: translate('canvas.preheader'), value: preheaderOf(message, body, setting) }] : []),
    { label: translate('brief.body'), value: body ? { text: withoutGaps(body), user: true } : translate('brief.not-written') },
    ...(node.channel === 'sms' && body ? [{ label: translate('brief.sms-length'), value: lengthWords(body, setting) }] : []),
    { label: translate('brief.message-languages'), value: languagesOf(message, hasSubject, setting) },
    { label: translate('brief.message-consent'), value: consentWords(node, setting) },
    { label: translate('brief.message-otherwise'), value: otherwise(node, setting) },
    { label: translate('brief.written'), value: [translate(`message-status.${message.status}`), ' · ', { text: message.id, code: true }] },
  ];
}

function preheaderOf({ preheader }: Message, body: string, setting: BriefSetting): Line {
  const { translate, language } = setting;
  const written = readable(preheader?.[language] ?? '', setting).trim();
  const shown: Inline = { text: besideSubject({ preheader: written, body }), user: true };
  return written ? shown : [shown, `\n${translate('brief.preheader-none')}`];
}

/** Whole, as whoever builds the message copies it from here; only rows of empty lines become one. */
function withoutGaps(body: string): string {
  return body.replace(/\n{3,}/g, '\n\n');
}

function lengthWords(body: string, { translate }: BriefSetting): string {
  const { units, parts } = smsLength(withoutMarks(body));
  return translate('brief.sms-length-value', { units, parts });
}

/** The ways through the A/B step that lead to this message alone. */
function variantOf(node: Send, setting: BriefSetting): string | undefined {
  const { graph, translate } = setting;
  for (const edge of graph.in.get(node.id) ?? []) {
    const before = graph.nodes.get(edge.from);
    if (before?.kind === 'ab')
      return translate('brief.message-variant-value', {
        arm: portLabel(before, edge.port, setting),
        step: stepNumber(before.id, setting),
        title: nodeLabel(before, setting).title,
      });
  }
  return undefined;
}

function languagesOf(message: Message, hasSubject: boolean, { context, translate }: BriefSetting): Line {
  const lines: Inline[] = context.customerLanguages.flatMap((one: Language, i): Inline[] => {
    const has = (text: Message['body']) => (text[one] ?? '').trim() !== '';
    const state = has(message.body) ? (hasSubject && !has(message.subject) ? 'brief.language-no-subject' : 'brief.language-there') : 'brief.language-missing';
    return [...(i > 0 ? ['\n'] : []), translate(state, { language: translate(`language.${one}`) })];
  });
  return lines.length > 0 ? lines : '';
}

/** What is the same for all of them: who writes, and how one is taken off. */
function commonFacts(sends: readonly { node: Send }[], { context, translate, language }: BriefSetting): { label: string; value: Line }[] {
  const { sender } = context.sending;
  const known = senderIn(sender, language);
  const advertising = [...new Set(sends.flatMap(({ node }) => (node.class === 'marketing' && isAdvertisingChannel(node.channel) ? [node.channel] : [])))];
  const mark = advertising.length > 0 ? markIn(sender, language) : '';
  return [
    {
      label: translate('brief.message-sender'),
      value: known
        ? { text: [known.name, known.address, known.contact].filter((one) => one !== undefined).join(' · '), user: true }
        : translate('brief.sender-unknown'),
    },
    ...(mark ? [{ label: translate('brief.sender-mark'), value: { text: mark, user: true } }] : []),
    ...advertising.map((channel) => ({
      label: translate('brief.message-off', { channel: translate(`channel.${channel}`) }),
      value: translate(`brief.message-off.${channel}`),
    })),
  ];
}

function consentWords(node: Send, setting: BriefSetting): Line {
  const { translate } = setting;
  const consent = node.class === 'marketing' ? consentAttributes[node.channel] : undefined;
  const address = addressAttributes[node.channel];
  const parts: Inline[] = [
    consent
      ? translate('brief.consent-needed', { attribute: attributeName(consent, setting) })
      : translate(node.class === 'service' ? 'brief.consent-service' : 'brief.consent-none'),
    ...(consent ? [' ', { text: `${consent} = granted`, code: true }] : []),
    ...(address ? [`\n${translate('brief.address-needed', { attribute: attributeName(address, setting) })}`, ' ', { text: address, code: true }] : []),
  ];
  return parts;
}

/** What becomes of whom it does not reach. */
function otherwise(node: Send, setting: BriefSetting): string {
  const { translate, language, graph } = setting;
  const leads = (port: string) => (graph.out.get(node.id) ?? []).find((edge) => edge.port === port)?.to;
  const way = (port: 'suppressed' | 'failed', branches: boolean) => {
    const to = branches ? leads(port) : undefined;
    return to === undefined ? translate(`brief.otherwise.${port}-on`) : translate(`brief.otherwise.${port}`, { number: stepNumber(to, setting) });
  };
  return [
    way('suppressed', node.onSuppressed === 'branch'),
    way('failed', node.onFailure === 'branch'),
    ...(node.late && node.late.policy !== 'run-now'
      ? [
          translate(`brief.otherwise.late-${node.late.policy}`, {
            duration: durationWords(node.late.olderThan ?? 'PT1M', translate, language),
          }),
        ]
      : []),
  ].join('\n');
}

/** Each personalisation field with what stands there when nobody knows the value. */
function fieldBlocks(message: Message, setting: BriefSetting): Block[] {
  const { translate, language } = setting;
  const seen = new Map<string, Variable>();
  for (const part of messageParts) for (const variable of variablesIn(textIn(message[part], language))) seen.set(variable.written, variable);
  if (seen.size === 0) return [];
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('brief.field'), width: '*' },
        { title: translate('brief.field-written'), width: 150, code: true },
        { title: translate('brief.field-format'), width: 70 },
        { title: translate('brief.field-fallback'), width: 120 },
      ],
      rows: [...seen.values()].map((variable) => fieldRow(variable, setting)),
      legend: { blocking: translate('brief.legend.field-blocked'), waiting: translate('brief.legend.field-empty') },
    },
  ];
}

function fieldRow(variable: Variable, setting: BriefSetting): Row {
  const { translate, context } = setting;
  const { of, id, event, format, standIn, written } = variable;
  const name =
    of === 'attribute'
      ? attributeName(id, setting)
      : of === 'entry'
        ? refWords({ kind: 'entry', path: id }, setting)
        : listed(
            [eventName(event ?? '', setting), textIn(context.events.get(event ?? '')?.properties.get(id)?.label, setting.language) || id],
            setting.language,
          );
  const blocked = of === 'attribute' && (context.attributes.get(id)?.blocked ?? true);
  return {
    cells: [
      name,
      { text: `{{${written}}}`, code: true },
      format ? translate(`brief.format.${format}`) : translate('brief.format.as-is'),
      standIn === undefined ? translate('brief.no-fallback') : standIn === '' ? translate('brief.fallback-nothing') : { text: standIn, user: true },
    ],
    ...(standIn === undefined ? { tone: blocked ? ('blocking' as const) : ('waiting' as const) } : {}),
  };
}
