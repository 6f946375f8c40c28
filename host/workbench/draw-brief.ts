/** The brief of one journey as a PDF. */
import { renderPdf } from '../../documents/pdf/render-pdf';
import type { Catalogue } from '../../shared/catalogue/schema';
import type { Engagement } from '../../shared/engagement/schema';
import { createTranslate } from '../../shared/i18n/translator';
import { journeyBrief } from '../../shared/journey/journey-brief';
import type { Journey } from '../../shared/journey/schema';
import { ok, type Result, refuse } from '../../shared/problem';
import type { RenderedFile } from '../../shared/report';
import type { Language } from '../../shared/text';

export type BriefOrder = { engagement: Engagement; journey: Journey; language: Language; catalogue: Catalogue; fonts: string; now: Date };

export async function drawBrief({ engagement, journey, language, catalogue, fonts, now }: BriefOrder): Promise<Result<RenderedFile>> {
  const report = journeyBrief(engagement, journey.id, catalogue, createTranslate(language), language, now.toISOString());
  if (!report) return refuse('journey-missing');
  const { bytes, problems } = await renderPdf(report, { fontsFolder: fonts });
  return ok({ name: `${journey.key}.brief.pdf`, mime: 'application/pdf', bytes, problems });
}
