/** An attribute of the record as JSON Schema: its type, and in words what may be done with it. */
import { withoutMarks } from '../../direction-marks';
import type { Engagement } from '../../engagement/schema';
import type { Translate } from '../../i18n/translator';
import { toWire } from '../../ids';
import { addressAttributes, consentAttributes } from '../../journey/deployment-attributes';
import { channels } from '../../journey/schema';
import type { Attribute } from '../../record/schema';
import type { CanonicalType } from '../../sources/schema';
import { type Language, textIn } from '../../text';
import { type JsonSchema, valueSchema } from './value-schema';

/** Says the words of the schemas: data, so without the marks that keep words apart on a screen. */
export type SchemaSpeaker = { say: Translate; language: Language };

export function schemaSpeaker(translate: Translate, language: Language): SchemaSpeaker {
  return { language, say: (key, params) => withoutMarks(translate(key, params)) };
}

type About = Pick<Engagement, 'client' | 'identity'>;

export function attributeSchema(attribute: Attribute, { client, identity }: About, { say, language }: SchemaSpeaker): JsonSchema {
  const values = attribute.values ?? [];
  const label = textIn(attribute.label, language) || attribute.id;
  const meanings = values.map((value) => `${value.id} = ${textIn(value.label, language)}`);
  const description = [
    textIn(attribute.description, language),
    typeNote(attribute.type, client.currency, say),
    ...(meanings.length > 0 ? [`${meanings.join('; ')}.`] : []),
    say('pack.schema.origin', { origin: say(`origin.${attribute.origin}`) }),
    identity.rules.some((rule) => rule.attribute === attribute.id) ? say('pack.schema.identifies') : '',
    attribute.pii === 'none' ? '' : say('pack.schema.personal', { level: say(`pii.${attribute.pii}`) }),
    attribute.basis ? say('pack.schema.basis', { basis: say(`record.basis.${attribute.basis}`) }) : '',
    ...consentNotes(attribute.id, say),
  ];
  return {
    title: label,
    description: description.filter((one) => one !== '').join(' '),
    ...valueSchema(
      attribute.type,
      values.map(({ id }) => id),
    ),
    ...(isDelivered(attribute) ? {} : { readOnly: true }),
  };
}

/** Whether systems bring it; else it is worked out or kept, and sending it is no use. */
export function isDelivered({ origin }: Attribute): boolean {
  return origin === 'mapped' || origin === 'entered';
}

export function typeNote(type: CanonicalType, currency: string, say: Translate): string {
  if (type === 'money') return say('pack.schema.money', { currency });
  return type === 'phone' ? say('pack.schema.phone', { example: '+972501234567' }) : '';
}

/** What the attribute has to do with what may be sent to her. */
function consentNotes(id: string, say: Translate): string[] {
  return channels.flatMap((channel) => {
    const consent = consentAttributes[channel];
    if (!consent) return [];
    const name = say(`channel.${channel}`);
    if (consent === id) return [say('pack.schema.consent', { channel: name })];
    return addressAttributes[channel] === id ? [say('pack.schema.consent-for', { channel: name, attribute: toWire(consent) })] : [];
  });
}
