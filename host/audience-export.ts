/** Everybody who is in a watched segment, as a file that somebody asked for. */
import type { z } from 'zod';
import { toCsv } from '../shared/csv';
import { audienceWorkbook } from '../shared/executor/audience-file';
import type { AudienceMember } from '../shared/executor/audiences';
import type { ExecutorClient } from '../shared/executor/client';
import { createTranslate } from '../shared/i18n/translator';
import type { PlatformContract } from '../shared/platform';
import { failed, ok, type Result } from '../shared/problem';
import type { Workbook } from '../shared/report';

/** So many are asked for at once. */
const pageSize = 1000;

type Order = z.output<PlatformContract['executor.exportAudience']['args']>;
type Parts = {
  executor: Pick<ExecutorClient, 'audienceMembers'>;
  draw: (workbook: Workbook) => Promise<Result<{ bytes: Uint8Array<ArrayBuffer> }>>;
  now?: () => Date;
};

/** Refuses what the executor refuses. */
export async function exportAudience({ segment, title, format, names, language }: Order, { executor, draw, now = () => new Date() }: Parts) {
  const members: AudienceMember[] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page: Result<AudienceMember[]> = await executor.audienceMembers({ segment, after, limit: pageSize, names: names ? 'true' : 'false' });
    if (!page.ok) return page;
    members.push(...page.value);
    const last = page.value.at(-1);
    after = last && page.value.length === pageSize ? Number(last.customer.slice(1)) : undefined;
  }
  const createdAt = now().toISOString();
  const workbook = audienceWorkbook(members, { title, names, language, createdAt }, createTranslate(language));
  const name = `${segment}-${createdAt.slice(0, 10)}.${format}`;
  const [sheet] = workbook.sheets;
  if (format === 'csv') {
    const bytes = new TextEncoder().encode(sheet ? toCsv(sheet) : '');
    return ok({ name, mime: 'text/csv', bytes, people: members.length, problems: [] });
  }
  const drawn = await draw(workbook);
  if (!drawn.ok) return failed(...drawn.problems);
  const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return ok({ name, mime, bytes: drawn.value.bytes, people: members.length, problems: drawn.problems });
}
