import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

export const sourceViews = ['fields', 'matrix', 'flows', 'questions', 'coverage', 'changes'] as const;
export type SourceView = (typeof sourceViews)[number];

/** The view is part of the address, so that back, forward and links lead to it. */
export function useSourceView(): [SourceView, (view: SourceView) => void] {
  const [params, setParams] = useSearchParams();
  const wanted = params.get('view');
  const view = sourceViews.find((one) => one === wanted) ?? 'fields';
  const show = useCallback((next: SourceView) => setParams(next === 'fields' ? {} : { view: next }), [setParams]);
  return [view, show];
}
