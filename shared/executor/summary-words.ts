/** Reasons of a summary in words: names are those of the version that was published. */

import type { Translate } from '../i18n/translator';
import type { JourneyContext } from '../journey/journey-context';
import { versionSpeaker } from '../journey/version-speaker';
import type { Language } from '../text';
import type { DeploymentBundle } from './api';
import { reasonWords } from './reason-words';
import type { JourneySummary } from './summary';

type Reason = JourneySummary['notSent'][number]['reason'];

/** A summary knows of nobody's engagement. */
const nothing: JourneyContext = {
  ...{ attributes: new Map(), events: new Map(), segments: new Map(), segmentUses: new Map(), messages: new Map(), suppressions: new Map(), kpis: new Map() },
  customerLanguages: [],
  sending: { sender: undefined, country: '' },
};
const nameless = { suppressions: [], caps: [], calendars: [], messages: [] };

export function summaryReason({ code, params }: Reason, bundle: DeploymentBundle | undefined, translate: Translate, language: Language): string {
  // Values that differ from one customer to the next are not counted by; that of a cap is the same for all.
  const limit = bundle?.caps.find(({ id }) => id === params.cap)?.limit;
  const reason = { code, params: { ...(code === 'cap-reached' && { limit: limit ?? '…' }), ...params } };
  const base = { translate, language, context: nothing };
  return reasonWords(reason, {
    ...{ engagement: bundle ?? nameless, journey: bundle?.journey, zone: 'UTC' },
    speaker: bundle ? versionSpeaker(bundle, base) : base,
  });
}
