import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../shared/i18n/translator';
import { languages } from '../shared/text';
import { inferType } from './infer-type';
import { createColumnProfiler } from './profile/column-profile';

const countries: ReadonlySet<string> = new Set(getCountries());

function infer(name: string, values: readonly string[]) {
  const profiler = createColumnProfiler(['IL', 'IR'], countries);
  for (const value of values) profiler.add(value);
  return inferType(name, profiler.result());
}

const repeat = (values: readonly string[], times: number) => Array.from({ length: times }, () => values).flat();

describe('inferType', () => {
  it.each([
    ['email', 'mail', ['a@example.com', 'b.c+d@sub.example.co.il'], 'email', 'email'],
    ['a few wrong addresses', 'mail', [...Array.from({ length: 39 }, (_, i) => `u${i}@example.com`), 'none given'], 'email', 'email'],
    ['local mobile numbers', 'x', ['052-555-0101', '0545550102', '(03) 555-0103'], 'phone', 'phone'],
    ['Persian mobile numbers', 'x', ['۰۹۱۲۱۲۳۴۵۶۷', '09121234568'], 'phone', 'phone'],
    ['international numbers', 'x', ['+972 52 555 0101', '+98 912 123 4567', '+1 212 555 0123'], 'phone', 'phone'],
    ['numbers without a sign, by their name', 'טלפון נייד', ['525550101', '525550102'], 'phone', 'phone'],
    ['the same without a name', 'amount', ['525550101', '525550102'], 'integer', 'integer'],
    ['links', 'u', ['https://example.com/a?b=c', 'www.example.org'], 'url', 'url'],
    ['whole numbers', 'n', ['1', '-20', '3,000', '0'], 'integer', 'integer'],
    ['decimals', 'n', ['1.5', '20', '-3,000.25', '12%'], 'decimal', 'decimal'],
    ['a fraction among whole numbers', 'n', [...Array.from({ length: 40 }, (_, i) => `${i}`), '12.5'], 'decimal', 'decimal'],
    ['all that memory holds of a number', 'n', ['-0.00043402777777776625', '0.13899999999999998', '1.1640640762504093e-44'], 'decimal', 'decimal'],
    ["R's NA among numbers", 'n', ['NA', '3', 'NA', 'NA', '5'], 'integer', 'integer'],
    ["R's NA among dates", 'd', ['NA', '2026-04-25', 'NA'], 'date', 'date'],
    ["R's NA among answers", 'b', ['TRUE', 'NA', 'FALSE', 'NA'], 'boolean', 'boolean'],
    ['Namibia', 'country', ['NA', 'IL', 'FR', 'IR'], 'country', 'country'],
    ['decimal comma', 'n', ['1,5', '2,75', '1.234,56'], 'decimal', 'decimal'],
    ['Persian digits', 'n', ['۱۲', '۳۴۵'], 'integer', 'integer'],
    ['money with signs', 'p', ['₪1,250.00', '₪ 99', '12.50 ₪'], 'money', 'money'],
    ['money in words', 'p', ['100 ש"ח', '2,500 ש״ח'], 'money', 'money'],
    ['money with codes', 'p', ['USD 12.50', '13.00 ILS'], 'money', 'money'],
    ['yes and no', 'b', ['Yes', 'no', 'YES'], 'boolean', 'boolean'],
    ['Hebrew yes and no', 'b', ['כן', 'לא', ' כן '], 'boolean', 'boolean'],
    ['Persian yes and no', 'b', ['بله', 'خیر'], 'boolean', 'boolean'],
    ['ones and zeros', 'b', ['1', '0', '1'], 'boolean', 'boolean'],
    ['only ones, asked', 'is_active', ['1', '1'], 'boolean', 'boolean'],
    ['only ones', 'amount', ['1', '1'], 'integer', 'integer'],
    ['Y and N', 'b', ['Y', 'N', 'N'], 'boolean', 'boolean'],
    ['ISO dates', 'd', ['2026-03-01', '2024-02-29'], 'date', 'date'],
    ['ISO times', 'd', ['2026-03-01T10:20:30Z', '2026-03-01 10:20:30.123+02:00'], 'datetime', 'date'],
    ['named months', 'd', ['1 Mar 2026', 'Mar 2, 2026'], 'date', 'date'],
    ['Jalali dates', 'd', ['1404/12/29', '۱۴۰۳/۰۶/۳۱'], 'date', 'date-jalali'],
    ['day first', 'd', ['03/04/2026', '25/04/2026'], 'date', 'date-day-first'],
    ['month first', 'd', ['03/04/2026', '04/25/2026'], 'date', 'date-month-first'],
    ['compact dates', 'created date', ['20260301', '20260302'], 'date', 'date-compact'],
    ['unix times', 'updated_at', ['1767225600', '1767225601'], 'datetime', 'epoch'],
    ['no dates', 'd', ['2026-02-30', '31/04/2026'], 'string', 'free-text'],
    ['countries', 'country', ['IL', 'US'], 'country', 'country'],
    ['currencies', 'x', ['ILS', 'USD'], 'currency', 'currency'],
    ['codes with leading zeros', 'code', ['00123', '45678'], 'string', 'leading-zeros'],
    ['identity numbers', 'תז', ['000000018', '000000026'], 'string', 'israeli-id'],
    ['long codes', 'code', ['12345678901234567890', '5'], 'string', 'long-digits'],
    ['choices', 'status', repeat(['new', 'open', 'closed'], 5), 'enum', 'few-distinct'],
    ['names are not choices', 'first name', repeat(['Dana', 'Reza'], 5), 'string', 'free-text'],
    ['objects', 'j', ['{"a":1}', '[{"b":2}]'], 'json', 'json'],
    ['lists', 'j', ['["a","b"]', '[]'], 'string[]', 'json-list'],
    ['nothing', 'x', ['', 'NULL', 'N/A', ' - '], 'string', 'no-values'],
    ['texts', 'x', ['one thing', 'another'], 'string', 'free-text'],
    ['account numbers', 'x1', ['GB82 WEST 1234 5698 7654 32', 'IL620108000000099999999'], 'string', 'iban'],
    ['account numbers with a wrong digit', 'x1', ['GB82 WEST 1234 5698 7654 33'], 'string', 'free-text'],
    ['UUIDs', 'x', ['6f9619ff-8b86-4d01-b42d-00cf4fc964ff', '47844631-0905-4541-8844-557844815077'], 'string', 'uuid'],
    ['IP addresses', 'x', ['192.0.2.10', '2001:db8::1', '::1'], 'string', 'ip'],
    ['version numbers', 'x', ['1.2.3', '10.4.1'], 'string', 'free-text'],
    ['card numbers', 'x', ['4111 1111 1111 1111', '5555-5555-5555-4444', '378282246310005'], 'string', 'card'],
    ['sixteen digits that are no card', 'x', ['4111111111111112'], 'string', 'long-digits'],
    ['percentages', 'x', ['12%', '7.5 %', '%3'], 'decimal', 'percent'],
    ['Persian percentages', 'x', ['۱۲٪', '۷٫۵٪'], 'decimal', 'percent'],
    ['times of day', 'x', ['09:30', '23:59:59', '7:05 PM'], 'string', 'time'],
    ['no times of day', 'x', ['25:00', '12:61'], 'string', 'free-text'],
    ['Persian times of day', 'x', ['۰۹:۳۰', '۱۷:۴۵'], 'string', 'time'],
    ['Hebrew dates in letters', 'x', ['כ"ה בתשרי תשפ"ו', 'א׳ בניסן ה׳תשפ״ה', 'ט״ו אדר א תשפ"ד'], 'date', 'date-hebrew'],
    ['Hebrew dates in Latin letters', 'x', ['25 Tishrei 5786', '1 Nisan 5785', '14 Adar II 5784'], 'date', 'date-hebrew'],
    ['Hebrew words with quotes', 'x', ['עו"ד כהן', 'רו"ח לוי', 'ד"ר תמר ברק'], 'string', 'free-text'],
    ['Jalali dates in words', 'x', ['۱۵ مهر ۱۴۰۳', '1 فروردین 1404', 'سه‌شنبه ۲ دی‌ماه ۱۴۰۲'], 'date', 'date-jalali'],
    ['Jalali dates from an Arabic keyboard', 'x', ['٣ دي ١٤٠٢', '٥ ارديبهشت ١٤٠٣'], 'date', 'date-jalali'],
    ['Jalali dates with the day first', 'x', ['29/12/1404', '15/07/1403'], 'date', 'date-jalali'],
    ['a day the Persian calendar lacks', 'x', ['1403/07/31'], 'string', 'free-text'],
    ['Hebrew names of months', 'x', ['5 במרץ 2026', '12 בינואר 2025'], 'date', 'date'],
    ['Persian names of other months', 'x', ['۵ مارس ۲۰۲۶', '۱۲ ژوئن ۲۰۲۵'], 'date', 'date'],
    ['names of months with times', 'x', ['March 5, 2026 10:30', '6 Apr 2026, 08:00:01'], 'datetime', 'date'],
    ['dates of databases', 'x', ['05-MAR-26', '17-SEP-25'], 'date', 'date'],
    ['weekdays before', 'x', ['Thu, 5 Mar 2026', 'Monday 6 April 2026'], 'date', 'date'],
    ['two-digit years', 'x', ['25/04/26', '03/04/26'], 'date', 'date-day-first'],
    ['two-digit years, month first', 'x', ['04/25/26', '03/04/26'], 'date', 'date-month-first'],
    ['dots', 'x', ['5.4.2026', '25.04.2026'], 'date', 'date-day-first'],
    ['dates nobody can decide', 'x', ['05/05/2026', '03/04/2026'], 'date', 'date-order-unknown'],
    ['day first with times', 'x', ['25/04/2026 10:20', '26/04/2026 11:30'], 'datetime', 'date-day-first'],
    ['milliseconds', 'created', ['1767225600000', '1767225601000'], 'datetime', 'epoch'],
    ['money in brackets', 'x', ['(₪1,250.00)', '₪(99.50)', '₪12'], 'money', 'money'],
    ['money with the minus behind', 'x', ['₪ 1,250.00-', '-₪5', '₪-5.5'], 'money', 'money'],
    ['rials', 'x', ['۱٬۲۵۰٬۰۰۰ ریال', '۵۰۰۰ تومان', '﷼ ۱۲۰۰'], 'money', 'money'],
    ['shekels in short', 'x', ['100 שח', '50 שקלים', '12.5 ש״ח'], 'money', 'money'],
    ['dollars of a country', 'x', ['US$ 12.50', 'CA$3'], 'money', 'money'],
    ['letters that are no currency', 'x', ['ABC 12', 'XYQ 13'], 'string', 'free-text'],
    ['thousands with apostrophes', 'x', ["1'250'000", '1’250’300'], 'integer', 'integer'],
    ['thousands with blanks', 'x', ['1 250 000,50', '12 000,75'], 'decimal', 'decimal'],
    ['thousands with dots', 'x', ['1.250.000', '12.000.500'], 'integer', 'integer'],
    ['lakhs', 'x', ['12,34,567', '1,00,000'], 'integer', 'integer'],
    ['numbers in brackets', 'x', ['(1,250)', '300', '(7)'], 'integer', 'integer'],
    ['a real minus sign', 'x', ['−12.5', '3.25'], 'decimal', 'decimal'],
    ['exponents', 'x', ['1.5e3', '2E-4'], 'decimal', 'decimal'],
    ['Arabic digits', 'x', ['١٢٣', '٤٥'], 'integer', 'integer'],
    ['true and false', 'x', ['TRUE', 'false'], 'boolean', 'boolean'],
    ['true and false in Hebrew', 'x', ['אמת', 'שקר'], 'boolean', 'boolean'],
    ['one stray text among numbers', 'x', [...Array.from({ length: 9 }, (_, i) => `${i * 7}`), 'about ten'], 'integer', 'integer'],
    ['two stray texts among ten', 'x', [...Array.from({ length: 8 }, (_, i) => `${i * 7}`), 'about ten', 'none yet'], 'string', 'free-text'],
    ['addresses', 'x', ['הרצל 12, דירה 4', 'ויצמן 7'], 'string', 'free-text'],
    ['choices in Persian', 'وضعیت', repeat(['فعال', 'غیرفعال', 'در انتظار'], 4), 'enum', 'few-distinct'],
    ['choices in Hebrew', 'סטטוס', repeat(['חדש', 'פתוח', 'סגור'], 4), 'enum', 'few-distinct'],
  ] as const)('%s', (_, name, values, type, reason) => {
    const result = infer(name, values);
    expect({ type: result.type, reason: result.reason.code }).toEqual({ type, reason });
  });

  it('says how many values speak for the type', () => {
    expect(infer('mail', [...Array.from({ length: 99 }, (_, i) => `u${i}@example.com`), 'x', '']).reason).toEqual({
      code: 'email',
      params: { matching: 99, of: 100 },
    });
    expect(infer('when', ['01/02/2026', '30/01/2026', '31/01/2026']).reason.params).toEqual({ matching: 3, of: 3, evidence: 2 });
  });

  it('flags dates that nobody can decide, and those that contradict each other', () => {
    expect(infer('d', ['03/04/2026', '05/06/2026']).doubt?.code).toBe('date-order-unknown');
    expect(infer('d', ['13/04/2026', '04/13/2026']).doubt?.code).toBe('date-order-mixed');
    expect(infer('d', ['2026-03-04']).doubt).toBeUndefined();
  });

  it('tells how many values are not like the others, and where the first is', () => {
    const numbers = Array.from({ length: 50 }, (_, i) => `${i}.5`);
    expect(infer('x', [...numbers.slice(0, 20), 'n.a.!', ...numbers.slice(20), 'later']).misfits).toEqual({ count: 2, place: 20 });
    expect(infer('x', ['3', ...repeat(['1', '2'], 20), 'none', '1']).misfits).toEqual({ count: 1, place: 41 });
    expect(infer('x', numbers).misfits).toBeUndefined();
  });

  it('finds the smallest and the largest value as they are written', () => {
    const ends = (values: readonly string[]) => {
      const { range } = infer('x', values);
      return range && [range.min, range.max];
    };
    expect(ends(['₪1,250.00', '(₪30)', '₪7'])).toEqual(['(₪30)', '₪1,250.00']);
    expect(ends(['1.234,5', '99,25', '1.000,75'])).toEqual(['99,25', '1.234,5']);
    expect(ends(['02/01/2026', '01/02/2026', '25/01/2026'])).toEqual(['02/01/2026', '01/02/2026']);
    expect(ends(['02/01/2026', '01/02/2026', '01/25/2026'])).toEqual(['01/02/2026', '02/01/2026']);
    expect(ends(['31/12/99', '01/01/00', '05/05/39'])).toEqual(['31/12/99', '05/05/39']);
    expect(ends(['۱۵ مهر ۱۴۰۳', '۱ آبان ۱۴۰۳', '۳۰ شهریور ۱۴۰۳'])).toEqual(['۳۰ شهریور ۱۴۰۳', '۱ آبان ۱۴۰۳']);
    expect(ends(['כ"ה בתשרי תשפ"ו', 'א׳ באלול תשפ"ה', 'ב׳ בתשרי תשפ"ו'])).toEqual(['א׳ באלול תשפ"ה', 'כ"ה בתשרי תשפ"ו']);
    expect(ends(['10:00', '11:00'])).toBeUndefined();
  });

  it('says when not every phone number was checked', () => {
    const spread = ['+4915112', '+4915712', '+4917012'].flatMap((start) =>
      Array.from(
        { length: 2_000 },
        (_, i) =>
          `${start.slice(0, 6)}${String(i * 49_999 + 1_000_000)
            .padStart(8, '1')
            .slice(0, 8)}`,
      ),
    );
    const { type, reason } = infer('x', spread);
    expect({ type, code: reason.code }).toEqual({ type: 'phone', code: 'phone-sampled' });
    expect(reason.params.checked).toBeLessThan(6_000);
    expect(reason.params.checked).toBeGreaterThan(1_000);
  });

  it('never throws, and does not mind the order of the rows', { tags: ['long'], timeout: 20_000 }, () => {
    const piece = fc.constantFrom(
      '1',
      '0',
      '۵',
      ',',
      '.',
      '-',
      '/',
      ' ',
      '(',
      ')',
      '₪',
      '%',
      ':',
      '@',
      'a',
      'USD',
      'כ"ה',
      'תשרי',
      'מהר',
      'مهر',
      '{',
      '[',
      '"',
      '05',
      '2026',
      '\u200e',
      '😀',
    );
    const made = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));
    const usual = fc.constantFrom(
      '1',
      '2.5',
      '03/04/2026',
      '25/04/2026',
      '₪5',
      'yes',
      'no',
      '0501234567',
      'a@example.com',
      '12%',
      '10:30',
      '۱۴۰۳/۰۱/۰۲',
      '007',
      '',
      'IL',
      'ILS',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(usual, usual, made, fc.string({ unit: 'binary' })), { maxLength: 40 }),
        fc.infiniteStream(fc.nat()),
        fc.string(),
        (values, picks, name) => {
          const left = [...values];
          const shuffled = values.map(() => left.splice((picks.next().value ?? 0) % left.length, 1)[0] ?? '');
          const { misfits, ...inferred } = infer(name, values);
          const { misfits: others, ...again } = infer(name, shuffled);
          expect(again).toEqual(inferred);
          expect(others?.count).toBe(misfits?.count);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('writes the form of the values as their native type', () => {
    expect(infer('x', ['abc', 'abcd']).nativeType).toBe('text(4)');
    expect(infer('d', ['25.04.2026']).nativeType).toBe('date (dd.mm.yyyy)');
    expect(infer('b', ['כן', 'לא']).nativeType).toBe('boolean (כן/לא)');
  });

  it.each(languages)('has words for its reasons in %s', (language) => {
    const translate = createTranslate(language);
    for (const values of [
      ['a@example.com'],
      ['1'],
      ['x'],
      ['03/04/2026'],
      ['13/04/2026', '04/13/2026'],
      ['0521234567'],
      ['GB82WEST12345698765432'],
      ['4111111111111111'],
      ['6f9619ff-8b86-4d01-b42d-00cf4fc964ff'],
      ['192.0.2.1'],
      ['10:30'],
      ['5%'],
      ['25 Tishrei 5786'],
      [],
    ]) {
      const { code, params } = infer('x', values).reason;
      const text = translate(`reason.type.${code}`, params);
      expect(text).not.toContain('reason.type');
      expect(text).not.toContain('{{');
    }
  });
});
