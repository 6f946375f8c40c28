import { dateWords } from '../../documents/date-words';
import { problemText } from '../../i18n/translator';
import { bySeverity, type Problem } from '../../problem';
import type { Block, Line } from '../../report';
import { checkRecord } from '../check-record';
import { attributeLink, type SpecSetting } from './spec-setting';

/** What is still asked about the record, and what its own checks say, worst first. */
export function openBlocks(setting: SpecSetting): Block[] {
  const { engagement, translate, language, lineage, context, wanted } = setting;
  const attributes = new Map(engagement.record.attributes.map((attribute) => [attribute.id, attribute]));
  const about = (id: string | undefined): Line => {
    const attribute = attributes.get(id ?? '');
    return attribute ? attributeLink(attribute, setting) : translate('record-spec.whole-record');
  };
  const asked = engagement.notes.flatMap((note) =>
    note.kind === 'question' && note.state === 'open' && note.about?.kind === 'attribute' ? [{ note, id: note.about.id }] : [],
  );
  const problems = bySeverity(checkRecord(engagement, lineage, context.events)).filter((one) => wanted.has(attributeOf(one) ?? ''));
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('brief.question'), width: '*' },
        { title: translate('record-spec.attribute'), width: 106 },
        { title: translate('brief.owner'), width: 72 },
        { title: translate('brief.due'), width: 80 },
      ],
      rows: asked.map(({ note, id }) => ({
        cells: [
          { text: note.text, user: true },
          about(id),
          { text: note.owner ?? '', user: true },
          note.due ? dateWords(note.due, engagement.client.timeZone, language) : '',
        ],
      })),
      whenEmpty: translate('record-spec.no-questions'),
    },
    { kind: 'heading', level: 2, text: translate('record-spec.checks') },
    {
      kind: 'table',
      columns: [
        { title: translate('record-spec.attribute'), width: 120 },
        { title: translate('brief.finding'), width: '*' },
      ],
      legend: { blocking: translate('severity.blocks'), waiting: translate('severity.warns') },
      rows: problems.map((one) => ({
        cells: [about(attributeOf(one)), problemText(one, translate)],
        tone: one.severity === 'blocks' ? ('blocking' as const) : one.severity === 'warns' ? ('waiting' as const) : ('plain' as const),
      })),
      whenEmpty: translate('brief.all-well'),
    },
  ];
}

function attributeOf({ path }: Problem): string | undefined {
  return path[0] === 'record' && path[1] === 'attributes' ? String(path[2]) : undefined;
}
