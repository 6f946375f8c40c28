import { describe, expect, it } from 'vitest';
import { testReport } from '../identity/report.fixture';
import { identityHash, keepIdentityCounts, keepSegmentCounts } from './edit-measured';
import { testEngagement } from './engagement.fixture';
import { openEngagement } from './open-engagement';

const at = '2026-11-24T09:00:00.000Z';
const start = testEngagement();

describe('counts kept for the documents', () => {
  it('hold what a dry run found, and nothing of any person', () => {
    const kept = keepIdentityCounts(start, { report: testReport(), of: start, at });
    expect(kept.measured?.identity).toMatchObject({
      at,
      accounts: 940,
      people: 610,
      reviews: 3,
      largest: 412,
      suspicious: 1,
      rules: identityHash(start),
    });
    // Values, masked or not, and rows of persons stay behind.
    expect(JSON.stringify(kept.measured)).not.toMatch(/•|@|"row"|"value"/);
  });

  it('hold the segments beside it', () => {
    const report = {
      people: 610,
      total: 90_000,
      sizes: [
        { segment: 'vip', size: 12, state: 'counted' as const, missing: [] },
        { segment: 'lapsed', size: 0, state: 'not-computable' as const, missing: [] },
      ],
      overlap: [],
      regions: [],
      problems: [],
    };
    const both = keepSegmentCounts(keepIdentityCounts(start, { report: testReport(), of: start, at }), { report, at });
    expect(both.measured?.segments).toEqual({ at, people: 610, total: 90_000, sizes: { vip: 12 } });
    expect(both.measured?.identity?.people).toBe(610);
    const compared = {
      ...report,
      overlap: [{ a: 'vip', b: 'local', people: 5 }],
      regions: [
        { segments: ['vip'], people: 7 },
        { segments: ['local'], people: 93 },
        { segments: ['vip', 'local'], people: 5 },
      ],
    };
    const kept = keepSegmentCounts(both, { report: compared, at });
    expect(kept.measured?.segments).toMatchObject({ overlap: [{ a: 'vip', b: 'local', people: 5 }], none: 505 });
    // Other counts without a comparison: what was compared before is not of them.
    expect(keepSegmentCounts(kept, { report, at }).measured?.segments).not.toHaveProperty('overlap');
  });

  it('open again as they were written, and an engagement without them is as good', () => {
    const kept = keepIdentityCounts(start, { report: testReport(), of: start, at });
    const opened = openEngagement(JSON.parse(JSON.stringify(kept)));
    expect(opened.ok && opened.value).toEqual(kept);
    expect(openEngagement(JSON.parse(JSON.stringify(start))).ok).toBe(true);
  });

  it('of a report that is none change nothing', () => {
    expect(keepIdentityCounts(start, { report: testReport({ people: -1 }), of: start, at })).toBe(start);
    expect(keepIdentityCounts(start, { report: testReport(), of: start, at: 'yesterday' })).toBe(start);
  });
});
