/** What a step asks for, done inside its transaction: messages to the outbox, attributes set, events recorded. */
import type { Json } from '../../shared/condition/facts';
import { addressAttributes, runtimeAttributes } from '../../shared/journey/deployment-attributes';
import { languageFor, renderMessage } from '../../shared/journey/merge-fields';
import type { CustomerFacts, Effect, Run } from '../../shared/journey/run';
import { sentEvent } from '../../shared/journey/step-facts';
import { asSent, senderIn } from '../../shared/messages/sender';
import { scoreSumFor } from '../../shared/runtime/attributes';
import { addDeliveries } from '../channels/add-deliveries';
import { openTask, taskContent } from '../tasks/open-task';
import type { SendContent, TaskContent, WebhookContent } from './effect-content';
import { storeEvent } from './event-rows';
import type { News } from './news';
import type { Deployed } from './registry';
import type { Customer, Work } from './work';

export function applyEffect(
  work: Work,
  deployed: Deployed,
  run: number,
  after: Run,
  customer: Customer,
  facts: CustomerFacts,
  effect: Effect,
  news: News[],
): void {
  switch (effect.kind) {
    case 'send': {
      const { deployment } = deployed;
      const message = deployment.messages.get(effect.message);
      // The step sends only messages that are there.
      if (!message) return;
      const rendered = renderMessage(message, {
        deployment,
        run: after,
        customer: facts,
        language: languageFor(message, facts, deployment),
        target: 'text',
        // A mail can keep a value's direction to itself; elsewhere the marks would stand among the words.
        isolate: effect.channel === 'email',
      });
      const address = addressAttributes[effect.channel];
      const to = address === undefined ? undefined : facts.attribute(address);
      const isAdvertisement = effect.class === 'marketing' && effect.channel === 'email';
      const sender = isAdvertisement ? senderIn(deployment.sender, rendered.language) : undefined;
      const content: SendContent = {
        channel: effect.channel,
        class: effect.class,
        message: effect.message,
        language: rendered.language,
        ...asSent({ ...rendered, channel: effect.channel, class: effect.class }, deployment.sender),
        ...(effect.channel === 'email' && rendered.preheader && { preheader: rendered.preheader }),
        missing: rendered.missing,
        ...(typeof to === 'string' && to !== '' ? { to } : {}),
        ...(sender && { sender }),
      };
      if (!addToOutbox(work, deployed, run, customer, effect, content)) return;
      const sent = sentEvent(deployment.journey, effect, work.now);
      addEvent(work, customer, sent.uid, sent.name, sent.properties, news);
      return;
    }
    case 'task':
      if (addToOutbox(work, deployed, run, customer, effect, taskContent(deployed, effect)))
        openTask(work, deployed, { run, key: effect.key }, effect.node, effect.assignTo);
      return;
    case 'webhook': {
      const payload = Object.fromEntries(effect.payload.map((attribute) => [attribute, facts.attribute(attribute) ?? null]));
      // A score says little to whoever gets it without what it is made of.
      const explained = Object.fromEntries(
        effect.payload.flatMap((attribute) => {
          const sum = scoreSumFor(work, deployed, customer, attribute);
          return sum && sum.parts.length > 1 ? [[attribute, sum]] : [];
        }),
      );
      const content: WebhookContent = { targets: effect.targets, payload, ...(Object.keys(explained).length > 0 ? { explained } : {}) };
      addToOutbox(work, deployed, run, customer, effect, content);
      return;
    }
    case 'update': {
      const before = customer.attributes[effect.attribute];
      work.setAttribute(customer, effect.attribute, effect.value, work.now);
      if (JSON.stringify(before) !== JSON.stringify(effect.value)) news.push({ customer: customer.n, changed: new Set([effect.attribute]) });
      return;
    }
    case 'emit':
      addEvent(work, customer, effect.key, effect.event, effect.properties, news);
  }
}

/** False when the key is there already: the same passage never leaves twice. */
function addToOutbox(
  work: Work,
  deployed: Deployed,
  run: number,
  customer: Customer,
  effect: Extract<Effect, { kind: 'send' | 'task' | 'webhook' }>,
  content: SendContent | WebhookContent | TaskContent,
): boolean {
  const added = work.db.change(
    "INSERT INTO outbox (key, kind, at, run, deployment, customer, node, state, content) VALUES (?, ?, ?, ?, ?, ?, ?, 'accepted', ?) ON CONFLICT (run, key) DO NOTHING",
    effect.key,
    effect.kind,
    work.now,
    run,
    deployed.n,
    customer.n,
    effect.node,
    JSON.stringify(content),
  );
  if (added === 0) return false;
  work.addTotal('outbox', 1);
  addDeliveries(work, { run, key: effect.key }, content);
  return true;
}

function addEvent(work: Work, customer: Customer, uid: string, name: string, properties: Record<string, Json>, news: News[]): void {
  const isTest = customer.attributes[runtimeAttributes.test] === true;
  const event = storeEvent(work, { uid, name, at: work.now, isTest, properties, customer: customer.n });
  news.push({ customer: customer.n, event: event.record, seq: event.seq, changed: new Set() });
}
