import { produce } from 'immer';
import { newSender, type Sender, senderSchema } from '../messages/sender';
import type { Language } from '../text';
import { type Engagement, engagementSchema } from './schema';
import { typed, typedOptional, typedText } from './typed-text';
import { withoutUndefined } from './without-undefined';

/** Every change of the document passes here once: of two valid copies the higher revision is newer. `now` is ISO 8601. */
export function touch(engagement: Engagement, now: string): Engagement {
  return { ...engagement, revision: engagement.revision + 1, updatedAt: now };
}

/** An empty name changes nothing. */
export function renameEngagement(engagement: Engagement, { name }: { name: string }): Engagement {
  const next = typed(name, 200);
  return next === '' || next === engagement.name ? engagement : { ...engagement, name: next };
}

const clientSchema = engagementSchema.shape.client;

/** Changes some of the client's details. Values the schema refuses (a country of three letters) change nothing. */
export function editClient(engagement: Engagement, { client }: { client: Partial<Engagement['client']> }): Engagement {
  const next = clientSchema.safeParse({
    ...engagement.client,
    ...client,
    name: typed(client.name ?? engagement.client.name, 200) || engagement.client.name,
    industry: typedOptional('industry' in client ? client.industry : engagement.client.industry, 200),
    country: (client.country ?? engagement.client.country).trim().toUpperCase(),
    currency: (client.currency ?? engagement.client.currency).trim().toUpperCase(),
  });
  return next.success ? { ...engagement, client: withoutUndefined(next.data) } : engagement;
}

/** Changes some of what customers are told of the sender. Whoever begins to say it gets the usual marks. */
export function editSender(engagement: Engagement, { sender }: { sender: Partial<Sender> }): Engagement {
  const next = { ...newSender, ...engagement.sender, ...sender };
  const read = senderSchema.safeParse(
    withoutUndefined({
      name: typedText(next.name, 200),
      address: typedText(next.address, 500),
      contact: typedOptional(next.contact, 200),
      marks: next.marks,
      mark: typedText(next.mark, 40),
    }),
  );
  return read.success ? { ...engagement, sender: read.data } : engagement;
}

export function setConsultant(engagement: Engagement, { consultant }: { consultant: string }): Engagement {
  return withoutUndefined({ ...engagement, consultant: typedOptional(consultant, 200) });
}

/** Language of the documents handed over. */
export function setDocumentLanguage(engagement: Engagement, { language }: { language: Language }): Engagement {
  return produce(engagement, (draft) => {
    draft.languages.document = language;
  });
}

/** Languages the client writes to customers in, in order of importance. At least one stays. */
export function setCustomerLanguages(engagement: Engagement, { languages }: { languages: readonly Language[] }): Engagement {
  const next = [...new Set(languages)];
  if (next.length === 0) return engagement;
  return produce(engagement, (draft) => {
    draft.languages.customers = next;
  });
}
