/** A workbook that is put together already, as XLSX. */
import { renderXlsx } from '../../documents/xlsx/render-xlsx';
import { ok, type Result } from '../../shared/problem';
import type { Workbook } from '../../shared/report';

export async function drawWorkbook(workbook: Workbook): Promise<Result<{ bytes: Uint8Array }>> {
  const { bytes, problems } = await renderXlsx(workbook);
  return ok({ bytes }, problems);
}
