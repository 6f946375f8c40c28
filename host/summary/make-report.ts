/** Puts a report together and has it drawn. */
import type { SummaryInput } from '../../shared/executor/summary-input';
import { summaryMail, summaryReport } from '../../shared/executor/summary-report';
import { createTranslate } from '../../shared/i18n/translator';
import { ok, type Result } from '../../shared/problem';
import type { Report } from '../../shared/report';
import type { Language } from '../../shared/text';
import { localParts } from '../../shared/time/duration';
import type { GatheredFacts } from './gather-facts';

/** `rhythm` absent: a period somebody chose. */
export type ReportLook = { rhythm?: SummaryInput['rhythm']; language: Language; timeZone: string };
export type MadeFile = { name: string; bytes: Uint8Array; mail: { subject: string; text: string } };
export type Draw = (report: Report) => Promise<Result<{ bytes: Uint8Array }>>;

export async function makeReport(facts: GatheredFacts, plans: SummaryInput['plans'], draw: Draw, look: ReportLook): Promise<Result<MadeFile>> {
  const { rhythm, language, timeZone } = look;
  const { summary, before, bundles, onHold } = facts;
  const input: SummaryInput = { summary, before, bundles, onHold: onHold ?? [], plans, rhythm, timeZone, language, translate: createTranslate(language) };
  const drawn = await draw(summaryReport(input));
  if (!drawn.ok) return drawn;
  const { date } = localParts(Date.parse(summary.from), timeZone);
  return ok({ name: `masa-${rhythm ?? 'report'}-${date}.pdf`, bytes: drawn.value.bytes, mail: summaryMail(input) });
}
