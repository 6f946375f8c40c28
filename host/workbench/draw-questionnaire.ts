/** The questionnaire of one vendor as an XLSX file. */
import { renderXlsx } from '../../documents/xlsx/render-xlsx';
import type { QuestionnaireOptions } from '../../shared/checklist/questionnaire/questionnaire-return';
import { questionnaireWorkbook } from '../../shared/checklist/questionnaire/questionnaire-workbook';
import type { Engagement } from '../../shared/engagement/schema';
import { createAllWords } from '../../shared/i18n/all-words';
import { ok, type Result, refuse } from '../../shared/problem';
import type { RenderedFile } from '../../shared/report';
import type { Language } from '../../shared/text';
import { createCatalogueReader } from '../catalogue';

export type QuestionnaireOrder = { engagement: Engagement; vendor: string; language: Language; options: QuestionnaireOptions };

/** Fails with `vendor-missing`. */
export async function drawQuestionnaire({ engagement, vendor: id, language, options }: QuestionnaireOrder, assets: string): Promise<Result<RenderedFile>> {
  const vendor = engagement.checklist.vendors.find((one) => one.id === id);
  if (!vendor) return refuse('vendor-missing');
  const catalogue = await createCatalogueReader(assets)();
  if (!catalogue.ok) return catalogue;
  const workbook = questionnaireWorkbook({ engagement, catalogue: catalogue.value, vendor, words: createAllWords() }, language, options);
  const { bytes, problems } = await renderXlsx(workbook);
  return ok({ name: questionnaireName(vendor.name, language), mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes, problems });
}

/** A file name that every system takes, also for a vendor with a slash or a name in Hebrew. */
function questionnaireName(vendor: string, language: Language): string {
  const plain = vendor
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `questionnaire-${plain || 'vendor'}-${language}.xlsx`;
}
