/** Makes a document in the workbench and hands it over, in the engagement's document language unless told otherwise. */
import { notifications } from '@mantine/notifications';
import type { DocumentKind } from '../../shared/documents/kinds';
import { createTranslate, problemText } from '../../shared/i18n/translator';
import type { Language } from '../../shared/text';
import { platform } from '../platform/platform';
import { downloadBytes } from './download';
import { preferencesStore } from './preferences';
import { openSession } from './session';

export async function downloadDocument(kind: DocumentKind, options: { journey?: string; language?: Language } = {}): Promise<boolean> {
  const document = openSession()?.history.present;
  if (!document) return false;
  const reply = await platform['workbench.render']({
    document: document as never,
    kind,
    language: options.language ?? document.languages.document,
    journey: options.journey,
  });
  const t = createTranslate(preferencesStore.getState().language);
  const problems = reply.ok ? reply.value.problems : reply.problems;
  for (const problem of problems.slice(0, 3))
    notifications.show({ color: problem.severity === 'blocks' ? 'pomegranate' : 'saffron', message: problemText(problem, t), autoClose: false });
  if (!reply.ok) return false;
  downloadBytes(reply.value.name, reply.value.mime, reply.value.bytes);
  return true;
}
