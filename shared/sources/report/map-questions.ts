import { dateWords } from '../../documents/date-words';
import { numberFormat } from '../../i18n/number-format';
import { localeOf } from '../../i18n/translator';
import type { Block, Line, Row } from '../../report';
import { textIn } from '../../text';
import { type SourceQuestion, sourceQuestions } from '../source-questions';
import { type MapSetting, sourceTitle } from './map-setting';

/** Who owes which answer. Fields that wait in the same way, without a question of their own, share a line. */
export function questionBlocks(setting: MapSetting): Block[] {
  const { engagement, translate, lineage } = setting;
  const owners = sourceQuestions(engagement, lineage);
  if (owners.length === 0) return [{ kind: 'paragraph', text: translate('map-report.nothing-open') }];
  return owners.flatMap(({ owner, questions }, index): Block[] => [
    { kind: 'heading', level: 2, text: owner ? { text: owner, user: true } : translate('map-report.no-owner'), id: `owner-${index + 1}` },
    {
      kind: 'table',
      columns: [
        { title: translate('map-report.where'), width: 150 },
        { title: translate('field-map.question'), width: '*' },
        { title: translate('map-report.stops'), width: 58, align: 'number' },
        { title: translate('field-map.due'), width: 76 },
      ],
      rows: [...questions.filter(isOwn).map((question) => ownRow(question, setting)), ...togetherRows(questions, setting)],
    },
  ]);
}

/** Somebody asked, or a journey stands still for it. */
function isOwn({ note, blocks }: SourceQuestion): boolean {
  return note !== undefined || blocks.length > 0;
}

function ownRow({ source, object, field, note, status, due, blocks }: SourceQuestion, { engagement, translate, language }: MapSetting): Row {
  const place: Line = [
    { text: sourceTitle(source, language), user: true },
    ...(object ? ['\n', { text: field ? `${object.nativeName}.${field.nativeName}` : object.nativeName, code: true }] : []),
  ];
  return {
    cells: [
      place,
      note ? { text: note.text, user: true } : translate(`map-report.asks.${status ?? 'open-question'}`),
      numberFormat(localeOf[language]).format(blocks.length),
      due ? dateWords(due, engagement.client.timeZone, language) : '',
    ],
    tone: blocks.length > 0 ? 'blocking' : 'plain',
  };
}

function togetherRows(questions: readonly SourceQuestion[], { translate, language }: MapSetting): Row[] {
  const groups = new Map<string, SourceQuestion[]>();
  for (const question of questions) {
    if (isOwn(question) || !question.object) continue;
    const key = `${question.object.id} ${question.status}`;
    const known = groups.get(key);
    if (known) known.push(question);
    else groups.set(key, [question]);
  }
  return [...groups.values()].flatMap((group): Row[] => {
    const [first] = group;
    if (!first?.object) return [];
    const names = group.flatMap(({ field }) => field?.nativeName ?? []).join('  ');
    return [
      {
        cells: [
          [
            { text: sourceTitle(first.source, language), user: true },
            '\n',
            { text: first.object.nativeName, code: true },
            ...(labelOf(first, language) ? ['\n', { text: labelOf(first, language), user: true }] : []),
          ],
          [translate(`map-report.together.${first.status ?? 'open-question'}`, { count: group.length }), '\n', { text: names, code: true }],
          numberFormat(localeOf[language]).format(0),
          '',
        ],
      },
    ];
  });
}

function labelOf({ object }: SourceQuestion, language: MapSetting['language']): string {
  return textIn(object?.label, language);
}
