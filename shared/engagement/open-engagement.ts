import { failed, ok, problem, problemsOfZod, type Result, refuse } from '../problem';
import { checkReferences } from './check-references';
import { isTooDeep, parseJsonText } from './json-text';
import { migrations } from './migrations/list';
import { type JsonObject, runMigrations } from './migrations/migration';
import { type Engagement, engagementSchema, FORMAT, FORMAT_VERSION } from './schema';

/** How many faults of a damaged document are listed. */
const MAX_FAULTS = 20;

/**
 * The one way in for every document, whatever it comes from, as a value or as its JSON text: is it ours? → too new? →
 * migrate → validate.
 * Fails with `not-an-engagement`, `engagement-too-new` {version, known}, `engagement-too-deep`, or `engagement-damaged`,
 * once per fault, with the place as path. Nothing is repaired in silence: references that lead nowhere are kept and
 * come back as warnings.
 */
export function openEngagement(value: unknown): Result<Engagement> {
  if (typeof value === 'string') return parseEngagementText(value);
  return isTooDeep(value) ? refuse('engagement-too-deep') : openValue(value);
}

function openValue(value: unknown): Result<Engagement> {
  if (!isObject(value) || value.format !== FORMAT) return refuse('not-an-engagement');
  const version = value.formatVersion;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return failed(problem('blocks', 'engagement-damaged', ['formatVersion'], { place: 'formatVersion', fault: 'whole-number', message: String(version) }));
  if (version > FORMAT_VERSION) return refuse('engagement-too-new', { version, known: FORMAT_VERSION });

  let migrated: JsonObject;
  try {
    migrated = runMigrations(migrations, value, version);
  } catch (error) {
    // An old document that isn't what its version promises; a migration may trip over it anywhere.
    return failed(
      problem('blocks', 'engagement-damaged', ['formatVersion'], {
        place: 'formatVersion',
        fault: 'other',
        message: error instanceof Error ? error.message : String(error),
      }),
    );
  }
  const parsed = engagementSchema.safeParse(migrated);
  if (!parsed.success) {
    const faults = problemsOfZod(parsed.error, 'engagement-damaged', MAX_FAULTS);
    return { ok: false, problems: faults.map((fault) => ({ ...fault, params: { ...fault.params, place: placeOf(fault.path) } })) };
  }
  return ok(parsed.data, checkReferences(parsed.data));
}

/** The content of a `.masa.json` file. Adds `engagement-file-too-large`, `not-json` and `json-too-deep` to what `openEngagement` says. */
export function parseEngagementText(text: string): Result<Engagement> {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return parsed;
  // Text within text is nobody's document, and would be unpacked for ever.
  return typeof parsed.value === 'string' ? refuse('not-an-engagement') : openValue(parsed.value);
}

/** The text of the file: indented by one, so that a person can compare two versions line by line. */
export function toEngagementText(engagement: Engagement): string {
  return `${JSON.stringify(engagement, null, 1)}\n`;
}

function placeOf(path: readonly (string | number)[]): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('') || '.';
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
