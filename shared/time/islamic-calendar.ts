/**
 * The Islamic calendar of Umm al-Qura (Saudi Arabia), which is calculated ahead. Elsewhere the moon is looked for: in Iran a
 * month begins on the same day or a day later. Days are counted since 1970-01-01.
 */
const FIRST_YEAR = 1318;
/** 1 Muharram 1318 was 30 April 1900. */
const FIRST_DAY = -25_448;

/** A year in three hex digits, a month in a bit, Muharram the highest: 1 for 30 days, 0 for 29. */
const lengths = `
b6a5ad4aea4f51768b6a5ad52d695b49da4dd26d955ac9b62baa5b52ba956caae92f49762b6956acaba4bd25d92dc96d54daa5b52ba55b49b655729754b6a3752b6556aaab
52bc95d4ada55caad69574ab94baa5b52b6a5752768b745b5555a95b49da4dd26e936aaad54db25d52da95b4aba55b49b64b715b4ab5a55d25e92ec96d4ae996b4aba93d49
da4db2ab94baa5b52ba95b2ab5555c4bd23d91da95b4ab5a56d2b693b49b6556a9754b6a56caad555b29b92ba95d4ada55aaab595749764baa5b52b6a56e4db25b52b6a5ad
2ae92f49764b6a56acad655d49da4dd16d955aa5b52da95b4ad5956ca6e4aea4f52b6956aaab54bd25d92ea96d4ada95b4aba55b29b54d6a97547693749b5556aa6b52b`.replaceAll('\n', '');

/** The first day of every month, and of the first month after the last. */
const monthStarts = startsOf(lengths);

function startsOf(digits: string): readonly number[] {
  const starts = [FIRST_DAY];
  let at = FIRST_DAY;
  for (const digit of digits)
    for (let bit = 3; bit >= 0; bit--) {
      at += 29 + ((Number.parseInt(digit, 16) >> bit) & 1);
      starts.push(at);
    }
  return starts;
}

/** Undefined outside 1318–1500 (1900–2077). */
export function dayOfIslamic(year: number, month: number, day: number): number | undefined {
  const index = (year - FIRST_YEAR) * 12 + month - 1;
  const start = index >= 0 && index < monthStarts.length - 1 ? monthStarts[index] : undefined;
  return start === undefined ? undefined : start + day - 1;
}

/** 29 or 30; undefined outside the table. */
export function daysInIslamicMonth(year: number, month: number): number | undefined {
  const [start, next] = [dayOfIslamic(year, month, 1), monthStarts[(year - FIRST_YEAR) * 12 + month]];
  return start === undefined || next === undefined ? undefined : next - start;
}
