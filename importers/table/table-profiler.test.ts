import { describe, expect, it } from 'vitest';
import { fieldProfileSchema } from '../../shared/sources/schema';
import { createTableProfiler } from './table-profiler';

/** One column per name; columns may be of different lengths. */
function profile(columns: Record<string, readonly string[]>) {
  const names = Object.keys(columns);
  const profiler = createTableProfiler(names);
  const rows = Math.max(...names.map((name) => columns[name]?.length ?? 0));
  for (let i = 0; i < rows; i++) profiler.add(names.map((name) => columns[name]?.[i]));
  const { fields, problems } = profiler.result({ mayHoldKey: false });
  for (const field of fields) fieldProfileSchema.parse(field.profile);
  return { fields, problems, field: (name: string) => fields.find(({ nativeName }) => nativeName === name) };
}

const many = (count: number, make: (i: number) => string) => Array.from({ length: count }, (_, i) => make(i));

describe('what is kept of a column', () => {
  it('of numbers and dates the ends as written and the steps between them', () => {
    const { field } = profile({ total: many(120, (i) => `₪${i}.50`), made: many(120, (i) => `2026-01-${String((i % 30) + 1).padStart(2, '0')}`) });
    expect(field('total')?.profile).toEqual({
      rows: 120,
      filled: 120,
      distinct: 120,
      minLength: 5,
      maxLength: 7,
      min: '₪0.50',
      max: '₪119.50',
      pattern: '₪99.99',
      patternCount: 90,
      bars: Array(12).fill(10),
    });
    expect(field('made')?.profile).toMatchObject({ min: '2026-01-01', max: '2026-01-30', pattern: '9999-99-99', patternCount: 120 });
  });

  it('of choices their counts, the most frequent first', () => {
    const { field } = profile({ status: many(60, (i) => (i % 3 ? 'open' : 'לא פעיל')), ok: many(60, (i) => (i % 4 ? 'כן' : 'לא')) });
    expect(field('status')?.profile).toMatchObject({
      top: [
        ['open', 40],
        ['לא פעיל', 20],
      ],
      bars: [40, 20],
      pattern: 'aaaa',
      patternCount: 40,
    });
    expect(field('ok')?.profile).toMatchObject({
      top: [
        ['כן', 45],
        ['לא', 15],
      ],
      bars: [45, 15],
    });
  });

  it('shortens long runs in a form', () => {
    const { field } = profile({ code: many(20, (i) => `AB-${String(i).padStart(20, '1')}`) });
    expect(field('code')?.profile).toMatchObject({ pattern: 'AA-999…', patternCount: 20 });
  });

  it('no value of a person: births, ages of persons, addresses, accounts', () => {
    const { fields, field } = profile({
      birth_date: many(40, (i) => `${String((i % 28) + 1).padStart(2, '0')}/05/19${70 + (i % 20)}`),
      age: many(40, (i) => String(20 + i)),
      x1: many(40, (i) => `guest${i}@example.net`),
      x2: many(40, (i) => `05${i % 9}-77${String(10_000 + i)}`),
      x3: many(40, () => 'GB82WEST12345698765432'),
      x4: many(40, () => '4111111111111111'),
      x5: many(40, (i) => String(525_550_100 + i)),
      x6: many(40, (i) => (i % 3 ? 'called back' : `asked for guest${i}@example.net`)),
      x7: many(40, (i) => `198.51.100.${i}`),
    });
    expect(fields.map(({ nativeName, pii }) => `${nativeName} ${pii}`)).toEqual([
      'birth_date high',
      'age medium',
      'x1 high',
      'x2 high',
      'x3 sensitive',
      'x4 sensitive',
      'x5 high',
      'x6 none',
      'x7 medium',
    ]);
    for (const { profile } of fields) expect([profile?.min, profile?.max]).toEqual([undefined, undefined]);
    expect(fields.filter(({ nativeName }) => nativeName !== 'x6').every(({ profile }) => profile?.top === undefined)).toBe(true);
    expect(field('birth_date')?.profile?.bars).toHaveLength(12);
    expect(field('x4')?.example).toBeUndefined();
    expect(field('x3')?.example).toMatch(/^•+$/);
    expect(JSON.stringify(fields)).not.toMatch(/guest\d|5698765432|52555/);
  });

  it('no value that may be a person’s among harmless ones: it came once or twice only', () => {
    const { field } = profile({
      status: many(60, (i) => (i === 7 ? 'dana@example.net' : i % 2 ? 'open' : 'closed')),
      amount: many(60, (i) => (i === 5 ? '972501234567' : String(i))),
    });
    expect(field('status')?.profile?.top).toEqual([
      ['closed', 30],
      ['open', 29],
    ]);
    expect(field('amount')?.profile?.max).not.toBe('+972501234567');
  });

  it('says in which row the first value stands that does not fit', () => {
    const { problems } = profile({ amount: many(50, (i) => (i === 30 ? 'see remark' : String(i))) });
    expect(problems).toEqual([{ severity: 'warns', code: 'values-unlike-type', path: ['rows', 31], params: { name: 'amount', count: 1, of: 50, row: 31 } }]);
  });

  it('a result on the way changes nothing', () => {
    const [once, twice] = [createTableProfiler(['a', 'b']), createTableProfiler(['a', 'b'])];
    for (let i = 0; i < 300; i++) {
      const row = [String(i % 70), i % 2 ? 'yes' : 'no'];
      once.add(row);
      twice.add(row);
      if (i % 20 === 0) twice.result();
    }
    expect(twice.result()).toEqual(once.result());
  });
});
