import { dateWords } from '../../documents/date-words';
import type { Note } from '../../engagement/schema';
import { listed, readable } from '../../journey/node-label';
import type { Block, Inline, Line } from '../../report';
import type { FieldPlace } from '../../sources/find';
import { placeLine } from '../../sources/place-line';
import { textIn } from '../../text';
import { unitLabel } from '../check-units';
import { formulaLines } from '../formula/formula-words';
import { parseFormula } from '../formula/parse-formula';
import { isWorkedOutAlone } from '../formula/worked-out-alone';
import type { AttributeLineage, Use } from '../lineage';
import type { Attribute } from '../schema';
import { readScoreForm } from '../score/score-form';
import type { Transform } from '../transform-schema';
import { describeTransform } from '../transform-words';
import { anchorOfAttribute, attributeLink, attributeTitle, numberIn, type SpecSetting, stateOf } from './spec-setting';
import { groupsOf } from './spec-summary';

/** Group by group: a table to look things up in, then each attribute with all that building it takes. */
export function attributeBlocks(setting: SpecSetting): Block[] {
  const { engagement, wanted, translate } = setting;
  const notes = notesByAttribute(engagement.notes);
  const groups = groupsOf(setting).flatMap(({ id, label, attributes }): Block[] => {
    const built = attributes.filter((attribute) => wanted.has(attribute.id));
    if (built.length === 0) return [];
    return [
      { kind: 'heading', level: 2, text: label, id: `record-group-${id}` },
      indexTable(built, setting),
      ...built.flatMap((attribute) => card(attribute, notes.get(attribute.id) ?? [], setting)),
    ];
  });
  return groups.length > 0 ? groups : [{ kind: 'paragraph', text: translate('record-spec.empty-text') }];
}

/** What is listed and neither fed nor needed: named, so that nobody looks for it in vain. */
export function leftOutBlocks(setting: SpecSetting): Block[] {
  const { translate, language, wanted } = setting;
  const rows = groupsOf(setting).flatMap(({ label, attributes }) =>
    attributes
      .filter(({ id }) => !wanted.has(id))
      .map((attribute) => ({
        cells: [
          { text: attributeTitle(attribute, language), user: true },
          { text: attribute.id, code: true },
          translate(`type.${attribute.type}`),
          { text: label, user: true },
        ] as Line[],
      })),
  );
  return [
    { kind: 'paragraph', text: translate('record-spec.left-out-text') },
    {
      kind: 'table',
      columns: [
        { title: translate('record-spec.attribute'), width: '*' },
        { title: translate('record-spec.id'), width: 150 },
        { title: translate('record-spec.type'), width: 90 },
        { title: translate('record-spec.group'), width: 110 },
      ],
      rows,
      whenEmpty: translate('record-spec.nothing-left-out'),
    },
  ];
}

function indexTable(attributes: readonly Attribute[], setting: SpecSetting): Block {
  const { translate, lineage } = setting;
  return {
    kind: 'table',
    columns: [
      { title: translate('record-spec.attribute'), width: '*' },
      { title: translate('record-spec.type'), width: 76 },
      { title: translate('record-spec.personal-data'), width: 62 },
      { title: translate('record-spec.comes-from'), width: 96 },
      { title: translate('record-spec.state'), width: 88 },
    ],
    legend: { blocking: translate('legend.stops-journey') },
    rows: attributes.map((attribute) => {
      const found = lineage.attributes.get(attribute.id) ?? { attribute, fields: [], uses: [] };
      const { words, tone } = stateOf(found, setting);
      const from = found.fields.length > 0 ? translate('record-spec.fields', { count: found.fields.length }) : translate(`origin.${attribute.origin}`);
      return {
        cells: [
          [attributeLink(attribute, setting), '\n', { text: attribute.id, code: true }],
          translate(`type.${attribute.type}`),
          translate(`pii.${attribute.pii}`),
          from,
          words,
        ],
        tone,
      };
    }),
  };
}

function card(attribute: Attribute, notes: readonly Note[], setting: SpecSetting): Block[] {
  const { translate, language, lineage } = setting;
  const found = lineage.attributes.get(attribute.id) ?? { attribute, fields: [], uses: [] };
  const description = textIn(attribute.description, language);
  const formula = formulaLine(attribute, setting);
  const rows: { label: string; value: Line }[] = [
    { label: translate('record-spec.type'), value: typeLine(attribute, setting) },
    ...(attribute.values && attribute.values.length > 0 ? [{ label: translate('record-spec.values'), value: valuesLine(attribute.values, setting) }] : []),
    { label: translate('record-spec.personal-data'), value: [translate(`pii.${attribute.pii}`), ' · ', basisWords(attribute, setting)] },
    { label: translate('record-spec.comes-from'), value: sourcesLine(found, setting) },
    // One field alone has nobody to disagree with.
    ...(attribute.sources.length > 1 ? [{ label: translate('record-spec.disagree'), value: ruleLine(attribute, setting) }] : []),
    ...(formula ? [{ label: translate('record-spec.formula'), value: formula }] : []),
    ...(attribute.formula === undefined ? [] : [{ label: translate('record-spec.formula-written'), value: { text: attribute.formula, code: true } as Line }]),
    ...writtenRows(attribute, setting),
    { label: translate('record-spec.used-by'), value: usesLine(lineage.allUses(attribute.id), setting) },
    { label: translate('record-spec.state'), value: stateLine(found, setting) },
    ...(attribute.note ? [{ label: translate('record-spec.note'), value: { text: attribute.note, user: true } as Line }] : []),
    ...notes.map((note) => ({ label: translate(`record-spec.note-${note.kind}`), value: noteLine(note, setting) })),
  ];
  return [
    {
      kind: 'heading',
      level: 3,
      text: [{ text: attributeTitle(attribute, language), user: true }, '  ', { text: attribute.id, code: true }],
      id: anchorOfAttribute(attribute.id),
    },
    ...(description ? [{ kind: 'paragraph' as const, size: 'small' as const, text: { text: description, user: true } }] : []),
    { kind: 'facts', rows },
  ];
}

/** Who writes it besides the fields, and whose word counts where there is a formula as well. */
function writtenRows(attribute: Attribute, { engagement, translate, language }: SpecSetting): { label: string; value: Line }[] {
  const writers = engagement.journeys.filter(
    ({ status, nodes }) => status !== 'retired' && nodes.some((node) => node.kind === 'update' && node.attribute === attribute.id),
  );
  const names = listed(
    writers.map(({ name, key }) => isolated(textIn(name, language) || key)),
    language,
  );
  const hasOthers = writers.length > 0 || attribute.sources.length > 0;
  const wins = attribute.formula === undefined ? (writers.length > 0 ? 'newest' : undefined) : isWorkedOutAlone(attribute) ? 'alone' : 'formula';
  return [
    ...(writers.length > 0 ? [{ label: translate('record-spec.written-by'), value: names }] : []),
    ...(hasOthers && wins ? [{ label: translate('record-spec.counts'), value: translate(`record-spec.counts-${wins}`) }] : []),
  ];
}

function typeLine(attribute: Attribute, { translate, language, engagement }: SpecSetting): Line {
  const rule = engagement.identity.rules.find((one) => one.attribute === attribute.id);
  const unit = attribute.type === 'money' ? { text: engagement.client.currency, code: true } : textIn(unitLabel(attribute), language);
  return [
    translate(`type.${attribute.type}`),
    ...(unit ? [' · ', translate('record-spec.unit'), ' ', unit] : []),
    ...(rule ? [' · ', translate('record-spec.identifier', { strength: translate(`identity.strength.${rule.strength}`) })] : []),
  ];
}

function valuesLine(values: NonNullable<Attribute['values']>, { language }: SpecSetting): Line {
  return values.flatMap(({ id, label }, index): Inline[] => [
    ...(index > 0 ? ['\n'] : []),
    { text: id, code: true },
    '  ',
    { text: textIn(label, language), user: true },
  ]);
}

function basisWords({ basis }: Attribute, { translate }: SpecSetting): string {
  return translate('record-spec.basis', { basis: translate(basis ? `record.basis.${basis}` : 'record.basis-unknown') });
}

/** Most trusted first; under each field what is made of its value, step by step. */
function sourcesLine({ attribute, fields }: AttributeLineage, setting: SpecSetting): Line {
  const { translate, language } = setting;
  if (fields.length === 0) return attribute.origin === 'mapped' ? translate('record-spec.no-source') : translate(`origin.${attribute.origin}`);
  const number = numberIn(language);
  const steps = new Map(attribute.sources.map(({ field, transforms = [] }) => [field, transforms]));
  return fields.flatMap((place, index): Inline[] => [
    ...(index > 0 ? ['\n'] : []),
    ...(fields.length > 1 ? [`${number(index + 1)}. `] : []),
    ...placeLine(place, language),
    ` · ${translate(`field-status.${place.field.status}`)}`,
    ...(steps.get(place.field.id) ?? []).flatMap((step): Inline[] => ['\n', ...stepLine(step, place, setting)]),
  ]);
}

function stepLine(step: Transform, { object }: FieldPlace, { translate, language }: SpecSetting): Inline[] {
  const names = new Map(object.fields.map(({ id, nativeName }) => [id, nativeName]));
  const said = describeTransform(step, translate, (field) => names.get(field));
  if (step.kind !== 'value-map') return [`– ${said}`];
  const values = step.values.map(({ from, to }) => translate('record-spec.reads', { from, to }));
  return [`– ${said}: ${listed(values, language, ';')}`];
}

function ruleLine({ survivorship }: Attribute, { translate }: SpecSetting): Line {
  return [{ text: translate(`survivorship.${survivorship}`), bold: true }, '. ', translate(`survivorship-says.${survivorship}`)];
}

function formulaLine({ id, formula }: Attribute, setting: SpecSetting): Line | undefined {
  if (formula === undefined) return undefined;
  const parsed = parseFormula(formula);
  if (!parsed.ok) return setting.translate('record-spec.formula-unreadable');
  // Points, limits and what idleness takes are told as a table.
  if (readScoreForm(formula)) return [{ text: setting.translate('record-spec.see-scores'), link: '#record-scores' }];
  const lines = formulaLines(parsed.value, id, setting);
  const number = numberIn(setting.language);
  return lines.length === 1 ? lines.join('') : lines.map((line, index) => `${number(index + 1)}. ${line}`).join('\n');
}

const useKinds = ['journey', 'segment', 'message', 'suppression', 'cap', 'attribute', 'identity'] as const;
const mostNames = 8;

function usesLine(uses: readonly Use[], setting: SpecSetting): Line {
  const { translate, language } = setting;
  const lines = useKinds.flatMap((kind) => {
    // Subjects of messages hold fields and commas of their own.
    const words = (name: string) => (kind === 'message' ? translate('formula-words.text', { text: readable(name, setting) }) : name);
    const names = uses.filter((use) => use.kind === kind).map(({ name, id }) => words(textIn(name, language) || id));
    if (names.length === 0) return [];
    if (kind === 'identity') return [translate('record-spec.use.identity')];
    const more = names.length > mostNames ? ` ${translate('record-spec.more', { count: names.length - mostNames })}` : '';
    return [`${translate(`record-spec.use.${kind}`, { names: listed(names.slice(0, mostNames).map(isolated), language) })}${more}`];
  });
  return lines.length > 0 ? lines.join('\n') : translate('record-spec.unused');
}

/** A name keeps its own direction inside a list of others. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

function stateLine(found: AttributeLineage, setting: SpecSetting): Line {
  const { words, tone } = stateOf(found, setting);
  const stops = setting.blocking.has(found.attribute.id) ? ` · ${setting.translate('record-spec.stops')}` : '';
  return { text: `${words}${stops}`, ...(tone === 'plain' ? {} : { tone }) };
}

function noteLine({ text, answer, owner, due, state }: Note, { translate, language, engagement }: SpecSetting): Line {
  const about = [
    ...(owner ? [translate('record-spec.owner', { owner })] : []),
    ...(due ? [translate('record-spec.due', { due: dateWords(due, engagement.client.timeZone, language) })] : []),
  ].join(' · ');
  return [{ text, user: true }, ...(answer && state === 'answered' ? ['\n', { text: answer, user: true }] : []), ...(about ? [`\n${about}`] : [])];
}

/** Open questions and what was decided, by attribute; comments stay among those who wrote them. */
function notesByAttribute(notes: readonly Note[]): Map<string, Note[]> {
  const found = new Map<string, Note[]>();
  for (const note of notes) {
    if (note.about?.kind !== 'attribute' || note.kind === 'comment' || note.state === 'dropped') continue;
    const known = found.get(note.about.id);
    if (known) known.push(note);
    else found.set(note.about.id, [note]);
  }
  return found;
}
