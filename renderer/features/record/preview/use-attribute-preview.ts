import { useCallback, useEffect, useRef, useState } from 'react';
import type { Engagement } from '../../../../shared/engagement/schema';
import type { AttributePreview } from '../../../../shared/population/preview';
import type { Problem } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { newId } from '../../../store/new-id';
import { openSession } from '../../../store/session';

export type PreviewState =
  | { kind: 'idle' }
  | { kind: 'running' }
  | { kind: 'failed'; problems: readonly Problem[] }
  /** `of`: the document it was made with. */
  | { kind: 'done'; of: Engagement; preview: AttributePreview; bare: boolean };

/** An attribute worked out for some people of the sample, when it is asked for. Leaving ends the work. */
export function useAttributePreview(attribute: string) {
  const [state, setState] = useState<PreviewState>({ kind: 'idle' });
  const current = useRef<string>(undefined);
  const stop = useCallback(() => {
    if (current.current) void platform['workbench.cancel']({ job: current.current });
    current.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);

  const ask = useCallback(
    async (bare: boolean) => {
      const document = openSession()?.history.present;
      if (!document) return;
      stop();
      const job = newId();
      current.current = job;
      setState({ kind: 'running' });
      const sent = { ...document, segments: [], journeys: [], messages: [], suppressions: [], caps: [], notes: [], plannedSends: [], phases: [] };
      const reply = await platform['workbench.attribute']({ document: sent as never, attribute, values: bare, job });
      if (current.current !== job) return;
      current.current = undefined;
      setState(reply.ok ? { kind: 'done', of: document, preview: reply.value, bare } : { kind: 'failed', problems: reply.problems });
    },
    [attribute, stop],
  );
  return { state, ask };
}
