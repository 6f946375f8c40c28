import type { ReactNode } from 'react';
import { useShownText } from './private';

/** A technical token (id, native name, URL, hash, version): always left to right, never disturbing the words around it. */
export function Code({ children, title }: { children: string; title?: string }) {
  return (
    <bdi dir="ltr" className="mono" title={title}>
      {children}
    </bdi>
  );
}

/** Text a person typed: its own first strong letter decides its direction. */
export function UserText({ children }: { children: ReactNode }) {
  const shown = useShownText();
  return <bdi dir="auto">{typeof children === 'string' ? shown(children) : children}</bdi>;
}
