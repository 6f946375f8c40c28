/** What providers tell of messages they took, and what people answer. */
import type { DeliveryState, OutChannel } from '../../shared/executor/channels';
import { addressAttributes } from '../../shared/journey/deployment-attributes';
import type { Registry } from '../engine/registry';
import type { Work } from '../engine/work';
import { identify } from '../ingest/identify';
import { admitted } from '../rights/admit';
import type { Report } from './adapter';
import { setState } from './deliveries';
import { happen, tellOfDelivery, withdraw } from './delivery-events';

const stateAfter: Partial<Record<Report['what'], DeliveryState>> = { delivered: 'delivered', bounced: 'bounced', failed: 'failed' };
/** A report may overtake another: what is known for certain does not become less. */
const rank: Partial<Record<string, number>> = { waiting: 0, sending: 0, unknown: 0, sent: 1, failed: 2, bounced: 2, delivered: 3 };

/** Takes reports in, each once; gives how many were about something we know. */
export function takeReports(work: Work, registry: Registry, channel: OutChannel, reports: readonly Report[]): number {
  let taken = 0;
  for (const report of reports)
    if (report.what === 'replied' ? takeReply(work, registry, channel, report) : takeReport(work, registry, channel, report)) taken++;
  return taken;
}

function takeReport(work: Work, registry: Registry, channel: OutChannel, report: Report): boolean {
  const named = (name: string | undefined) =>
    name === undefined
      ? undefined
      : work.db.get<{ n: number; state: string }>('SELECT n, state FROM delivery WHERE provider_id = ? AND channel = ?', name, channel);
  const row = named(report.id) ?? named(report.key);
  if (!row) return false;
  takeReportOf(work, registry, row, report);
  return true;
}

/** A report of a message that is known; false when it had been told before. */
export function takeReportOf(work: Work, registry: Registry, row: { n: number; state: string }, report: Report): boolean {
  const after = stateAfter[report.what];
  if (after && (rank[after] ?? 0) > (rank[row.state] ?? 0)) {
    const why = report.properties.reason ?? report.properties['bounce-type'];
    setState(
      work,
      row.n,
      after,
      after === 'delivered'
        ? {}
        : { reason: { code: after === 'bounced' ? 'reported-bounced' : 'reported-failed', params: { why: why === undefined ? '' : String(why) } } },
    );
  }
  return tellOfDelivery(work, registry, row.n, { what: report.what, report });
}

/** Somebody wrote back, known by the number or address she wrote from. Whoever writes STOP is taken off the channel. */
function takeReply(work: Work, registry: Registry, channel: OutChannel, report: Report): boolean {
  const { at, from } = report;
  const attribute = addressAttributes[channel as keyof typeof addressAttributes];
  if (attribute === undefined || from === undefined) return false;
  const identifiers = admitted(work, registry, { [attribute]: from });
  const customer = identifiers && identify(work, registry, identifiers, at ?? work.now);
  return customer ? takeReplyOf(work, registry, channel, customer.n, report) : false;
}

/** An answer of somebody who is known; false when it had been told before. */
export function takeReplyOf(
  work: Work,
  registry: Registry,
  channel: OutChannel,
  customer: number,
  { uid, at, optOut, properties }: Pick<Report, 'uid' | 'at' | 'optOut' | 'properties'>,
): boolean {
  if (optOut) withdraw(work, registry, customer, { channel, method: 'reply', uid: `opt-out:${uid}`, at });
  const keyword = typeof properties.keyword === 'string' ? registry.keyword(properties.keyword) : '';
  return happen(work, registry, customer, `reply:${uid}`, 'message-replied', { channel, ...properties, keyword }, at);
}
