import { type Problem, problem } from '../problem';
import type { PackCheck } from './check';

/** What is wrong with a pack as problems like any other; none: it is whole and unchanged. What `informs` is no fault of it. */
export function findingsOf({ form, systemFiles, files, seal, contradictions, pages, foreign, manifest }: PackCheck): Problem[] {
  return [
    ...(seal.data === null ? [problem('blocks', 'pack-data-missing')] : []),
    ...(seal.data !== null && !seal.holds ? [problem('blocks', 'pack-seal-broken', [], { data: seal.data, manifest: seal.manifest })] : []),
    ...contradictions.map((what) => problem('blocks', `pack-contradiction-${what}`)),
    ...files.flatMap(({ path, state }) => (state === 'same' ? [] : [problem('blocks', `pack-file-${state}`, [], { path })])),
    ...pages.flatMap(({ path, state, pages: count, sealed }) => {
      if (state === 'sealed') return [];
      return [
        state === 'unreadable'
          ? problem('blocks', 'pack-pages-unreadable', [], { path })
          : problem('blocks', 'pack-pages-unsealed', [], { path, pages: count, sealed }),
      ];
    }),
    ...foreign.map((path) => problem('blocks', 'pack-journey-differs', [], { path })),
    ...(form === 'packed-anew' ? [problem('informs', 'pack-packed-anew')] : []),
    ...(systemFiles.length > 0 ? [problem('informs', 'pack-system-files', [], { count: systemFiles.length, path: systemFiles[0] ?? '' })] : []),
    ...manifest.notMade.map(({ path }) => problem('informs', 'pack-not-made', [], { path })),
  ];
}
