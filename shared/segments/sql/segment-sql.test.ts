import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { compileRecord } from '../../catalogue/compile-attributes';
import { compileSegments } from '../../catalogue/compile-segments';
import type { Condition } from '../../condition/schema';
import type { Segment } from '../schema';
import { segmentSql } from './segment-sql';
import type { SqlOptions } from './sql-options';

const catalogue = shippedCatalogue();
const record = compileRecord(catalogue);
const postgres: SqlOptions = { dialect: 'postgres', timeZone: 'Asia/Jerusalem' };
const sqlite: SqlOptions = { dialect: 'sqlite', timeZone: 'Asia/Jerusalem', now: Date.parse('2026-03-27T07:00:00Z'), zones: ['Asia/Tehran'] };

const segment = (id: string, when: Condition, patch: Partial<Segment> = {}): Segment => ({
  id,
  name: { en: id },
  category: 'own',
  when,
  administrative: false,
  minimumSize: 0,
  ...patch,
});
const customer = (path: string) => ({ kind: 'customer', path }) as const;

function sqlOf(when: Condition, options: SqlOptions = postgres, patch: Partial<Segment> = {}): string {
  const result = segmentSql([segment('own', when, patch)], record, 'own', options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function refusalOf(when: Condition, options: SqlOptions = postgres): string[] {
  const result = segmentSql([segment('own', when)], record, 'own', options);
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

describe('a segment as SQL', () => {
  it('says every segment of the catalogue in both dialects', { tags: ['long'] }, () => {
    const segments = compileSegments(catalogue);
    for (const options of [postgres, sqlite]) for (const { id } of segments) expect(segmentSql(segments, record, id, options)).toMatchObject({ ok: true });
  });

  it('reads like what a person would write', () => {
    const sql = sqlOf({
      op: 'and',
      args: [
        { op: 'gte', left: customer('orders-count'), right: 2 },
        { op: 'not', arg: { op: 'eq', left: customer('email-consent'), right: 'granted' } },
        { op: 'performed', event: 'order-placed', measure: 'count', is: { op: 'gte', value: 1 }, window: { last: 'PT24H' } },
      ],
    });
    expect(sql.split('\n').filter((line) => !line.startsWith('--'))).toEqual([
      'with "own_1" as (',
      '  select c."customer_id"',
      '  from "customers" c',
      '  where (',
      '    c."orders_count" >= 2',
      `    and not (coalesce(c."email_consent" = 'granted', false))`,
      '    and (',
      '      select count(*) >= 1',
      '      from "events" e1',
      '      where e1."customer_id" = c."customer_id"',
      `        and e1."name" = 'order_placed'`,
      `        and e1."occurred_at" >= date_trunc('milliseconds', now()) - interval '86400 seconds'`,
      `        and e1."occurred_at" <= date_trunc('milliseconds', now()) + interval '300 seconds'`,
      '    )',
      '  )',
      ')',
      'select "customer_id"',
      'from "own_1"',
      'order by "customer_id";',
      '',
    ]);
  });

  it('works days out in the zone of the customer', () => {
    const when: Condition = { op: 'within', left: customer('last-order-at'), past: 'P30D' };
    expect(sqlOf(when)).toContain(`at time zone "time_zone" - interval '30 days'`);
    const inSqlite = sqlOf(when, sqlite);
    // 07:00 UTC is 10:00 in summer and was 09:00 in winter, so that the same time of the day was an hour later.
    expect(inSqlite).toContain(`('Asia/Jerusalem', ${Date.parse('2026-02-25T08:00:00Z')})`);
    expect(inSqlite).toContain(`('Asia/Tehran', ${Date.parse('2026-02-25T07:00:00Z')})`);
  });

  it('lets no text out of its quotes and no name out of its comment', () => {
    const nasty = `'; drop table customers; --\\`;
    for (const options of [postgres, sqlite]) {
      const sql = sqlOf({ op: 'eq', left: customer('city'), right: nasty }, options, { name: { en: 'one\ndrop table customers;\r\u2028--' } });
      expect(sql).toContain(`c."city" = '''; drop table customers; --\\'`);
      expect(sql.split(/[\n\r\u2028]/).filter((line) => line.startsWith('drop'))).toEqual([]);
    }
    expect(refusalOf({ op: 'eq', left: customer('city'), right: 'a\0b' })).toEqual(['segment-sql-character']);
    expect(refusalOf({ op: 'contains', left: customer('city'), right: '\ud800' })).toEqual(['segment-sql-character']);
  });

  it('refuses what it can’t say the same way', () => {
    expect(refusalOf({ op: 'eq', left: customer('city'), right: '2026-03-01' })).toEqual(['segment-sql-text-as-time']);
    expect(refusalOf({ op: 'within', left: customer('city'), past: 'P1D' })).toEqual(['segment-sql-text-as-time']);
    expect(refusalOf({ op: 'contains', left: customer('birth-date'), right: '-03-' })).toEqual(['segment-sql-text-of-value']);
    expect(refusalOf({ op: 'gt', left: customer('city'), right: customer('orders-count') })).toEqual(['segment-sql-two-values']);
    expect(refusalOf({ op: 'exists', left: customer('shoe-size') })).toEqual(['attribute-unknown']);
    const twoTimes: Condition = { op: 'before', left: customer('birth-date'), right: customer('last-order-at') };
    expect(refusalOf(twoTimes, sqlite)).toEqual(['segment-sql-day-of-moment']);
    expect(refusalOf(twoTimes)).toEqual([]);
    const named = segmentSql([segment('own', { op: 'within', left: customer('city'), past: 'P1D' })], record, 'own', postgres);
    expect(!named.ok && named.problems).toMatchObject([{ path: ['segments', 'own'], params: { value: { he: 'עיר' } } }]);
  });

  it('refuses segments that can’t be answered', () => {
    const inside = (id: string): Condition => ({ op: 'in-segment', segment: id });
    const segments = [segment('a', inside('b')), segment('b', inside('a')), segment('c', inside('gone')), segment('d', inside('c'))];
    const codes = (id: string) => {
      const result = segmentSql(segments, record, id, postgres);
      return result.ok ? [] : result.problems.map(({ code }) => code);
    };
    expect(['a', 'b', 'c', 'd', 'e'].map(codes)).toEqual([['segment-cycle'], ['segment-cycle'], ['segment-unknown'], ['segment-unknown'], ['segment-unknown']]);
  });
});
