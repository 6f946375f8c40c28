import { type ClipboardEvent, type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, problem } from '../../../../shared/problem';
import type { ImportedSource } from '../../../../shared/sources/draft';
import type { ReturnedFieldMap } from '../../../../shared/sources/field-map-return';
import { fileTooLarge } from '../../../../shared/sources/file-size';
import { platform } from '../../../platform/platform';
import { chooseFiles, droppedFiles, type TakenFiles } from '../../../store/dropped-files';
import { loadFile } from '../../../store/load-file';
import { newId } from '../../../store/new-id';
import { startJob } from '../../../store/workbench-job';
import { withDistinctNames } from './distinct-names';

export type ImportState =
  | { kind: 'idle' }
  /** `share` of all bytes, 0–1. */
  | { kind: 'reading'; job: string; files: number; file: string; share: number }
  /** Nothing has entered the engagement yet. `files` are kept for the sample rows in them. */
  | { kind: 'read'; job: string; sources: ImportedSource[]; fieldMaps: ReturnedFieldMap[]; problems: Problem[]; files: ReadonlyMap<string, File> };

export type Importing = ReturnType<typeof useImport>;

/** Files chosen, dropped or pasted → what the workbench found in them. */
export function useImport(readOnly: boolean) {
  const [state, setState] = useState<ImportState>({ kind: 'idle' });
  const current = useRef<{ cancel?: () => void }>(undefined);

  const stop = useCallback(() => {
    const reading = current.current;
    current.current = undefined;
    reading?.cancel?.();
  }, []);

  const read = useCallback(
    async ({ files: given, problems: unopened }: TakenFiles) => {
      if ((given.length === 0 && unopened.length === 0) || readOnly) return;
      const chosen = withDistinctNames(given);
      const job = newId();
      stop();
      const reading: { cancel?: () => void } = {};
      current.current = reading;
      const isCurrent = () => current.current === reading;
      setState({ kind: 'reading', job, files: chosen.length, file: chosen[0]?.name ?? '', share: 0 });
      const tooLarge = chosen.flatMap((file) => fileTooLarge(file) ?? []);
      const fits = chosen.filter((file) => !fileTooLarge(file));
      const loaded = await Promise.all(fits.map(loadFile));
      // Left or replaced while the files were loaded: the workbench need not see them.
      if (!isCurrent()) return;
      const files = loaded.flatMap((one) => ('bytes' in one ? [one] : []));
      const unread = loaded.flatMap((one) => ('bytes' in one ? [] : [one]));
      const asked =
        files.length > 0 &&
        startJob(
          (id) => platform['workbench.readFiles']({ job: id, files }),
          (progress) => setState((old) => (old.kind === 'reading' && old.job === job ? { ...old, ...progress } : old)),
        );
      if (asked) reading.cancel = asked.cancel;
      const reply = asked ? await asked.reply : undefined;
      if (!isCurrent()) return;
      current.current = undefined;
      const found = reply?.ok ? reply.value : undefined;
      setState({
        kind: 'read',
        job,
        fieldMaps: found?.fieldMaps ?? [],
        sources: found?.sources ?? [],
        problems: [
          ...unopened,
          ...tooLarge,
          ...unread,
          ...(reply && !reply.ok ? reply.problems : []),
          ...(found?.questionnaires ?? []).map(({ file }) => problem('blocks', 'file-is-questionnaire', [], { file })),
          ...(found?.problems ?? []),
        ],
        files: new Map(fits.map((file) => [file.name, file])),
      });
    },
    [readOnly, stop],
  );

  const cancel = useCallback(() => {
    stop();
    setState({ kind: 'idle' });
  }, [stop]);
  // Leaving the page leaves the reading too.
  useEffect(() => stop, [stop]);

  const choose = useCallback(async (kind: 'files' | 'folder') => read(await chooseFiles(kind)), [read]);
  const readText = useCallback((text: string, name: string) => read({ files: [new File([text], name, { type: 'text/plain' })], problems: [] }), [read]);
  /** Text that is dragged is for the boxes on the page. */
  const onDragOver = useCallback(
    (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = readOnly ? 'none' : 'copy';
    },
    [readOnly],
  );
  const onDrop = useCallback(
    (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      void droppedFiles(event.dataTransfer).then(read);
    },
    [read],
  );
  /**
   * Files from the clipboard anywhere on the page; text has its own dialog, because the grid takes it for cells. Spreadsheets
   * copy a picture of the cells along with them.
   */
  const onPaste = useCallback(
    (event: ClipboardEvent) => {
      if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes('text/html')) return;
      event.preventDefault();
      void droppedFiles(event.clipboardData).then(read);
    },
    [read],
  );

  return { state, choose, readText, onDragOver, onDrop, onPaste, cancel };
}
