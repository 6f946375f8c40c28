/** What was decided and what is still asked, each with who, when and about what. */
import type { Note } from '../../engagement/schema';
import { groupByOwner, isLate } from '../../notes/note-log';
import type { Block, Row } from '../../report';
import { sourceQuestions } from '../../sources/source-questions';
import { aboutLine, day, missing, number, type PlanSetting, small, title, user } from '../plan-setting';
import { lines } from './road-map';

export function decisionLogBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate } = setting;
  const decisions = engagement.notes.filter(({ kind, state }) => kind === 'decision' && state !== 'dropped');
  if (decisions.length === 0) return missing(translate('workshop.no-decisions'));
  return [
    {
      kind: 'table',
      columns: [
        { title: translate('questions.kind.decision'), width: '*' },
        { title: translate('gap-report.column.about'), width: 130 },
        { title: translate('gap-report.column.by'), width: 80 },
        { title: translate('workshop.on-day'), width: 86 },
      ],
      rows: decisions.map((note) => ({ cells: [saidLine(note), aboutLine(note, setting), user(note.owner ?? ''), day(note.due ?? note.createdAt, setting)] })),
    },
  ];
}

/** Open questions by who owes the answer, what is late first; then what was answered; then fields whose status is one more question. */
export function questionLogBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate, today } = setting;
  const questions = engagement.notes.filter(({ kind, state }) => kind === 'question' && state !== 'dropped');
  const open = questions.filter(({ state }) => state === 'open');
  const answered = questions.filter(({ state }) => state === 'answered');
  return [
    ...(open.length === 0
      ? [{ kind: 'callout' as const, tone: 'good' as const, text: translate('workshop.no-open-questions') }]
      : [
          {
            kind: 'table' as const,
            columns: [
              { title: translate('brief.question'), width: '*' as const },
              { title: translate('gap-report.column.about'), width: 130 },
              { title: translate('questions.owner'), width: 80 },
              { title: translate('questions.due'), width: 86 },
            ],
            rows: groupByOwner(open, today).flatMap(({ notes }) => notes.map((note) => openRow(note, setting))),
          },
        ]),
    ...fieldQuestionBlocks(setting),
    ...(answered.length > 0
      ? [
          title(translate('workshop.answered'), 3),
          {
            kind: 'table' as const,
            columns: [
              { title: translate('brief.question'), width: '*' as const },
              { title: translate('questions.answer'), width: '*' as const },
              { title: translate('gap-report.column.about'), width: 130 },
            ],
            rows: answered.map((note) => ({ cells: [user(note.text), user(note.answer ?? ''), aboutLine(note, setting)] })),
          },
        ]
      : []),
  ];
}

function openRow(note: Note, setting: PlanSetting): Row {
  const { translate, today } = setting;
  const late = isLate(note, today);
  return {
    ...(late && { tone: 'waiting' as const }),
    cells: [
      user(note.text),
      aboutLine(note, setting),
      note.owner ? user(note.owner) : { text: translate('questions.nobody'), tone: 'waiting' },
      note.due ? [day(note.due, setting), ...(late ? ['\n', { text: translate('workshop.late'), tone: 'waiting' as const }] : [])] : '–',
    ],
  };
}

/** By owner: fields that are promised, asked for or missing and have no question of their own yet. */
function fieldQuestionBlocks(setting: PlanSetting): Block[] {
  const { engagement, lineage, translate } = setting;
  const owners = sourceQuestions(engagement, lineage)
    .map(({ owner, questions }) => ({ owner, fields: questions.filter(({ note }) => !note) }))
    .filter(({ fields }) => fields.length > 0);
  if (owners.length === 0) return [];
  const count = (fields: (typeof owners)[number]['fields'], status: string) => fields.filter((one) => one.status === status).length;
  const statuses = ['promised', 'open-question', 'missing'] as const;
  return [
    title(translate('workshop.field-questions'), 3),
    {
      kind: 'table',
      together: true,
      columns: [
        { title: translate('questions.owner'), width: '*' },
        { title: translate('workshop.fields'), width: 70, align: 'number' },
        ...statuses.map((status) => ({ title: translate(`field-status.${status}`), width: 76, align: 'number' as const })),
      ],
      rows: owners.map(({ owner, fields }) => ({
        cells: [
          owner ? user(owner) : translate('questions.nobody'),
          number(fields.length, setting),
          ...statuses.map((status) => number(count(fields, status), setting)),
        ],
      })),
    },
    small(translate('workshop.see-field-map')),
  ];
}

/** What was decided, and what it rests on. */
function saidLine({ text, evidence }: Note) {
  return lines([user(text), ...(evidence ? [{ text: evidence, user: true, tone: 'quiet' as const }] : [])]);
}
