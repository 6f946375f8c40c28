/** The report on the choice of a vendor as a PDF. */
import { renderPdf } from '../../documents/pdf/render-pdf';
import type { Catalogue } from '../../shared/catalogue/schema';
import { gapReport } from '../../shared/checklist/gap-report';
import type { Engagement } from '../../shared/engagement/schema';
import { createTranslate } from '../../shared/i18n/translator';
import { ok, type Result } from '../../shared/problem';
import type { RenderedFile } from '../../shared/report';
import type { Language } from '../../shared/text';

export type GapReportOrder = { engagement: Engagement; language: Language; catalogue: Catalogue; fonts: string; now: Date };

export async function drawGapReport({ engagement, language, catalogue, fonts, now }: GapReportOrder): Promise<Result<RenderedFile>> {
  const report = gapReport(engagement, catalogue, createTranslate(language), language, now.toISOString());
  const { bytes, problems } = await renderPdf(report, { fontsFolder: fonts });
  return ok({ name: 'gap-report.pdf', mime: 'application/pdf', bytes, problems });
}
