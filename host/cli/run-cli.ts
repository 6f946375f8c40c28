/** The `masa` command line. The same functions as the app's, in this process; problems in words on stderr. */
import { parseArgs } from 'node:util';
import { readDate } from '../../shared/read-date';
import type { AppFolders } from '../app-folder';
import type { SpawnExecutor } from '../executor-process';
import { versionOf } from '../version';
import { createWords, languageOf, type Words } from '../words';

export type CliContext = { folders: AppFolders; spawnExecutor: SpawnExecutor };

/** 0 done, 1 failed, 2 asked wrongly. */
export type ExitCode = number;

type Values = Record<string, string | undefined>;
type Command = {
  /** One that may be given several times comes as one value, separated by commas. */
  options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;
  required: readonly string[];
  /** How many paths it takes. */
  files: 'any' | 'one' | 'some' | 'at-most-one';
  /** A switch that was given is `'true'`. */
  run: (values: Values, files: [string, ...string[]], words: Words, context: CliContext) => Promise<ExitCode>;
};

/** Loaded when asked for: drawing documents brings megabytes of libraries that `--help` and `executor` do without. */
const commands: Record<string, Command> = {
  validate: {
    options: {},
    required: [],
    files: 'one',
    run: async (_values, [file], words, { folders }) => (await import('./validate-file')).validateFile(file, words, folders),
  },
  export: {
    options: { out: { type: 'string' }, only: { type: 'string', multiple: true }, language: { type: 'string', multiple: true } },
    required: ['out'],
    files: 'one',
    async run({ out = '', only, language, lang }, [file], words, { folders }) {
      const { exportDocuments, exportKinds, readKinds, readLanguages } = await import('./export-documents');
      const read = readLanguages(language ?? words.language);
      if ('unknown' in read) return misused(words.say('cli.unknown-language', { lang: read.unknown }), 'cli.help.export', words);
      const kinds = only === undefined ? undefined : readKinds(only);
      if (kinds && 'unknown' in kinds)
        return misused(words.say('cli.unknown-kind', { kind: kinds.unknown, kinds: exportKinds.join(', ') }), 'cli.help.export', words);
      return exportDocuments({ file, out, languages: language !== undefined || lang ? read.languages : undefined, only: kinds?.kinds, words, folders });
    },
  },
  verify: {
    options: { json: { type: 'boolean' } },
    required: [],
    files: 'some',
    async run({ json }, [file, other, ...more], words, { folders }) {
      if (more.length > 0) return misused(words.say('cli.two-files'), 'cli.help.verify', words);
      const { verifyFile } = await import('./verify-pack');
      return verifyFile({ file, other, json: json !== undefined, words, folders });
    },
  },
  import: {
    options: { json: { type: 'boolean' }, into: { type: 'string' } },
    required: [],
    files: 'some',
    async run({ json, into }, files, words, { folders }) {
      const { importFiles } = await import('./import-files');
      return importFiles({ files, json: json !== undefined, into, words, folders });
    },
  },
  identity: {
    options: { samples: { type: 'string' }, json: { type: 'boolean' }, reveal: { type: 'boolean' } },
    required: ['samples'],
    files: 'one',
    async run({ samples = '', json, reveal }, [file], words, { folders }) {
      const { askIdentity } = await import('./ask-samples');
      return askIdentity({ file, samples, json: json !== undefined, reveal: reveal !== undefined, words, folders });
    },
  },
  segments: {
    options: { samples: { type: 'string' }, json: { type: 'boolean' }, sql: { type: 'string' } },
    required: [],
    files: 'one',
    async run({ samples, json: wantsJson, sql }, [file], words, { folders }) {
      const json = wantsJson !== undefined;
      if (sql !== undefined && sql !== 'postgres') return misused(words.say('cli.unknown-dialect', { sql }), 'cli.help.segments', words);
      if (!samples && !sql) return misused(words.say('cli.option-missing', { option: '--samples' }), 'cli.help.segments', words);
      const { askSegments, printSegmentSql } = await import('./ask-samples');
      return samples ? askSegments({ file, samples, json, sql: sql !== undefined, words, folders }) : printSegmentSql(file, json, words);
    },
  },
  check: {
    options: { json: { type: 'boolean' } },
    required: [],
    files: 'one',
    async run({ json }, [file], words, { folders }) {
      const { checkEngagement } = await import('./check-engagement');
      return checkEngagement({ file, json: json !== undefined, words, folders });
    },
  },
  gap: {
    options: { json: { type: 'boolean' } },
    required: [],
    files: 'one',
    async run({ json }, [file], words, { folders }) {
      const { printGap } = await import('./analyse-gap');
      return printGap({ file, json: json !== undefined, words, folders });
    },
  },
  questionnaire: {
    options: {
      vendor: { type: 'string' },
      out: { type: 'string' },
      in: { type: 'string' },
      into: { type: 'string' },
      json: { type: 'boolean' },
      weights: { type: 'boolean' },
      filled: { type: 'boolean' },
      anonymous: { type: 'boolean' },
      due: { type: 'string' },
    },
    required: [],
    files: 'one',
    async run({ vendor, out, in: filled, into, json, weights, filled: withAnswers, anonymous, due, lang }, [file], words, { folders }) {
      const { readFilledQuestionnaire, writeQuestionnaire } = await import('./vendor-questionnaire');
      const wrong = (text: string) => misused(text, 'cli.help.questionnaire', words);
      if (out !== undefined && filled !== undefined) return wrong(words.say('cli.options-exclude', { one: '--out', other: '--in' }));
      if (filled !== undefined) return readFilledQuestionnaire({ file, filled, vendor, json: json !== undefined, into, words, folders });
      if (out === undefined) return wrong(words.say('cli.option-missing', { option: '--out' }));
      if (vendor === undefined) return wrong(words.say('cli.option-missing', { option: '--vendor' }));
      if (due !== undefined && readDate(due) !== due) return wrong(words.say('cli.not-a-day', { option: '--due', value: due }));
      const options = { weights: weights !== undefined, filled: withAnswers !== undefined, anonymous: anonymous !== undefined, ...(due && { due }) };
      return writeQuestionnaire({ file, vendor, out, language: lang ? words.language : undefined, options, words, folders });
    },
  },
  simulate: {
    options: {
      customers: { type: 'string' },
      days: { type: 'string' },
      seed: { type: 'string' },
      from: { type: 'string', multiple: true },
      samples: { type: 'string' },
      events: { type: 'string' },
      until: { type: 'string' },
      answers: { type: 'boolean' },
      json: { type: 'boolean' },
    },
    required: [],
    files: 'one',
    async run({ seed = '1', from, json, ...given }, [file], words, { folders }) {
      for (const [option, value = '0'] of Object.entries({ customers: given.customers, days: given.days, seed }))
        if (!/^\d{1,10}$/.test(value)) return misused(words.say('cli.not-a-number', { option: `--${option}`, value }), 'cli.help.simulate', words);
      const { peopleAsked, simulateJourneys } = await import('./simulate-journeys');
      const starts = from?.split(',') ?? [];
      const people = peopleAsked(given, { file, isFromSample: starts.includes('sample') });
      if ('missing' in people) return misused(words.say('cli.option-missing', { option: people.missing }), 'cli.help.simulate', words);
      if ('excluded' in people) return misused(words.say('cli.options-exclude', people.excluded), 'cli.help.simulate', words);
      const date = starts.find((one) => one !== 'sample');
      return simulateJourneys({ file, people, seed: Number(seed), from: date, json: json !== undefined, words, folders });
    },
  },
  convert: {
    options: { to: { type: 'string' }, out: { type: 'string' }, journey: { type: 'string' }, force: { type: 'boolean' }, scale: { type: 'string' } },
    required: ['to'],
    files: 'one',
    async run({ to = '', out, journey, force, scale = '1', lang }, [file], words, { folders }) {
      const { convertJourney, isExportFormat, toPictureScale } = await import('./convert-journey');
      if (!isExportFormat(to)) return misused(words.say('cli.unknown-format', { format: to }), 'cli.help.convert', words);
      const pixels = toPictureScale(scale);
      if (!pixels) return misused(words.say('cli.unknown-scale', { scale }), 'cli.help.convert', words);
      return convertJourney({ file, to, out, journey, force: force !== undefined, scale: pixels, language: lang ? words.language : undefined, words, folders });
    },
  },
  summary: {
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      data: { type: 'string' },
      sandbox: { type: 'boolean' },
      out: { type: 'string' },
      json: { type: 'boolean' },
    },
    required: [],
    files: 'at-most-one',
    async run({ from, to, data, sandbox, out, json, lang }, [engagement], words, { folders, spawnExecutor }) {
      const { isDay, makeSummary } = await import('./make-summary');
      for (const [option, day] of Object.entries({ from, to }))
        if (day !== undefined && !isDay(day)) return misused(words.say('cli.not-a-day', { option: `--${option}`, value: day }), 'cli.help.summary', words);
      if (out === undefined && json === undefined) return misused(words.say('cli.option-missing', { option: '--out' }), 'cli.help.summary', words);
      return makeSummary({
        ...{ engagement: engagement || undefined, from, to, data, out, words, folders, spawn: spawnExecutor },
        ...{ sandbox: sandbox !== undefined, json: json !== undefined, language: lang ? words.language : undefined },
      });
    },
  },
  executor: {
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      sandbox: { type: 'boolean' },
      'requests-per-second': { type: 'string' },
      'events-per-second': { type: 'string' },
    },
    required: ['data'],
    files: 'any',
    async run({ data = '', port, sandbox, lang: _, ...limits }, [action, backup], words, { spawnExecutor }) {
      if (action) {
        const { careForExecutor, isCareAction } = await import('./care-for-executor');
        if (!isCareAction(action) || (action === 'restore') !== (backup !== undefined))
          return misused(words.say('cli.unknown-action', { action }), 'cli.help.executor', words);
        return careForExecutor({ action, backup, data, sandbox: sandbox !== undefined, words, spawn: spawnExecutor });
      }
      const { runExecutor } = await import('./run-executor');
      return runExecutor({ data, port, sandbox: sandbox !== undefined, limits, words, spawn: spawnExecutor });
    },
  },
};

export async function runCli(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const [name = '--help', ...rest] = args;
  const words = createWords(languageOf(process.env, langIn(args)));
  if (name === '--help' || name === '-h' || name === 'help') {
    console.log(words.say('cli.help'));
    return 0;
  }
  if (name === '--version') {
    console.log(versionOf(context.folders.app));
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return misused(words.say('cli.unknown-command', { name }), 'cli.help', words);
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(words.say(`cli.help.${name}`));
    return 0;
  }

  let parsed: { values: Values; positionals: string[] };
  try {
    const { values, positionals } = parseArgs({ args: rest, options: { ...command.options, lang: { type: 'string' } }, allowPositionals: true });
    parsed = { values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)])), positionals };
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error), `cli.help.${name}`, words);
  }
  const { values, positionals } = parsed;
  const [first = '', ...more] = positionals;
  const isRight = { any: true, one: positionals.length === 1, some: positionals.length > 0, 'at-most-one': positionals.length < 2 }[command.files];
  if (!isRight) return misused(words.say(command.files === 'some' ? 'cli.some-files' : 'cli.one-file'), `cli.help.${name}`, words);
  const missing = command.required.find((option) => !values[option]);
  if (missing) return misused(words.say('cli.option-missing', { option: `--${missing}` }), `cli.help.${name}`, words);
  if (values.lang && !['en', 'he', 'fa'].includes(values.lang))
    return misused(words.say('cli.unknown-language', { lang: values.lang }), `cli.help.${name}`, words);
  return command.run(values, [first, ...more], words, context);
}

function misused(what: string, help: string, words: Words): ExitCode {
  console.error(`${what}\n\n${words.say(help)}`);
  return 2;
}

/** Known before anything is parsed, so that even the complaint about a wrong option is in the wanted language. */
function langIn(args: readonly string[]): string | undefined {
  const at = args.indexOf('--lang');
  return at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
}
