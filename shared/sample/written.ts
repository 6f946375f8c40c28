/** How systems and people write the same thing down: the mess between the truth and the file. */
import type { Spelling } from './names';
import type { Person } from './person';
import { branchPhone, placeholderPhones, writtenPhone } from './phones';
import type { Random } from './random';

/** The name in Hebrew or Latin letters, now and then in another spelling or with stray spaces. */
export function writtenName(name: Spelling, random: Random, hebrew: number): string {
  if (random.chance(hebrew)) return random.chance(0.03) ? `${name.he} ` : name.he;
  const spelled = random.chance(0.35) ? random.pick(name.latin) : name.latin[0];
  return random.weighted([
    [88, spelled],
    [6, spelled.toUpperCase()],
    [4, spelled.toLowerCase()],
    [2, ` ${spelled}`],
  ]);
}

/** An address as it was typed: capitals, spaces, a sign lost, or nothing at all. `gap`: share without one. */
export function writtenEmail(email: string, random: Random, gap: number): string | null {
  if (random.chance(gap)) return random.chance(0.5) ? null : '';
  return random.weighted([
    [90, email],
    [4, email.replace(/^./, (letter) => letter.toUpperCase())],
    [2, ` ${email}`],
    [1.5, email.toUpperCase()],
    [1, email.replace('@', '')],
    [0.8, email.replace(/\.[a-z.]+$/, '')],
    [0.7, random.pick(['noreply@example.com', 'info@example.com', 'test@example.com'])],
  ]);
}

/** A mobile number as it was typed. `gap`: share without one; `junk`: share with zeros instead. */
export function writtenMobile(person: Person, random: Random, { gap, junk }: { gap: number; junk: number }): string | null {
  if (random.chance(gap)) return random.chance(0.5) ? null : '';
  return random.chance(junk) ? random.pick(placeholderPhones) : writtenPhone(person.mobile, random);
}

/** The ERP's one phone column: the till's number, a landline, zeros, or really the customer's. */
export function phoneInErp(person: Person, random: Random): string | null {
  if (person.branchPhone) return branchPhone;
  if (random.chance(0.09)) return writtenPhone(person.landline, random);
  return writtenMobile(person, random, { gap: 0.06, junk: 0.02 });
}

/** 2026-03-11 */
export function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** 2026-03-11T18:22:05Z */
export function isoTime(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** 11/03/2026, as people here write it. */
export function slashDay(at: Date): string {
  const [year, month, day] = isoDay(at).split('-');
  return `${day}/${month}/${year}`;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** March 3, 2026 */
export function wordyDay(at: Date): string {
  return `${months[at.getUTCMonth()]} ${at.getUTCDate()}, ${at.getUTCFullYear()}`;
}

/** Eight digits, the same for the same number. */
export function hex(number: number): string {
  let x = Math.imul(number ^ 0x5bd1e995, 0x27d4eb2d);
  x = Math.imul(x ^ (x >>> 15), 0x165667b1);
  return ((x ^ (x >>> 13)) >>> 0).toString(16).padStart(8, '0');
}

/** Two decimals, as money is written. */
export function money(amount: number): number {
  return Math.round(amount * 100) / 100;
}
