/** Asks the executor what a period came to, and has the report drawn. */

import type { DeploymentBundle } from '../../shared/executor/api';
import type { ExecutorClient } from '../../shared/executor/client';
import type { SummaryInput } from '../../shared/executor/summary-input';
import { summaryMail, summaryReport } from '../../shared/executor/summary-report';
import { createTranslate } from '../../shared/i18n/translator';
import { ok, type Result } from '../../shared/problem';
import type { Report } from '../../shared/report';
import type { Language } from '../../shared/text';

export type ReportOrder = { from: number; to: number; rhythm?: SummaryInput['rhythm']; language: Language; timeZone: string };
export type MadeFile = { name: string; bytes: Uint8Array; mail: { subject: string; text: string } };
export type Draw = (report: Report) => Promise<Result<{ bytes: Uint8Array }>>;

export async function makeReport(
  client: Pick<ExecutorClient, 'summary' | 'deployment' | 'channels'>,
  draw: Draw,
  { from, to, rhythm, language, timeZone }: ReportOrder,
): Promise<Result<MadeFile>> {
  const iso = (at: number) => new Date(at).toISOString();
  const summary = await client.summary({ from: iso(from), to: iso(to) });
  if (!summary.ok) return summary;
  const before = await client.summary({ from: iso(from - (to - from)), to: iso(from) });
  const bundles: Record<string, DeploymentBundle> = {};
  for (const { deployment, notSent } of summary.value.journeys) {
    const bundle = notSent.length > 0 ? await client.deployment({ hash: deployment }) : undefined;
    if (bundle?.ok) bundles[deployment] = bundle.value;
  }
  const channels = await client.channels({});
  const input: SummaryInput = {
    ...{ summary: summary.value, rhythm, bundles, timeZone, language, translate: createTranslate(language) },
    ...(before.ok && before.value.isWhole && { before: before.value }),
    ...(channels.ok && { onHold: channels.value.filter(({ onHold }) => onHold) }),
  };
  const drawn = await draw(summaryReport(input));
  if (!drawn.ok) return drawn;
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(from);
  return ok({ name: `masa-${rhythm ?? 'report'}-${day}.pdf`, bytes: drawn.value.bytes, mail: summaryMail(input) });
}
