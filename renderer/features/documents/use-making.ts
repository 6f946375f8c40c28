import { useCallback, useEffect, useRef, useState } from 'react';
import { zipDocuments } from '../../../shared/documents/zip-documents';
import type { WantedDocument } from '../../../shared/pack/pack-documents';
import type { Problem } from '../../../shared/problem';
import type { RenderedFile } from '../../../shared/report';
import type { Language } from '../../../shared/text';
import { startDocument } from '../../store/documents';
import { downloadBytes } from '../../store/download';
import { openSession } from '../../store/session';
import type { WorkbenchJob } from '../../store/workbench-job';

/** How one document stands: by its path. What was not asked for has no entry. */
export type Making =
  | { step: 'making'; share: number }
  | { step: 'made'; pages?: number | undefined; bytes: number; problems: readonly Problem[] }
  | { step: 'failed'; problems: readonly Problem[] };

/** `all`: of the archive that is being made. `last`: what came of the last one; absent before, and after one that was cancelled. */
export type MakingState = {
  by: ReadonlyMap<string, Making>;
  all: { count: number; of: number; path: string } | undefined;
  last: { made: number; of: number } | undefined;
};

const idle: MakingState = { by: new Map(), all: undefined, last: undefined };

/**
 * Documents being made, one beside the other in the workbench's queue, and all of them as one archive. A file is handed over when it
 * is whole; what is cancelled, and what is going on when the page is left, leaves nothing.
 */
export function useMaking(language: Language) {
  const [state, setState] = useState(idle);
  const jobs = useRef(new Map<string, WorkbenchJob<RenderedFile>>());
  const run = useRef(0);

  const set = useCallback((path: string, making: Making | undefined) => {
    setState((now) => {
      const by = new Map(now.by);
      if (making) by.set(path, making);
      else by.delete(path);
      return { ...now, by };
    });
  }, []);

  const stop = useCallback(() => {
    run.current++;
    for (const job of jobs.current.values()) job.cancel();
    jobs.current.clear();
  }, []);
  useEffect(() => stop, [stop]);
  // What was made in another language is not what one would get now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is what this is about
  useEffect(() => {
    stop();
    setState(idle);
  }, [language, stop]);

  /** undefined: it was cancelled, or could not be made. */
  const make = useCallback(
    async ({ path, kind, form, journey }: WantedDocument): Promise<RenderedFile | undefined> => {
      const engagement = openSession()?.history.present;
      if (!engagement) return undefined;
      jobs.current.get(path)?.cancel();
      set(path, { step: 'making', share: 0 });
      const job: WorkbenchJob<RenderedFile> = startDocument(engagement, { kind, form, journey, language }, ({ share }) => {
        if (jobs.current.get(path) === job) set(path, { step: 'making', share });
      });
      jobs.current.set(path, job);
      const reply = await job.reply;
      if (jobs.current.get(path) !== job) return undefined;
      jobs.current.delete(path);
      if (reply.ok) {
        const { pages, bytes, problems } = reply.value;
        set(path, { step: 'made', pages, bytes: bytes.length, problems });
        return reply.value;
      }
      const isCancelled = reply.problems.some(({ code }) => code === 'cancelled');
      set(path, isCancelled ? undefined : { step: 'failed', problems: reply.problems });
      return undefined;
    },
    [language, set],
  );

  const save = useCallback(
    async (wanted: WantedDocument) => {
      const file = await make(wanted);
      if (file) downloadBytes(file.name, file.mime, file.bytes);
    },
    [make],
  );

  const cancel = useCallback(
    (path: string) => {
      jobs.current.get(path)?.cancel();
      jobs.current.delete(path);
      set(path, undefined);
    },
    [set],
  );

  /** Documents that can't be made are told of and left out. */
  const saveAll = useCallback(
    async (wanted: readonly WantedDocument[], name: string) => {
      stop();
      const mine = run.current;
      setState(idle);
      const files: { path: string; bytes: Uint8Array }[] = [];
      for (const [index, one] of wanted.entries()) {
        setState((now) => ({ ...now, all: { count: index + 1, of: wanted.length, path: one.path } }));
        const file = await make(one);
        if (run.current !== mine) return;
        if (file) files.push({ path: one.path, bytes: file.bytes });
      }
      setState((now) => ({ ...now, all: undefined, last: { made: files.length, of: wanted.length } }));
      if (files.length > 0) downloadBytes(name, 'application/zip', zipDocuments(files));
    },
    [make, stop],
  );

  const cancelAll = useCallback(() => {
    stop();
    setState(idle);
  }, [stop]);

  return { ...state, save, cancel, saveAll, cancelAll };
}
