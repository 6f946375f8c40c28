import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/**
 * Which of a page's views is open, the first of them unless `?view=` says another, and a function that opens one. It is part of the
 * address, so that Back, a reload and links lead to it.
 */
export function useView<T extends string>(views: readonly [T, ...T[]]): [T, (view: T) => void] {
  const [params, setParams] = useSearchParams();
  const wanted = params.get('view');
  const view = views.find((one) => one === wanted) ?? views[0];
  const show = useCallback((next: T) => setParams(next === views[0] ? {} : { view: next }), [setParams, views]);
  return [view, show];
}
