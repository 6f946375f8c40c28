import { useEffect, useState } from 'react';
import type { ReportKind } from '../../../../shared/documents/kinds';
import type { Problem } from '../../../../shared/problem';
import type { RenderedFile } from '../../../../shared/report';
import type { Language } from '../../../../shared/text';
import { startDocument } from '../../../store/documents';
import { useEngagement } from '../../../store/session';
import { openPrinted, type PrintedFile } from './pdfjs';

export type Printed =
  | { step: 'making'; share: number }
  | { step: 'failed'; problems: readonly Problem[] }
  | { step: 'shown'; file: RenderedFile; printed: PrintedFile };

/** The very file that would be saved, opened; made anew whenever the plan changes. Leaving ends the work. */
export function usePrinted(order: { kind: ReportKind; journey: string | undefined; language: Language }): Printed {
  const { kind, journey, language } = order;
  const engagement = useEngagement();
  const [state, setState] = useState<Printed>({ step: 'making', share: 0 });
  useEffect(() => {
    let isWanted = true;
    let opened: PrintedFile | undefined;
    setState({ step: 'making', share: 0 });
    const job = startDocument(engagement, { kind, journey, language }, ({ share }) => isWanted && setState({ step: 'making', share }));
    void job.reply.then(async (reply) => {
      if (!isWanted) return;
      if (!reply.ok) {
        setState({ step: 'failed', problems: reply.problems });
        return;
      }
      const printed = await openPrinted(reply.value.bytes);
      if (!isWanted) {
        printed.close();
        return;
      }
      opened = printed;
      setState({ step: 'shown', file: reply.value, printed });
    });
    return () => {
      isWanted = false;
      job.cancel();
      opened?.close();
    };
  }, [engagement, kind, journey, language]);
  return state;
}
