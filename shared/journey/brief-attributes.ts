/** The attributes a journey rests on: what each is, which field or formula gives it, who writes it, and what holds until somebody does. */
import { refsOf } from '../condition/refs';
import { formulaLines } from '../record/formula/formula-words';
import { parseFormula } from '../record/formula/parse-formula';
import type { Attribute } from '../record/schema';
import { readScoreForm } from '../record/score/score-form';
import type { Block, Inline, Line, Row, Tone } from '../report';
import type { FieldPlace } from '../sources/find';
import type { FieldStatus } from '../sources/schema';
import { textIn } from '../text';
import { type BriefSetting, stepNumber } from './brief-setting';
import { journeyNeeds } from './journey-needs';
import { nodeOfProblem } from './journey-problem';
import { attributeName, listed } from './node-label';
import { runtimeNeeds } from './runtime-needs';
import type { Journey } from './schema';

const tones: Record<FieldStatus, Tone> = { confirmed: 'plain', promised: 'accent', 'open-question': 'waiting', missing: 'blocking' };
const mostValues = 12;

/** Those whose lack would stop the journey first, then those that only its limits, language and clock ask for. */
export function attributeBlocks(setting: BriefSetting): Block[] {
  const { journey, context, translate } = setting;
  const { attributes } = journeyNeeds(journey, context);
  const rows = attributes.map((id) => neededRow(id, setting));
  const known = new Set(attributes);
  const others = besides(setting).flatMap(([id, why]) => {
    if (known.has(id)) return [];
    known.add(id);
    return besideRow(id, why, setting);
  });
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('brief.attribute'), width: 128 },
        { title: translate('brief.type'), width: 80 },
        { title: translate('brief.comes-from'), width: '*' },
        { title: translate('brief.state'), width: 62 },
      ],
      rows: [...blockedFirst(rows), ...others],
      whenEmpty: translate('brief.none'),
    },
    ...untilBlocks(attributes, setting),
  ];
}

export function blockedFirst<T extends { tone?: Tone }>(rows: readonly T[]): T[] {
  const worry = (row: T) => (row.tone === 'blocking' ? 0 : row.tone === 'waiting' ? 1 : row.tone === 'accent' ? 2 : 3);
  return rows.toSorted((a, b) => worry(a) - worry(b));
}

function neededRow(id: string, setting: BriefSetting): Row {
  const { context, translate } = setting;
  const known = context.attributes.get(id);
  const name: Line = [attributeName(id, setting), '\n', { text: id, code: true }];
  if (!known) return { cells: [name, '', '', translate('brief.blocked')], tone: 'blocking' };
  const { attribute, fields, blocked } = known;
  const cells = (state: string): Line[] => [name, typeLine(attribute, setting), originLine(attribute, fields, setting), state];
  if (attribute.origin !== 'mapped') return { cells: cells(translate('brief.available')) };
  if (blocked) return { cells: cells(translate('brief.blocked')), tone: 'blocking' };
  const status = surest(fields);
  return { cells: cells(translate(`field-status.${status}`)), tone: tones[status] };
}

/** What the caps, the choice of language, the clock and the journey's own writing ask for: none of it keeps the journey from running. */
function besides({ journey, engagement, context }: BriefSetting): (readonly [id: string, why: string])[] {
  const rules = [...journey.policies.suppressions.map((id) => context.suppressions.get(id)), ...journey.policies.own];
  const caps = rules.some((one) => one?.rule.kind === 'caps') ? engagement.caps.flatMap(({ when }) => refsOf(when).attributes) : [];
  return [
    ...caps.map((id) => [id, 'brief.data-for-caps'] as const),
    ...runtimeNeeds(journey, engagement).map(([id, why]) => [id, `brief.data-for-${why}`] as const),
    ...journey.nodes.flatMap((node) => (node.kind === 'update' ? [[node.attribute, 'brief.data-for-writing'] as const] : [])),
  ];
}

function besideRow(id: string, why: string, setting: BriefSetting): Row[] {
  const { context, translate } = setting;
  const known = context.attributes.get(id);
  if (!known) return [];
  const { attribute, fields, blocked } = known;
  const state = blocked
    ? translate('brief.data-without')
    : attribute.origin === 'mapped'
      ? translate(`field-status.${surest(fields)}`)
      : translate('brief.available');
  const name: Line = [attributeName(id, setting), '\n', { text: id, code: true }, '\n', { text: translate(why), tone: 'quiet' }];
  return [{ cells: [name, typeLine(attribute, setting), originLine(attribute, fields, setting), state], ...(blocked ? { tone: 'waiting' as const } : {}) }];
}

/** The type; of a list, the values as they are spelled. */
function typeLine({ type, values = [] }: Attribute, { translate, engagement }: BriefSetting): Line {
  if (type === 'money') return [translate('type.money'), ' ', { text: engagement.client.currency, code: true }];
  const spelled = values.slice(0, mostValues).flatMap(({ id }): Inline[] => ['\n', { text: id, code: true }]);
  return [
    translate(`type.${type}`),
    ...spelled,
    ...(values.length > mostValues ? [`\n${translate('brief.more-fields', { count: values.length - mostValues })}`] : []),
  ];
}

function originLine(attribute: Attribute, fields: readonly FieldPlace[], setting: BriefSetting): Line {
  const { translate } = setting;
  const from: Inline[] =
    attribute.origin === 'mapped'
      ? (placesLine(fields, setting) ?? [translate('brief.no-source')])
      : attribute.origin === 'computed'
        ? [computedWords(attribute, setting)]
        : [translate(`origin.${attribute.origin}`)];
  const writers = writersOf(attribute.id, setting);
  return writers ? [...from, `\n${translate('brief.data-written-by', { journeys: writers })}`] : from;
}

function computedWords({ id, formula }: Attribute, setting: BriefSetting): string {
  const { translate } = setting;
  const parsed = formula === undefined ? undefined : parseFormula(formula);
  if (formula === undefined || !parsed?.ok) return translate('origin.computed');
  if (readScoreForm(formula)) return translate('brief.data-score');
  return `${translate('origin.computed')}: ${formulaLines(parsed.value, id, setting).join('\n')}`;
}

/** Journeys that set it, this one by its steps. */
function writersOf(id: string, setting: BriefSetting): string | undefined {
  const { engagement, journey, translate, language } = setting;
  const steps = (one: Journey) => one.nodes.filter((node) => node.kind === 'update' && node.attribute === id);
  const names = engagement.journeys.flatMap((one) => {
    const writing = one.status === 'retired' ? [] : steps(one);
    if (writing.length === 0) return [];
    if (one.id !== journey.id) return [`\u2068${textIn(one.name, language) || one.key}\u2069`];
    return [
      translate('brief.data-written-here', {
        numbers: listed(
          writing.map((node) => stepNumber(node.id, setting)),
          language,
        ),
      }),
    ];
  });
  return names.length > 0 ? names.join(' · ') : undefined;
}

/** The best that is known of the fields that feed it. */
function surest(fields: readonly FieldPlace[]): FieldStatus {
  for (const status of ['confirmed', 'promised', 'open-question'] as const) if (fields.some(({ field }) => field.status === status)) return status;
  return 'missing';
}

/** At most three: the brief is read by people, the field map has them all. */
function placesLine(fields: readonly FieldPlace[], { language, translate }: BriefSetting): Inline[] | undefined {
  if (fields.length === 0) return undefined;
  const inlines = fields
    .slice(0, 3)
    .flatMap(({ source, object, field }, i): Inline[] => [
      ...(i > 0 ? ['\n'] : []),
      { text: textIn(source.name, language), user: true },
      ' ',
      { text: `${object.nativeName}.${field.nativeName}`, code: true },
    ]);
  return fields.length > 3 ? [...inlines, `\n${translate('brief.more-fields', { count: fields.length - 3 })}`] : inlines;
}

/** What is to be built meanwhile where nobody gives an attribute, and at which steps that is felt. */
function untilBlocks(attributes: readonly string[], setting: BriefSetting): Block[] {
  const { context, problems, translate, language, numbers } = setting;
  const blocked = attributes.filter((id) => context.attributes.get(id)?.blocked);
  const rows = blocked.flatMap((id) => {
    const steps = [...new Set(problems.flatMap((problem) => (problem.params?.attribute === id ? [nodeOfProblem(problem)] : [])))]
      .filter((node) => node !== undefined && numbers.has(node))
      .map((node) => stepNumber(node ?? '', setting));
    const places = steps.length > 0 ? listed(steps, language) : translate('brief.place-journey');
    return [translate('brief.data-until-text', { attribute: `\u2068${attributeName(id, setting)}\u2069`, places })];
  });
  return rows.length > 0 ? [{ kind: 'callout', tone: 'waiting', title: translate('brief.data-until'), text: rows.join('\n') }] : [];
}
