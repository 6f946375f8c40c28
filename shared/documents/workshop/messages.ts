/** How much the plan writes in a month, and what holds it back: caps, quiet times, reasons not to send. */
import { planVolumes } from '../../business-case/plan-volumes';
import { sentenceOf } from '../../journey/brief-setting';
import { calendarWords } from '../../journey/calendar-words';
import { channels } from '../../journey/schema';
import type { Block, Line } from '../../report';
import { textIn } from '../../text';
import { capWords, day, dotted, journeyTitle, missing, number, type PlanSetting, small, title, user } from '../plan-setting';

export function messageLoadBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate } = setting;
  const isEmpty = setting.briefs.length === 0 && engagement.plannedSends.length === 0;
  return [...(isEmpty ? missing(translate('workshop.no-messages')) : loadBlocks(setting)), ...sendBlocks(setting), ...limitBlocks(setting)];
}

/** Messages a month by channel; rounded once, so that the sums are those of the numbers that are read. */
function loadBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate, briefs } = setting;
  const volumes = planVolumes(engagement);
  const rows = channels.flatMap((channel) => {
    const [journeys, sends] = [Math.round(volumes.journeyMessages[channel] ?? 0), Math.round(volumes.plannedMessages[channel] ?? 0)];
    return journeys + sends > 0 ? [{ channel, journeys, sends }] : [];
  });
  const sum = (of: 'journeys' | 'sends') => rows.reduce((all, row) => all + row[of], 0);
  const cells = (journeys: number, sends: number) => [journeys, sends, journeys + sends].map((count) => number(count, setting));
  const unknown = briefs.filter(({ journey }) => volumes.unknown.includes(journey.id)).map(({ journey }) => journeyTitle(journey, setting));
  return [
    ...(rows.length > 0
      ? [
          {
            kind: 'table' as const,
            together: true,
            columns: [
              { title: translate('brief.channel'), width: '*' as const },
              { title: translate('workshop.from-journeys'), width: 100, align: 'number' as const },
              { title: translate('workshop.from-sends'), width: 100, align: 'number' as const },
              { title: translate('workshop.messages-month'), width: 100, align: 'number' as const },
            ],
            rows: [
              ...rows.map(({ channel, journeys, sends }) => ({ cells: [translate(`channel.${channel}`), ...cells(journeys, sends)] })),
              { total: true, cells: [translate('workshop.sum'), ...cells(sum('journeys'), sum('sends'))] },
            ],
          },
          small(translate('workshop.load-how')),
        ]
      : missing(translate('workshop.load-unknown'))),
    ...(unknown.length > 0 ? [{ kind: 'callout' as const, tone: 'waiting' as const, title: translate('workshop.not-counted'), text: dotted(unknown) }] : []),
  ];
}

/** Those of every month first: they are most of what is sent, and no date names them. */
function sendBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate, language } = setting;
  const { regular, sends, sendMonths } = planVolumes(engagement);
  if (engagement.plannedSends.length === 0 && !regular) return [];
  const segmentOf = (id: string | undefined) => engagement.segments.find((one) => one.id === id);
  const isSpread = sends.length > 0 && sendMonths > 1;
  const how = [
    ...(regular && engagement.plannedSends.some(({ channel }) => channel === 'email') ? [translate('workshop.sends-how')] : []),
    ...(isSpread ? [translate('workshop.sends-spread', { count: sendMonths })] : []),
  ];
  return [
    title(translate('case.sends'), 3),
    {
      kind: 'table',
      columns: [
        { title: translate('case.send.date'), width: 90 },
        { title: translate('case.send.name'), width: '*' },
        { title: translate('case.send.channel'), width: 80 },
        { title: translate('case.send.segment'), width: 120 },
        { title: translate('case.send.recipients'), width: 70, align: 'number' },
      ],
      rows: [
        ...(regular
          ? [
              {
                cells: [
                  translate('workshop.regular-date'),
                  translate('workshop.regular-sends', { count: regular.sends }),
                  translate('channel.email'),
                  translate('case.everybody'),
                  number(regular.people, setting),
                ],
              },
            ]
          : []),
        ...engagement.plannedSends.map(({ date, name, channel, segment, recipients }) => ({
          cells: [
            day(date, setting),
            user(name),
            translate(`channel.${channel}`),
            segment === undefined ? translate('case.everybody') : user(textIn(segmentOf(segment)?.name, language)),
            recipients === undefined ? '–' : number(recipients, setting),
          ],
        })),
      ],
    },
    ...(how.length > 0 ? [small(how.join(' '))] : []),
  ];
}

function limitBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate, language, names } = setting;
  const { caps, calendars, suppressions } = engagement;
  const items: Line[] = [
    ...caps.map(
      ({ name, limit, window, when }): Line => [
        { text: textIn(name, language), user: true, bold: true },
        `: ${capWords({ limit, window }, setting)}`,
        ...(when ? [` (${sentenceOf(when, { names, translate, language })})`] : []),
      ],
    ),
  ];
  const list = (heading: string, lines: Line[], none: string): Block[] => [
    title(translate(heading), 3),
    ...(lines.length > 0 ? [{ kind: 'list' as const, ordered: false, items: lines }] : missing(translate(none))),
  ];
  return [
    ...list('workshop.caps', items, 'workshop.no-caps'),
    ...list(
      'workshop.quiet-times',
      calendars.map((one) => user(calendarWords(one, translate, language))),
      'workshop.no-quiet-times',
    ),
    ...list(
      'workshop.suppressions',
      suppressions.map(({ name, action }): Line => [user(textIn(name, language)), `: ${translate(`suppression-action.${action}`)}`]),
      'workshop.no-suppressions',
    ),
  ];
}
