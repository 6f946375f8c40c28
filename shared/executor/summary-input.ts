/** What the parts of the report are written with. */
import type { Translate } from '../i18n/translator';
import type { Language } from '../text';
import type { DeploymentBundle } from './api';
import type { ChannelState, OutChannel } from './channels';
import type { Summary } from './summary';
import type { SummaryPlans } from './summary-plans';

export const summaryRhythms = ['daily', 'weekly', 'monthly'] as const;
export type SummaryRhythm = (typeof summaryRhythms)[number];

export type SummaryInput = {
  summary: Summary;
  /** The period before; absent when it could not be asked for. */
  before?: Summary | undefined;
  /** Absent: a period somebody chose. */
  rhythm?: SummaryRhythm | undefined;
  /** By hash: what the journeys' newest versions say. */
  bundles: Readonly<Record<string, DeploymentBundle>>;
  /** Channels on which nobody is tried just now. */
  onHold?: readonly Pick<ChannelState, 'channel' | 'onHold'>[];
  /** Absent: no engagement was asked what it plans. */
  plans?: SummaryPlans | undefined;
  timeZone: string;
  translate: Translate;
  language: Language;
};

export type SummaryWords = SummaryInput & {
  number(n: number): string;
  name(text: Readonly<Record<string, string>>): string;
  moment(iso: string): string;
  day(iso: string): string;
};

export function channelName(channel: OutChannel, translate: Translate): string {
  return translate(channel === 'webhook' ? 'report.webhook' : `channel.${channel}`);
}
