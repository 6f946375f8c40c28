import { Children, type ReactNode } from 'react';
import { withoutMarks } from '../../../shared/direction-marks';

/** Arithmetic: left to right in every language, so that amounts lose the marks that turn them the other way. */
export function Sum({ children }: { children: ReactNode }) {
  return <bdi dir="ltr">{Children.map(children, (child) => (typeof child === 'string' ? withoutMarks(child) : child))}</bdi>;
}
