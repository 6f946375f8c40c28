/** A report that is put together already, as a PDF. */
import { join } from 'node:path';
import { renderPdf } from '../../documents/pdf/render-pdf';
import { ok, type Result } from '../../shared/problem';
import type { Report } from '../../shared/report';

export async function drawReport(report: Report, assets: string): Promise<Result<{ bytes: Uint8Array }>> {
  const { bytes, problems } = await renderPdf(report, { fontsFolder: join(assets, 'fonts') });
  return ok({ bytes }, problems);
}
