import { type Problem, problem } from '../problem';
import type { CheckedFile, CheckedPages, PackCheck } from './check';

/** What is wrong with a pack as problems like any other; none: it is whole and unchanged. What `informs` is no fault of it. */
export function findingsOf({ form, systemFiles, files, seal, contradictions, pages, foreign, manifest }: PackCheck): Problem[] {
  const renamed = new Set(files.flatMap(({ was }) => was ?? []));
  return [
    ...(seal.data === null ? [problem('blocks', 'pack-data-missing')] : []),
    ...(seal.data !== null && !seal.holds ? [problem('blocks', 'pack-seal-broken', [], { data: seal.data, manifest: seal.manifest })] : []),
    ...contradictions.map((what) => problem('blocks', `pack-contradiction-${what}`)),
    ...files.flatMap((file) => fileFinding(file, renamed)),
    ...pageFindings(pages),
    ...foreign.map((path) => problem('blocks', 'pack-journey-differs', [], { path })),
    ...(form === 'packed-anew' ? [problem('informs', 'pack-packed-anew')] : []),
    ...(systemFiles.length > 0 ? [problem('informs', 'pack-system-files', [], { count: systemFiles.length, path: systemFiles[0] ?? '' })] : []),
    ...manifest.notMade.map(({ path }) => problem('informs', 'pack-not-made', [], { path })),
  ];
}

/** One that only has another name is said once: where it is now. */
function fileFinding({ path, state, was }: CheckedFile, renamed: ReadonlySet<string>): Problem[] {
  if (state === 'same' || (state === 'missing' && renamed.has(path))) return [];
  return [was === undefined ? problem('blocks', `pack-file-${state}`, [], { path }) : problem('blocks', 'pack-file-renamed', [], { path, was })];
}

/** Where no document at all shows the seal, it is the plan beside them that was exchanged. */
function pageFindings(checked: readonly CheckedPages[]): Problem[] {
  if (checked.length > 1 && checked.every(({ state, sealed }) => state === 'not-sealed' && sealed === 0))
    return [problem('blocks', 'pack-all-unsealed', [], { count: checked.length })];
  return checked.flatMap(({ path, state, pages, sealed }) => {
    if (state === 'sealed') return [];
    return [
      state === 'unreadable' ? problem('blocks', 'pack-pages-unreadable', [], { path }) : problem('blocks', 'pack-pages-unsealed', [], { path, pages, sealed }),
    ];
  });
}
