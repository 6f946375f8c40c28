import { hasWords } from '../messages/sender';
import { nameParam } from '../problem';
import { languages, textIn } from '../text';
import type { CheckContext } from './journey-context';
import type { Findings, JourneyPath } from './journey-problem';
import { variablesOfText } from './message-variables';
import type { Channel, Journey, Message } from './schema';
import { messageParts } from './schema-messages';

/** Channels whose messages carry a line above the text. */
export const channelsWithSubject: ReadonlySet<Channel> = new Set(['email', 'push', 'in-app', 'on-site']);

/** Is what the journey sends written? Text in every language of the customers, variables that have a source, drafts. */
export function checkMessages(journey: Journey, context: CheckContext, findings: Findings): void {
  const entryProperties = new Set<string>();
  for (const node of journey.nodes)
    if (node.kind === 'trigger' && node.trigger.kind === 'event')
      for (const property of context.events?.get(node.trigger.event)?.properties.keys() ?? []) entryProperties.add(property);

  const drafts = new Set<string>();
  for (const node of journey.nodes) {
    if (node.kind !== 'send') continue;
    const place: JourneyPath = ['nodes', node.id];
    const message = context.messages.get(node.message);
    if (!message) {
      findings.add('blocks', 'message-unknown', place, { message: node.message });
      continue;
    }
    if (message.status === 'draft') drafts.add(message.id);
    if (message.channel !== node.channel)
      findings.add('warns', 'message-of-other-channel', place, { message: nameParam(message.name, message.id), channel: node.channel });
    if (message.class !== node.class) findings.add('warns', 'message-of-other-class', place, { message: nameParam(message.name, message.id) });
    checkWords(message, place, context, findings);
    checkVariables(message, place, entryProperties, context, findings);
  }
  if (drafts.size > 0) findings.add('informs', 'messages-in-draft', [], { count: drafts.size });
}

function checkWords(message: Message, place: JourneyPath, context: CheckContext, findings: Findings): void {
  const parts = channelsWithSubject.has(message.channel) ? (['subject', 'body'] as const) : (['body'] as const);
  for (const part of parts) {
    if (textIn(message[part], 'en') === '') {
      findings.add('blocks', `message-without-${part}`, [...place, part], { message: nameParam(message.name, message.id) });
      continue;
    }
    for (const language of context.customerLanguages)
      if (!message[part][language]?.trim())
        findings.add('warns', `message-${part}-not-in-${language}`, [...place, part], { message: nameParam(message.name, message.id) });
  }
  // Nobody has to write one; some customers with it and some without is an oversight.
  if (message.channel === 'email' && hasWords(message.preheader))
    for (const language of context.customerLanguages)
      if (!message.preheader?.[language]?.trim())
        findings.add('warns', `message-preheader-not-in-${language}`, [...place, 'preheader'], { message: nameParam(message.name, message.id) });
}

function checkVariables(message: Message, place: JourneyPath, entryProperties: ReadonlySet<string>, context: CheckContext, findings: Findings): void {
  const seen = new Set<string>();
  for (const part of messageParts) {
    const words = message[part] ?? {};
    // A lone bracket would be sent to the customer as it stands.
    for (const language of languages) {
      const text = (words[language] ?? '').replace(/\{\{[^{}]*\}\}/g, '');
      if (/\{\{|\}\}/.test(text)) findings.add('warns', 'variable-not-closed', [...place, part], { bracket: text.includes('{{') ? '{{' : '}}' });
    }
    for (const variable of variablesOfText(words)) {
      if (seen.has(variable.written)) continue;
      seen.add(variable.written);
      const unknown = () => findings.add('blocks', 'variable-unknown', [...place, part], { variable: variable.written });
      if (variable.of === 'entry') {
        if (context.events && !entryProperties.has(variable.id)) unknown();
      } else if (variable.of === 'event') {
        if (context.events && !context.events.get(variable.event ?? '')?.properties.has(variable.id)) unknown();
      } else if (context.attributes) {
        const known = context.attributes.get(variable.id);
        if (!known) unknown();
        else if (known.blocked) {
          // With something to say instead, the message reads well without the value.
          const severity = variable.standIn ? 'warns' : 'blocks';
          findings.add(severity, 'attribute-without-source', place, { attribute: variable.id, label: nameParam(known.attribute.label, variable.id) });
        }
      }
    }
  }
}
