import { useCallback, useEffect, useRef, useState } from 'react';
import type { WantedDocument } from '../../../shared/pack/pack-documents';
import type { Problem } from '../../../shared/problem';
import type { RenderedFile } from '../../../shared/report';
import type { Language } from '../../../shared/text';
import { startDocument } from '../../store/documents';
import { downloadBytes } from '../../store/download';
import { openSession } from '../../store/session';
import type { WorkbenchJob } from '../../store/workbench-job';
import type { Destination } from './destinations';
import { tellStopped } from './tell-stopped';

/** How one document stands: by its path. What was not asked for has no entry. */
export type Making =
  | { step: 'making'; share: number }
  | { step: 'made'; pages?: number | undefined; bytes: number; problems: readonly Problem[] }
  | { step: 'failed'; problems: readonly Problem[] };

/** What came of all at once. `made`: how many are where they were to go. `problems`: why it ended early. */
export type AllMade = { made: number; of: number; folder?: string | undefined; stopped: boolean; problems: readonly Problem[] };

/** `all`: which of all documents is being made now. `last`: what came of them. */
export type MakingState = {
  by: ReadonlyMap<string, Making>;
  all: { count: number; of: number; document: WantedDocument } | undefined;
  last: AllMade | undefined;
};

const idle: MakingState = { by: new Map(), all: undefined, last: undefined };

/**
 * Documents being made, one beside the other in the workbench's queue, and all of them into one place. A file is handed over when it
 * is whole; what is cancelled, and what is going on when the page is left, leaves nothing but the files that were whole by then.
 */
export function useMaking(language: Language) {
  const [state, setState] = useState(idle);
  const jobs = useRef(new Map<string, WorkbenchJob<RenderedFile>>());
  const run = useRef<{ stopped: boolean }>(undefined);

  const set = useCallback((path: string, making: Making | undefined) => {
    setState((now) => {
      const by = new Map(now.by);
      if (making) by.set(path, making);
      else by.delete(path);
      return { ...now, by };
    });
  }, []);

  const stop = useCallback(() => {
    run.current = undefined;
    for (const job of jobs.current.values()) job.cancel();
    jobs.current.clear();
  }, []);
  useEffect(
    () => () => {
      if (run.current) tellStopped();
      stop();
    },
    [stop],
  );
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

  /** Documents that can't be made are told of and left out; one that can't be kept ends it. */
  const makeAll = useCallback(
    async (wanted: readonly WantedDocument[], destination: Destination) => {
      stop();
      const mine = { stopped: false };
      run.current = mine;
      setState(idle);
      let made = 0;
      let problems: readonly Problem[] = [];
      for (const [index, document] of wanted.entries()) {
        setState((now) => ({ ...now, all: { count: index + 1, of: wanted.length, document } }));
        const file = await make(document);
        if (run.current !== mine || mine.stopped) break;
        if (!file) continue;
        const kept = await destination.put(document.path, file.bytes);
        if (kept.ok) made++;
        else problems = kept.problems;
        if (!kept.ok || mine.stopped) break;
      }
      // The page was left, or speaks of another language.
      if (run.current !== mine) return;
      run.current = undefined;
      const ended = mine.stopped || problems.length > 0;
      if (!ended) destination.finish();
      const { folder } = destination;
      const last: AllMade = { made: ended && folder === undefined ? 0 : made, of: wanted.length, folder, stopped: mine.stopped, problems };
      setState(({ by }) => ({
        by: ended && folder === undefined ? idle.by : new Map([...by].filter(([, { step }]) => step !== 'making')),
        all: undefined,
        last,
      }));
    },
    [make, stop],
  );

  /** What is whole by now stays in the folder; of an archive nothing comes. */
  const cancelAll = useCallback(() => {
    if (run.current) run.current.stopped = true;
    for (const job of jobs.current.values()) job.cancel();
    jobs.current.clear();
  }, []);

  return { ...state, save, cancel, makeAll, cancelAll };
}
