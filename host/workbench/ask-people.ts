/** Questions about the people of a sample: what the identity rules make of them, who is in which segment, what an attribute comes to. */
import { join } from 'node:path';
import type { Engagement } from '../../shared/engagement/schema';
import { dryRun } from '../../shared/identity/dry-run';
import { journeyContext } from '../../shared/journey/journey-context';
import { previewAttribute } from '../../shared/population/preview-attribute';
import { ok, type Result } from '../../shared/problem';
import { createComputation } from '../../shared/record/formula/computation';
import { countSegments } from '../../shared/segments/count/count-segments';
import { createCatalogueReader } from '../catalogue';
import type { Outcome, RowsPlace, Work } from './messages';
import { createSamplePeople, readRecords, type Tell } from './sample-people';
import { simulateOrder } from './simulate-order';

export type Question = Extract<Work, { kind: 'identity' | 'segments' | 'attribute' | 'simulate' }>;
type Asked<K extends Question['kind']> = { engagement: Engagement; folder: string; args: Extract<Question, { kind: K }>['args']; tell: Tell };

/** A small sample is shuffled often; with hundreds of thousands of rows each time takes a second. */
const shufflesFor = (records: number) => (records <= 100_000 ? 20 : 3);
/** All that the rules look at beside identifiers: different family names under one identifier are suspicious. */
const looksAt = new Set(['last-name']);

/** `assets` holds catalogue/. Every question fails as `readRows` (sample-people) does when there is nobody in the rows. */
export function createPeopleAsker(assets: string, now: () => number = Date.now) {
  const readCatalogue = createCatalogueReader(assets);
  const people = createSamplePeople(readCatalogue, now);

  async function segments({ engagement, folder, args, tell }: Asked<'segments'>): Promise<Outcome['segments']> {
    const catalogue = await readCatalogue();
    if (!catalogue.ok) return catalogue;
    const found = await people.population(engagement, folder, tell);
    if (!found.ok) return found;
    const { volumes } = engagement;
    const report = countSegments(found.value.population, engagement.segments, {
      now: found.value.people.now,
      known: journeyContext(engagement, catalogue.value),
      total: volumes.customers ?? volumes.contacts,
      compare: args.compare,
    });
    return ok({ ...report, problems: [...found.problems, ...report.problems] });
  }

  async function attribute({ engagement, folder, args, tell }: Asked<'attribute'>): Promise<Outcome['attribute']> {
    const found = await people.gather(engagement, folder, tell);
    if (!found.ok) return found;
    const preview = previewAttribute({ engagement, ...found.value, attribute: args.attribute, reveal: args.values });
    const uses = new Set(createComputation(engagement.record.attributes).needs.get(args.attribute)?.events);
    return ok({ ...preview, problems: found.problems.filter(({ code, path }) => code !== 'events-from-rows' || uses.has(String(path[1]))) });
  }

  return (question: Question, engagement: Engagement, tell: Tell): Promise<Result<unknown>> => {
    const asked = { engagement, folder: folderOf(question.rows, engagement), tell };
    switch (question.kind) {
      case 'identity':
        return identity({ ...asked, args: question.args });
      case 'segments':
        return segments({ ...asked, args: question.args });
      case 'attribute':
        return attribute({ ...asked, args: question.args });
      case 'simulate':
        return simulateOrder({ engagement, order: question.args.order, gather: (teller) => people.gather(engagement, asked.folder, teller), tell });
    }
  };
}

function folderOf(rows: RowsPlace, { id }: Engagement): string {
  return 'folder' in rows ? rows.folder : join(rows.engagements, id, 'samples');
}

async function identity({ engagement, folder, args, tell }: Asked<'identity'>): Promise<Outcome['identity']> {
  const read = await readRecords(engagement, folder, ({ file, share }) => tell({ file, share: share / 2 }), looksAt);
  if (!read.ok) return read;
  const { records, plan } = read.value;
  const { report } = dryRun({
    records,
    plan,
    identity: engagement.identity,
    record: engagement.record,
    country: engagement.client.country,
    values: args.values,
    shuffles: shufflesFor(records.length),
    onProgress: (share) => tell({ file: '', share: 0.5 + share / 2 }),
  });
  return ok({ ...report, problems: [...read.problems, ...report.problems] });
}
