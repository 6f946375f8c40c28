/** Makes a document in the workbench and hands it over, in the engagement's document language unless told otherwise. */
import { notifications } from '@mantine/notifications';
import type { DocumentKind, ReportForm } from '../../shared/documents/kinds';
import { toCompactText } from '../../shared/engagement/compact-text';
import type { Engagement } from '../../shared/engagement/schema';
import { createTranslate, problemText } from '../../shared/i18n/translator';
import type { RenderedFile } from '../../shared/report';
import type { Language } from '../../shared/text';
import { platform } from '../platform/platform';
import { downloadBytes } from './download';
import { preferencesStore } from './preferences';
import { openSession } from './session';
import { type JobProgress, startJob, type WorkbenchJob } from './workbench-job';

/** `form`: of a report: to print (the default), or a page for a browser. */
export type DocumentOrder = { kind: DocumentKind; form?: ReportForm | undefined; journey?: string | undefined; language: Language };

/** Nothing is handed over by this; the file is in the reply. */
export function startDocument(
  engagement: Engagement,
  order: DocumentOrder,
  onProgress: (progress: JobProgress) => void = () => {},
): WorkbenchJob<RenderedFile> {
  const document = toCompactText(engagement);
  return startJob((job) => platform['workbench.render']({ document, ...order, job }), onProgress);
}

/** For whoever is about to choose one: the first would take a third longer. Nobody waits for it, and nothing is lost when it fails. */
export function warmUp(language: Language): void {
  void platform['workbench.warmUp']({ language });
}

export async function downloadDocument(kind: DocumentKind, options: { journey?: string; language?: Language } = {}): Promise<boolean> {
  const engagement = openSession()?.history.present;
  if (!engagement) return false;
  const { reply: replied } = startDocument(engagement, { kind, language: options.language ?? engagement.languages.document, journey: options.journey });
  const reply = await replied;
  const t = createTranslate(preferencesStore.getState().language);
  const problems = reply.ok ? reply.value.problems : reply.problems;
  for (const problem of problems.slice(0, 3))
    notifications.show({ color: problem.severity === 'blocks' ? 'pomegranate' : 'saffron', message: problemText(problem, t), autoClose: false });
  if (!reply.ok) return false;
  downloadBytes(reply.value.name, reply.value.mime, reply.value.bytes);
  return true;
}
