import { useEffect, useState } from 'react';
import type { CustomerTrace, TraceRow } from '../../../shared/executor/api';
import { platform } from '../../platform/platform';

type Older = { of: string; lines: TraceRow[]; earlier: number | undefined };

/** A customer's lines, in one journey or in all, oldest first: the newest ones as they come, older ones a page at a time. */
export function useWholeTrace(found: CustomerTrace | null | undefined, journeyId: string | undefined) {
  const [older, setOlder] = useState<Older>();
  const [asking, setAsking] = useState(false);
  const newest = (found?.trace ?? []).filter((row) => journeyId === undefined || row.journeyId === journeyId);
  // Older lines belong to where the newest ones began: when those move on, the page before them is another.
  const of = `${found?.customer} ${journeyId} ${found?.earlier}`;
  const known = older?.of === of ? older : undefined;
  const before = known ? known.earlier : found?.earlier;
  const customer = found?.customer;

  async function loadEarlier() {
    if (before === undefined || customer === undefined || asking) return;
    setAsking(true);
    const reply = await platform['executor.trace']({ customer, before, limit: 400, ...(journeyId === undefined ? {} : { journeyId }) });
    setAsking(false);
    const page = reply.ok ? reply.value : undefined;
    if (page) setOlder({ of, lines: [...page.trace, ...(known?.lines ?? [])], earlier: page.earlier });
  }
  // Nothing of this journey among the newest does not mean that there is nothing.
  const isUnknown = newest.length === 0 && known === undefined && before !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each customer and journey
  useEffect(() => {
    if (isUnknown) void loadEarlier();
  }, [isUnknown, of]);

  return { trace: [...(known?.lines ?? []), ...newest], hasEarlier: before !== undefined, loadEarlier: () => void loadEarlier() };
}
