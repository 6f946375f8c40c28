/** What can be said of a vendor in half a sentence each, the heaviest first. */
import type { VendorAnalysis } from '../gap-analysis';
import { type GapSetting, listWords, moneyWords, ofHundred, pointName } from './setting';

/** Names of gates that are written out before they are only counted. */
const NAMED = 3;

export function vendorClauses({ score, consequences, cost }: VendorAnalysis, setting: GapSetting): string[] {
  const { translate } = setting;
  const points = ofHundred(score.share);
  const stopped = consequences.journeys.filter(({ fate }) => fate === 'stopped').length;
  const fields = consequences.limits.find(({ point }) => point === 'custom-field-capacity')?.over ?? 0;
  const otherLimits = consequences.limits.filter(({ point, over }) => point !== 'custom-field-capacity' && over > 0);
  const channels = [...new Set(consequences.extra.map(({ channel }) => channel))].map((channel) => translate(`channel.${channel}`));
  const open = score.answered.of - score.answered.count;
  const gates = score.blocking.map(({ point }) => pointName(point, setting));
  return [
    points === undefined ? translate('gap-report.says.no-score') : translate('gap-report.says.score', { score: points }),
    ...(gates.length > NAMED ? [translate('gap-report.says.gates', { count: gates.length })] : []),
    ...(gates.length > 0 && gates.length <= NAMED ? [translate('gap-report.says.gates-named', { count: gates.length, names: listWords(gates, setting) })] : []),
    ...(stopped > 0 ? [translate('gap-report.says.journeys', { stopped, all: consequences.journeys.length })] : []),
    ...(fields > 0 ? [translate('gap-report.says.fields', { count: fields })] : []),
    ...(otherLimits.length > 0
      ? [
          translate('gap-report.says.limits', {
            names: listWords(
              otherLimits.map(({ point }) => pointName(point, setting)),
              setting,
            ),
          }),
        ]
      : []),
    ...(channels.length > 0 ? [translate('gap-report.says.extra', { channels: listWords(channels, setting) })] : []),
    ...(cost ? [translate('gap-report.says.cost', { amount: moneyWords(cost.total, setting) })] : []),
    ...(open > 0 ? [translate('gap-report.says.open', { count: open })] : []),
  ];
}

/** Between clauses, which have commas of their own. */
export function separator({ language }: Pick<GapSetting, 'language'>): string {
  return language === 'fa' ? '؛ ' : '; ';
}
