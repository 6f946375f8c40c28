/** What a report is made of, read from a store that nobody runs on. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Backup } from '../../shared/executor/care';
import { periodBefore, type SummaryFacts, type SummaryQuery } from '../../shared/executor/summary';
import { ok, type Result, refuse } from '../../shared/problem';
import { createQueries } from '../api/queries';
import { finishExchange } from '../care/restore';
import { systemClock } from '../clock';
import { createSandboxClock } from '../sandbox-clock';
import { modeOf } from '../store/mode';
import { closeStore, openStore, storeFile } from '../store/open';
import { summaryOf } from './summary';

/** Under the folder's lock. Refuses `executor-store-missing`, `sandbox-mismatch`, and what `openStore` and `summaryOf` refuse. */
export async function factsAtRest(dataFolder: string, mode: Backup['mode'], period: SummaryQuery): Promise<Result<SummaryFacts>> {
  const finished = finishExchange(dataFolder);
  if (!finished.ok) return finished;
  if (!existsSync(join(dataFolder, storeFile))) return refuse('executor-store-missing', { folder: dataFolder });
  const store = openStore(dataFolder);
  if (!store.ok) return store;
  const db = store.value;
  try {
    const known = modeOf(db);
    if (known !== undefined && known !== mode) return refuse('sandbox-mismatch', { known });
    const now = mode === 'sandbox' ? createSandboxClock(db, systemClock).now() : systemClock.now();
    const summary = await summaryOf(db, now, period);
    if (!summary.ok) return summary;
    const before = await summaryOf(db, now, periodBefore(period));
    const queries = createQueries(db, () => ({}));
    const bundles: SummaryFacts['bundles'] = {};
    for (const { deployment, notSent } of summary.value.journeys) {
      const bundle = notSent.length > 0 ? queries.bundle(deployment) : undefined;
      if (bundle) bundles[deployment] = bundle;
    }
    return ok({ summary: summary.value, ...(before.ok && before.value.isWhole && { before: before.value }), bundles, deployments: queries.deployments() });
  } finally {
    closeStore(db);
  }
}
