import { type DragEvent, useCallback, useState } from 'react';
import { type Problem, problem } from '../../../shared/problem';
import type { ImportedSource } from '../../../shared/sources/draft';
import { platform } from '../../platform/platform';

const MAX_BYTES = 200_000_000;

export type ImportState =
  | { kind: 'idle' }
  | { kind: 'reading' }
  /** Nothing has entered the engagement yet. */
  | { kind: 'read'; sources: ImportedSource[]; problems: Problem[] };

/** Files chosen or dropped → what the workbench found in them. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ kind: 'idle' });

  const read = useCallback(async (chosen: readonly File[]) => {
    if (chosen.length === 0) return;
    setState({ kind: 'reading' });
    const fits = chosen.filter((file) => file.size <= MAX_BYTES);
    const tooLarge = chosen
      .filter((file) => file.size > MAX_BYTES)
      .map((file) => problem('blocks', 'file-too-large', [file.name], { file: file.name, megabytes: Math.ceil(file.size / 1e6), limit: MAX_BYTES / 1e6 }));
    const files = await Promise.all(fits.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
    const reply = files.length ? await platform['workbench.readFiles']({ files }) : undefined;
    const found = reply?.ok ? reply.value : undefined;
    setState({
      kind: 'read',
      sources: found?.sources ?? [],
      problems: [...tooLarge, ...(reply && !reply.ok ? reply.problems : []), ...(found?.problems ?? [])],
    });
  }, []);

  const choose = useCallback(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.accept = '.csv,.tsv,.txt,text/csv,text/tab-separated-values';
    input.onchange = () => void read([...(input.files ?? [])]);
    input.click();
  }, [read]);

  const onDrop = useCallback(
    (event: DragEvent) => {
      event.preventDefault();
      void read([...event.dataTransfer.files]);
    },
    [read],
  );

  return { state, choose, onDrop, close: () => setState({ kind: 'idle' }) };
}
