import { describe, expect, test } from 'vitest';
import { type DryRunInput, dryRun } from './dry-run';
import { explainLink } from './explain';
import { rule, type TestRecord, toSampleRecord } from './identity.fixture';
import { identityReportSchema } from './report';
import { usualMergePolicy } from './schema';

const [shop, till, mailer] = ['S1', 'S2', 'S3'].map((name) => name.padStart(26, '0')) as [string, string, string];
const plan = { sources: [shop, till, mailer], objects: ['C1', 'C2', 'C3'].map((name) => name.padStart(26, '0')) };
const rules = [rule('customer-id', 'strong'), rule('email', 'strong'), rule('mobile-phone', 'strong')];

function run(records: readonly (TestRecord & { source?: number })[], more: Partial<DryRunInput> = {}) {
  const rows = records.map(({ source = 0, ...record }, i) => toSampleRecord(record as TestRecord, i + 1, source));
  const { report, personOf } = dryRun({
    records: rows,
    plan,
    identity: { rules },
    record: { attributes: [] },
    country: 'IL',
    values: true,
    shuffles: 2,
    ...more,
  });
  expect(identityReportSchema.parse(report)).toEqual(report);
  return { report, personOf: [...personOf] };
}

test('counts before and after, per source and between sources', () => {
  const { report, personOf } = run([
    { source: 0, 'customer-id': 'c1', email: 'a@x.example' },
    { source: 0, 'customer-id': 'c1', email: 'A@x.example' },
    { source: 0, 'customer-id': 'c2', email: 'b@x.example' },
    { source: 1, 'mobile-phone': '050-1234567', email: 'a@x.example' },
    { source: 1, 'mobile-phone': '052-7654321' },
    { source: 2, email: 'b@x.example' },
    { source: 2, email: 'nothing' },
  ]);
  expect(personOf.at(-1)).toBe(-1);
  expect(new Set(personOf.filter((person) => person >= 0)).size).toBe(3);
  expect(report).toMatchObject({ rows: 7, identified: 6, accounts: 5, people: 3, households: 0, shuffles: { tried: 2, same: true } });
  expect(report.sources.map(({ rows, identified, accounts, people }) => [rows, identified, accounts, people])).toEqual([
    [3, 3, 2, 2],
    [2, 2, 2, 2],
    [2, 1, 1, 1],
  ]);
  expect(report.overlap).toEqual([
    { a: shop, b: till, people: 1 },
    { a: shop, b: mailer, people: 1 },
    { a: till, b: mailer, people: 0 },
  ]);
  expect(report.identifiers[1]).toEqual({ attribute: 'email', records: 6, values: 2, joined: 3, refused: { invalid: 1 } });
  expect(report.sizes).toEqual([
    { records: 1, people: 1 },
    { records: 2, people: 1 },
    { records: 3, people: 1 },
  ]);
});

test('every refusal is counted where it happened', () => {
  const identity = {
    rules: [
      { ...rule('customer-id', 'strong'), limit: 1 },
      { ...rule('email', 'strong'), blocked: ['till@x.example'], atMost: [{ attribute: 'loyalty', values: 1 }] },
      { ...rule('loyalty', 'strong') },
      { ...rule('home', 'strong'), owner: 'household' as const },
      rule('contact', 'medium'),
      rule('cookie', 'weak'),
    ],
    policy: usualMergePolicy,
  };
  const { report } = run(
    [
      { at: 1, 'customer-id': 'c1', email: 'a@x.example', loyalty: 'l1', home: 'h1', cookie: 'k1', contact: 'm1' },
      { at: 2, 'customer-id': 'c2', email: 'a@x.example', home: 'h1', cookie: 'k1', contact: 'm1' },
      { at: 3, loyalty: 'l2', email: 'a@x.example' },
      { at: 4, email: 'till@x.example' },
      { at: 5, loyalty: 'l3', contact: 'm3' },
      { at: 6, email: 'z@x.example' },
      { at: 7, email: 'z@x.example', contact: 'm3' },
    ],
    { identity },
  );
  const refused = Object.fromEntries(report.identifiers.map((one) => [one.attribute, one.refused]));
  expect(refused).toEqual({
    'customer-id': {},
    email: { limit: 1, blocked: 1 },
    loyalty: { 'at-most': 1 },
    home: { household: 2 },
    contact: { limit: 1, review: 1 },
    cookie: { weak: 1 },
  });
  expect(report.households).toBe(1);
});

describe('pairs in review', () => {
  const identity = { rules: [rule('customer-id', 'strong'), rule('mobile-phone', 'medium')], policy: usualMergePolicy };
  const phone = (n: number) => `050-12${String(10_000 + n)}`;

  test('who they are, why, and the record that says so beside the one that holds the identifier', () => {
    const { report } = run(
      [
        { source: 0, at: 1, 'customer-id': 'c1' },
        { source: 1, at: 2, 'customer-id': 'c2', 'mobile-phone': phone(1) },
        { source: 2, at: 3, 'customer-id': 'c1', 'mobile-phone': phone(1) },
        { source: 2, at: 4, 'customer-id': 'c1', 'mobile-phone': phone(1) },
      ],
      { identity },
    );
    expect(report.reviews).toMatchObject({ pairs: 1, settled: 0, reasons: { knownByMedium: 1 } });
    const [pair] = report.reviews.shown;
    if (!pair) throw new Error('no pair');
    expect(pair).toMatchObject({ reason: 'knownByMedium', records: 2 });
    expect(pair.values.map(({ value }) => value)).toEqual(['+972501210001', 'c1', 'c2']);
    expect(pair.shown.map(({ source, row, values }) => [source, row, values])).toEqual([
      [mailer, 3, [0, 1]],
      [till, 2, [0, 2]],
    ]);
    expect(explainLink(pair, 0, 1)).toEqual({ records: [0, 1], values: [0] });
  });

  test('nothing is left to review of two who became one in another way', () => {
    const records: TestRecord[] = [
      { at: 1, 'customer-id': 'c1' },
      { at: 2, 'customer-id': 'c2', 'mobile-phone': phone(1) },
      { at: 3, 'customer-id': 'c1', 'mobile-phone': phone(1) },
    ];
    const { report } = run([...records, { at: 4, 'customer-id': ['c1', 'c2'] }], { identity });
    expect(report.reviews).toEqual({ pairs: 0, settled: 1, reasons: {}, shown: [] });
    expect(report.identifiers[1]?.refused.review).toBe(1);
  });

  test('each pair has the strongest of its reasons; a visitor and a customer are a pair too', () => {
    const rules = [rule('customer-id', 'strong'), rule('email', 'strong'), rule('mobile-phone', 'medium'), rule('cookie', 'weak')];
    const policy = { anonymousAndKnown: 'review', knownByStrong: 'review', knownByMedium: 'review' } as const;
    const { report } = run(
      [
        { at: 1, 'customer-id': 'c1' },
        { at: 1, 'customer-id': 'c2', email: 'a@x.example', 'mobile-phone': phone(2) },
        { at: 1, cookie: 'k' },
        { at: 2, 'customer-id': 'c1', 'mobile-phone': phone(2) },
        { at: 3, 'customer-id': 'c1', email: 'a@x.example', 'mobile-phone': phone(2) },
        { at: 4, 'customer-id': 'c1', cookie: 'k' },
      ],
      { identity: { rules, policy } },
    );
    expect(report.reviews).toMatchObject({ pairs: 2, reasons: { knownByStrong: 1, anonymousAndKnown: 1 } });
    expect(report.reviews.shown.map(({ reason, records, values }) => [reason, records, values[0]?.attribute])).toEqual([
      ['knownByStrong', 3, 'email'],
      ['anonymousAndKnown', 1, 'cookie'],
    ]);
  });

  test('of very many all are counted and the first 200 shown, those with the most records before', { tags: ['long'] }, () => {
    const records = Array.from({ length: 1000 }, (_, i): TestRecord[] => [
      { at: 1, 'customer-id': `a${i}` },
      { at: 1, 'customer-id': `b${i}`, 'mobile-phone': phone(i) },
      ...Array.from({ length: i === 777 ? 3 : 1 }, () => ({ at: 2, 'customer-id': `a${i}`, 'mobile-phone': phone(i) })),
    ]).flat();
    const { report } = run(records, { identity });
    expect(report.reviews.pairs).toBe(1000);
    expect(report.reviews.shown).toHaveLength(200);
    expect(report.reviews.shown[0]).toMatchObject({ records: 3, values: [{ value: '+972501210777' }, { value: 'a777' }, { value: 'b777' }] });
    const values = (one: typeof report) => one.reviews.shown.map((pair) => pair.values);
    expect(values(run(records.toReversed(), { identity }).report)).toEqual(values(report));
  });

  test('masked like everything else', () => {
    const records: TestRecord[] = [
      { at: 1, 'customer-id': 'c1' },
      { at: 2, 'customer-id': 'c2', 'mobile-phone': phone(1) },
      { at: 3, 'customer-id': 'c1', 'mobile-phone': phone(1) },
    ];
    const attributes = [
      { id: 'customer-id', type: 'string', pii: 'high' },
      { id: 'mobile-phone', type: 'phone', pii: 'high' },
    ] as never;
    const { report } = run(records, { identity, values: false, record: { attributes } });
    expect(report.reviews.pairs).toBe(1);
    expect(JSON.stringify(report.reviews)).not.toMatch(/10001|"c1"|"c2"/);
  });
});

describe('values of people', () => {
  const records = Array.from({ length: 412 }, (_, i) => ({ email: `p${i}@mail.co.il`, 'mobile-phone': '050-7654321', name: `name${'abcdefgh'[i % 8]}` }));
  const identity = { rules: [rule('email', 'strong'), rule('mobile-phone', 'strong')] };
  const attributes = [
    { id: 'email', type: 'email', pii: 'high' },
    { id: 'mobile-phone', type: 'phone', pii: 'high' },
  ] as never;

  test('a phone on 412 records is the first of the frequent ones, and its cluster is suspicious', () => {
    const { report } = run(records, { identity });
    expect(report.frequent[0]).toEqual({ attribute: 'mobile-phone', value: '+972507654321', records: 412, people: 1, others: 412, isBlocked: false });
    expect(report.suspicious).toBe(1);
    expect(report.clusters[0]).toMatchObject({ records: 412, names: 8, isSuspicious: true });
  });
  test('blocked, it joins nobody and is still listed', () => {
    const { report } = run(records, { identity: { rules: [rule('email', 'strong'), { ...rule('mobile-phone', 'strong'), blocked: ['0507654321'] }] } });
    expect(report).toMatchObject({ people: 412, suspicious: 0, clusters: [] });
    expect(report.frequent).toEqual([{ attribute: 'mobile-phone', value: '050-7654321', records: 412, people: 0, others: 0, isBlocked: true }]);
  });
  test('nothing of anybody is shown unless asked for', () => {
    const { report } = run(records, { identity, values: false, record: { attributes } });
    const tells = (one: object) => /7654321|p\d+@|mail\.co|name[a-h]/.test(JSON.stringify(one));
    expect(tells(report)).toBe(false);
    expect(report.frequent[0]?.value).toMatch(/^\+972•+1$/);
    expect(tells(run(records, { identity, values: false }).report)).toBe(false);
    expect(tells(run(records, { identity }).report)).toBe(true);
  });
});

test('a cluster of 50,000 records is explained', { tags: ['long'], timeout: 30_000 }, () => {
  const records = Array.from({ length: 50_000 }, (_, i) => ({
    email: [`p${i}@x.example`, `p${i + 1}@x.example`],
    'mobile-phone': i % 2 ? '050-7654321' : '',
  }));
  const { report } = run(records, { identity: { rules: [rule('email', 'strong'), rule('mobile-phone', 'strong')] } });
  const [cluster] = report.clusters;
  if (!cluster) throw new Error('no cluster');
  expect(cluster.records).toBe(50_000);
  expect(cluster.shown).toHaveLength(200);
  for (let to = 1; to < 200; to++) expect(explainLink(cluster, 0, to)).toBeDefined();
});

test('a small suspicious person has a place beside the largest', () => {
  const large = Array.from({ length: 25 }, (_, i) => Array.from({ length: 10 }, () => ({ email: `p${i}@x.example`, name: 'same' }))).flat();
  const odd = ['cohen', 'levi', 'katz', 'peretz'].map((name) => ({ email: 'odd@x.example', name }));
  const { report } = run([...large, ...odd]);
  expect(report.clusters).toHaveLength(20);
  expect(report.clusters.map(({ records, isSuspicious }) => `${records} ${isSuspicious}`)).toEqual([...Array.from({ length: 19 }, () => '10 false'), '4 true']);
});

test('names are compared loosely, and only with those in the same writing', () => {
  const names = ['Cohen', 'COHEN', 'Cohén', ' cohen-', 'כהן', 'כּהן', 'احمدي', 'احمدی'];
  const { report } = run(names.map((name) => ({ email: 'a@x.example', name })));
  expect(report.clusters[0]?.names).toBe(1);
});

test('what keeps rules and sources out is said', () => {
  const codes = (input: Parameters<typeof run>[0], more?: Partial<DryRunInput>) => run(input, more).report.problems.map(({ code, path }) => [code, ...path]);
  expect(
    codes([
      { email: 'a@x.example', 'customer-id': 'c' },
      { source: 1, 'customer-id': '0' },
    ]),
  ).toEqual([
    ['identity-source-joins-nothing', 'sources', till],
    ['identity-attribute-not-in-rows', 'identity', 'rules', 'mobile-phone'],
  ]);
  expect(codes([{ email: 'a@x.example' }], { identity: { rules: [] } })).toEqual([['identity-no-rules', 'identity']]);
  expect(codes([])).toHaveLength(3);
});

test('progress goes up to the whole', { tags: ['long'] }, () => {
  const told: number[] = [];
  run(
    Array.from({ length: 45_000 }, (_, i) => ({ 'customer-id': `c${i}` })),
    { onProgress: (share) => told.push(share) },
  );
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
  expect(told.length).toBeGreaterThan(5);
});

test('the way from one record to another is the shortest', () => {
  const { report } = run([
    { email: 'a@x.example', 'customer-id': 'c1' },
    { email: 'b@x.example', 'customer-id': 'c1' },
    { email: 'b@x.example', 'mobile-phone': '0501234567' },
    { 'mobile-phone': '050-123-4567', 'customer-id': 'c9' },
  ]);
  const [cluster] = report.clusters;
  if (!cluster) throw new Error('no cluster');
  const place = (row: number) => cluster.shown.findIndex((one) => one.row === row);
  const path = explainLink(cluster, place(1), place(4));
  expect(path?.records.map((record) => cluster.shown[record]?.row)).toEqual([1, 2, 3, 4]);
  expect(path?.values.map((value) => cluster.values[value]?.value)).toEqual(['c1', 'b@x.example', '+972501234567']);
  expect(explainLink(cluster, 1, 1)).toEqual({ records: [1], values: [] });
  expect(explainLink(cluster, 0, 99)).toBeUndefined();
  const apart = { values: [], shown: cluster.shown.map((one) => ({ ...one, values: [] })) };
  expect(explainLink(apart, 0, 1)).toBeUndefined();
});
