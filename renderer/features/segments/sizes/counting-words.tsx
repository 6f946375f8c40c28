import { useEngagement } from '../../../store/session';
import type { JobProgress } from '../../../store/workbench-job';
import { useWords } from '../../../ui/words';

/** What the counting is at: the table whose rows are read, if any, and how far it is once there is something to say. */
export function CountingWords({ progress }: { progress: JobProgress | undefined }) {
  const { t } = useWords();
  const sources = useEngagement((e) => e.sources);
  // Rows lie in files named after their object.
  const id = progress?.file.replace(/\.[a-z]+$/i, '');
  const table = sources.flatMap(({ objects }) => objects).find((object) => object.id === id)?.nativeName;
  const percent = Math.round((progress?.share ?? 0) * 100);
  const words = table === undefined ? t('segments.counting') : t('segments.reading', { table });
  return percent === 0 ? words : `${words} ${t('record.percent', { percent })}`;
}
