/**
 * Suggested mappings: how long 600 fields take, and how many first suggestions are right, beside two programs that compare
 * texts. Those are looked for in the folder of MASA_BENCH_PEERS (`npm install fuse.js string-similarity` there); one that is
 * missing is left out by name. They get what a name alone can give: ids and labels of all attributes in three languages.
 *   npm run bench -- suggestions
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Engagement } from '../shared/engagement/schema';
import { suggestMappings } from '../shared/record/suggest-mappings';
import { allFields } from '../shared/sources/find';
import { languages } from '../shared/text';
import { handWrittenSet, kindsOfRule, type RenamedSet, renamedByRule, scoreOf, total } from '../tests/suggestions/renamed-fields';
import { median, tell } from './measure';

const FIELDS = 600;
const RUNS = 7;
const TARGET_MS = 300;
const peers = process.env.MASA_BENCH_PEERS ?? '';

type First = { attribute: string; score: number };
type Matcher = (engagement: Engagement) => (field: string) => First | undefined;
type Match = (name: string) => First | undefined;

/** 600 fields in as many spellings as the renamed sets have, every name its own. */
function largeSet(): Engagement {
  const sets = [handWrittenSet(), ...kindsOfRule.map(renamedByRule)];
  const [first] = sets;
  if (!first) throw new Error('no set');
  let left = FIELDS;
  const sources = sets.flatMap(({ engagement }, n) =>
    engagement.sources.flatMap((source) => {
      const objects = source.objects.map((object) => {
        const fields = object.fields.slice(0, left).map((field) => ({ ...field, id: `${n}${field.id.slice(1)}` }));
        left -= fields.length;
        return { ...object, fields };
      });
      return objects.some(({ fields }) => fields.length > 0) ? [{ ...source, objects }] : [];
    }),
  );
  return { ...first.engagement, sources };
}

/** The same fields in a new document, as after an edit: nothing kept for the old one can be used. */
function edited(engagement: Engagement): Engagement {
  return structuredClone(engagement);
}

const ours: Matcher = (engagement) => {
  const first = new Map<string, First>();
  for (const suggestion of suggestMappings(engagement)) if (!first.has(suggestion.field)) first.set(suggestion.field, suggestion);
  return (field) => first.get(field);
};

function namesOf(engagement: Engagement): { attribute: string; name: string }[] {
  return engagement.record.attributes.flatMap(({ id, label }) =>
    [id.replaceAll('-', ' '), ...languages.map((language) => label[language] ?? '')]
      .filter(Boolean)
      .map((name) => ({ attribute: id, name: name.toLowerCase() })),
  );
}

/** As anybody would prepare a name for such a program. */
function plainName(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_.\-[\]$]+/g, ' ')
    .trim()
    .toLowerCase();
}

function byName(create: (names: { attribute: string; name: string }[]) => Match): Matcher {
  return (engagement) => {
    const match = create(namesOf(engagement));
    const first = new Map(allFields(engagement).map(({ field }) => [field.id, match(plainName(field.nativeName))]));
    return (field) => first.get(field);
  };
}

type Fuse = new (list: readonly unknown[], options: object) => { search(text: string, options: object): { item: { attribute: string }; score: number }[] };
type Similarity = { findBestMatch(text: string, list: string[]): { bestMatchIndex: number; bestMatch: { rating: number } } };

function peerMatchers(): [string, Matcher | undefined][] {
  const load = <T>(name: string): T | undefined => {
    try {
      return createRequire(join(peers, 'package.json'))(name) as T;
    } catch {
      return undefined;
    }
  };
  const fuse = load<Fuse | { default: Fuse }>('fuse.js');
  const FuseClass = fuse && ('default' in fuse ? fuse.default : fuse);
  const similarity = load<Similarity>('string-similarity');
  return [
    [
      'fuse.js',
      FuseClass &&
        byName((names) => {
          const index = new FuseClass(names, { keys: ['name'], includeScore: true, threshold: 0.6, ignoreLocation: true });
          return (name) => {
            const [best] = index.search(name.slice(0, 32), { limit: 1 });
            return best && { attribute: best.item.attribute, score: 1 - best.score };
          };
        }),
    ],
    [
      'string-similarity',
      similarity &&
        byName((names) => {
          const list = names.map(({ name }) => name);
          return (name) => {
            const { bestMatchIndex, bestMatch } = similarity.findBestMatch(name, list);
            const found = names[bestMatchIndex];
            return found && bestMatch.rating > 0 ? { attribute: found.attribute, score: bestMatch.rating } : undefined;
          };
        }),
    ],
  ];
}

type Figure = 'coldMs' | 'coldBusyMs' | 'warmMs' | 'warmBusyMs';
const figures: Record<Figure, string> = {
  coldMs: 'first call of a process, by the clock',
  coldBusyMs: 'first call of a process, processor time of all threads',
  warmMs: 'later calls, by the clock',
  warmBusyMs: 'later calls, processor time of all threads',
};

/** In a process of its own: the first call builds everything, the next ones find it. */
function timeOnce(matcher: Matcher): Record<Figure, number> {
  const engagement = largeSet();
  const time = () => {
    const document = edited(engagement);
    const before = process.cpuUsage();
    const began = performance.now();
    matcher(document);
    const ms = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    return { ms, busyMs: (user + system) / 1000 };
  };
  const cold = time();
  const warm = Array.from({ length: RUNS }, time);
  return { coldMs: cold.ms, coldBusyMs: cold.busyMs, warmMs: median(warm.map(({ ms }) => ms)), warmBusyMs: median(warm.map(({ busyMs }) => busyMs)) };
}

function share({ right, of }: { right: number; of: number }): string {
  return `${right} of ${of} (${of === 0 ? '–' : Math.round((right / of) * 100)} %)`;
}

function quality(name: string, matcher: Matcher, sets: readonly RenamedSet[]): void {
  const score = scoreOf(sets, ({ engagement }) => matcher(engagement));
  console.log(`\n${name}: first suggestion right\n  kind of change | tuning half | held-out half`);
  for (const [kind, tallies] of score.byKind) console.log(`  ${kind} | ${share(tallies.tuning)} | ${share(tallies['held-out'])}`);
  console.log(`  all | ${share(total(score, 'tuning'))} | ${share(total(score, 'held-out'))}`);
  console.log(`  suggested at 75 % or more for fields that feed nothing | ${share(score.falseAlarms.tuning)} | ${share(score.falseAlarms['held-out'])}`);
}

const matchers: [string, Matcher | undefined][] = [['masa', ours], ...peerMatchers()];
const [, script = '', only] = process.argv;

if (only !== undefined) {
  const matcher = matchers.find(([name]) => name === only)?.[1];
  if (matcher) console.log(JSON.stringify(timeOnce(matcher)));
} else {
  const sets = [...kindsOfRule.map(renamedByRule), handWrittenSet()];
  for (const [name, matcher] of matchers) {
    if (!matcher) {
      console.log(`${name}: not installed, left out`);
      continue;
    }
    const runs = Array.from({ length: RUNS }, () => {
      const { stdout, stderr } = spawnSync(process.execPath, [script, name], { encoding: 'utf8' });
      if (!stdout.startsWith('{')) throw new Error(stderr);
      return JSON.parse(stdout) as ReturnType<typeof timeOnce>;
    });
    const target = name === 'masa' ? TARGET_MS : undefined;
    for (const figure of Object.keys(figures) as Figure[])
      tell(
        `${name}: ${FIELDS} fields, ${figures[figure]}`,
        runs.map((run) => run[figure]),
        target,
      );
    quality(name, matcher, sets);
  }
}
