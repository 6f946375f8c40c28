import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBulb,
  IconFilter,
  IconHeart,
  IconHelpCircle,
  IconLayoutColumns,
  IconMoodEmpty,
  IconMoodSad,
  IconMoodSmile,
  IconPlus,
  IconSend,
  IconUserCog,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Counts } from '../../../../shared/executor/api';
import { placeInColumns } from '../../../../shared/journey/columns';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey } from '../../../../shared/journey/schema';
import { ownStages } from '../../../../shared/journey/stages';
import { type Moment, momentName, toStoryboard } from '../../../../shared/journey/storyboard';
import { curvePieces, moodAt } from '../../../../shared/journey/storyboard-curve';
import { addTouchpoint, editFrame } from '../../../../shared/journey/storyboard-edit';
import { readGaps, storyboardInsight } from '../../../../shared/journey/storyboard-insight';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { EmptyState } from '../../../ui/empty-state';
import { pressed } from '../../../ui/shortcuts';
import { useWords } from '../../../ui/words';
import { ChartTable } from './chart-table';
import { EmotionCell } from './emotion-cell';
import { InsightBar } from './insight-bar';
import { MessageCell } from './message-cell';
import { MomentHead } from './moment-head';
import { NumbersCell } from './numbers-cell';
import { SheetStrip } from './sheet-strip';
import type { Feelings, SheetView } from './sheet-view';
import { StageCell } from './stage-cell';
import classes from './storyboard.module.css';
import { WordsCell } from './words-cell';

type Props = {
  journey: Journey;
  speaker: Speaker;
  counts: Counts | undefined;
  /** The node that is chosen on the canvas: its column is shown. */
  node: string | undefined;
  onShowNode: (node: string) => void;
};

/** How often something on a sheet has been gone to. */
let visits = 0;

/** The journey as a sheet: touchpoints as columns, what is felt, said and counted as lanes. */
export default function Storyboard({ journey, speaker, counts, node, onShowNode }: Props) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const volumes = useEngagement((e) => e.volumes);
  const documentLanguage = useEngagement((e) => e.languages.document);
  const [language, setLanguage] = useState(documentLanguage);
  const [feelings, setFeelings] = useState<Feelings>('as-is');
  const [isTable, setIsTable] = useState(false);
  const moments = useMemo(() => toStoryboard(journey, { volumes, counts }), [journey, volumes, counts]);
  const stages = useMemo(() => ownStages(journey, placeInColumns(journey)), [journey]);
  const [selected, setSelected] = useState(() => moments.find(({ nodes }) => node !== undefined && nodes.includes(node))?.touchpoint);
  const reachedAt = journey.annotations.sheet?.reachedAt;
  const insight = useMemo(() => storyboardInsight(moments, { reachedAt }), [moments, reachedAt]);
  const gaps = useMemo(() => readGaps(moments, reachedAt), [moments, reachedAt]);
  const nameOf = (touchpoint: number) => momentName(moments.find((one) => one.touchpoint === touchpoint) ?? { touchpoint, frame: undefined }, speaker);
  const sheet: SheetView = {
    journey,
    speaker,
    moments,
    insight,
    gaps,
    stages,
    feelings,
    language,
    readOnly,
    selected,
    nameOf,
    edit: (touchpoint, frame, part) =>
      run(
        { key: 'storyboard.step.edit', params: { moment: nameOf(touchpoint) } },
        (e) => editFrame(e, { journey: journey.id, touchpoint, frame }),
        sheet.visitOf(`frame:${touchpoint}:${part}`),
      ),
    visitOf: (part) => ({ visit: `${journey.id}:${part}:${visits}` }),
    onSelect: setSelected,
    onShowNode,
  };

  function onKeyDown(event: KeyboardEvent) {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (!isTyping && pressed('storyboard', event) === 'table') setIsTable(true);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: one key for the whole sheet; the button beside does the same
    <div
      className={classes.storyboard}
      onKeyDown={onKeyDown}
      onFocus={() => {
        visits += 1;
      }}
    >
      <InsightBar sheet={sheet} onTable={() => setIsTable(true)} />
      <SheetStrip sheet={sheet} onLanguage={setLanguage} onFeelings={setFeelings} />
      {moments.length === 0 ? (
        <EmptyState
          icon={<IconLayoutColumns size={32} />}
          title={t('storyboard.empty')}
          text={t('storyboard.empty-text')}
          actions={
            <Button
              disabled={readOnly}
              leftSection={<IconPlus size={15} />}
              onClick={() => run({ key: 'storyboard.step.add' }, (e) => addTouchpoint(e, { journey: journey.id }))}
            >
              {t('storyboard.touchpoint')}
            </Button>
          }
        />
      ) : (
        <Lanes sheet={sheet} />
      )}
      <ChartTable sheet={sheet} opened={isTable} onClose={() => setIsTable(false)} />
    </div>
  );
}

function Lanes({ sheet }: { sheet: SheetView }) {
  const { t } = useWords();
  const { moments, feelings } = sheet;
  const asIs = curvePieces(moments.map(({ frame }) => frame?.mood));
  const toBe = curvePieces(moments.map(({ frame }) => frame?.toBe?.mood));
  const most = Math.max(0, ...moments.flatMap(({ planned, actual }) => [planned?.count ?? 0, actual?.count ?? 0]));
  const unjudged = moments.every(({ frame }) => frame?.mood === undefined);
  const box = useRef<HTMLDivElement>(null);
  // Only on arrival: whoever comes from the canvas wants to see her column.
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would call when the sheet is left.
    box.current?.querySelector('[data-selected="true"]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, []);
  const lane = (key: string, icon: TablerIcon, cell: (moment: Moment, place: number) => ReactNode, aside?: ReactNode) => (
    <Lane key={key} sheet={sheet} title={t(`storyboard.${key}`)} icon={icon} cell={cell} aside={aside} />
  );
  /** Where people are lost, or come unasked, the sheet asks why. */
  const whyHint = ({ touchpoint, gap = 0 }: Moment) =>
    sheet.gaps.get(touchpoint)?.kind === 'own' ? t(gap < 0 ? 'storyboard.why-fewer' : 'storyboard.why-more', { people: Math.abs(gap) }) : undefined;
  const words = (part: 'doubt' | 'motivation' | 'opportunity', look?: string) =>
    function Words(moment: Moment) {
      return <WordsCell sheet={sheet} moment={moment} part={part} lane={t(`storyboard.${part}`)} look={look} />;
    };
  return (
    <div className={classes.scroll} ref={box}>
      <svg width={0} height={0} className={classes.definitions} aria-hidden="true">
        <defs>
          <linearGradient id="mood-fill" gradientUnits="userSpaceOnUse" x1={0} x2={0} y1={0} y2={100}>
            <stop offset={0.2} className={classes.good} />
            <stop offset={0.5} className={classes.even} />
            <stop offset={0.8} className={classes.bad} />
          </linearGradient>
        </defs>
      </svg>
      <table className={classes.sheet} style={{ minInlineSize: `calc(118px + ${moments.length} * var(--column))` }}>
        <colgroup>
          <col className={classes.laneColumn} />
          {moments.map(({ touchpoint }) => (
            <col key={touchpoint} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              {t('storyboard.moment')}
            </th>
            {moments.map((moment, place) => (
              <th key={moment.touchpoint} scope="col" className={classes.moment} {...marks(sheet, moment)}>
                <MomentHead sheet={sheet} moment={moment} place={place} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lane(
            'emotion',
            IconMoodSmile,
            (moment, i) => (
              <EmotionCell sheet={sheet} moment={moment} asIs={asIs[i]} toBe={toBe[i]} />
            ),
            <EmotionKey feelings={feelings} teach={unjudged} />,
          )}
          {lane('doubt', IconHelpCircle, words('doubt'))}
          {lane('motivation', IconHeart, words('motivation'))}
          {lane('message', IconSend, (moment) => (
            <MessageCell sheet={sheet} moment={moment} />
          ))}
          {lane('numbers', IconUsers, (moment) => (
            <NumbersCell sheet={sheet} moment={moment} most={most} />
          ))}
          {lane('pain', IconAlertTriangle, (moment) => (
            <WordsCell sheet={sheet} moment={moment} part="pain" lane={t('storyboard.pain')} hint={whyHint(moment)} />
          ))}
          {lane('opportunity', IconBulb, words('opportunity', classes.sticky))}
          {lane('owner-kpi', IconUserCog, (moment) => (
            <>
              <WordsCell sheet={sheet} moment={moment} part="owner" lane={t('storyboard.owner')} hint={t('storyboard.owner')} look={classes.quiet} />
              <WordsCell sheet={sheet} moment={moment} part="kpi" lane={t('storyboard.kpi')} hint={t('storyboard.kpi')} look={classes.quiet} />
            </>
          ))}
          {lane('stage', IconFilter, (moment) => (
            <StageCell sheet={sheet} moment={moment} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LaneProps = { sheet: SheetView; title: string; icon: TablerIcon; cell: (moment: Moment, place: number) => ReactNode; aside: ReactNode };

function Lane({ sheet, title, icon: Icon, cell, aside }: LaneProps) {
  return (
    <tr>
      <th scope="row" className={classes.lane}>
        <span className={classes.laneName}>
          <Icon size={15} stroke={1.7} aria-hidden="true" />
          {title}
        </span>
        {aside}
      </th>
      {sheet.moments.map((moment, place) => (
        <td key={moment.touchpoint} {...marks(sheet, moment)}>
          {cell(moment, place)}
        </td>
      ))}
    </tr>
  );
}

function marks({ insight, selected }: SheetView, { touchpoint }: Moment) {
  return { 'data-loss': insight.loss?.touchpoint === touchpoint, 'data-selected': selected === touchpoint };
}

/** How to read the curve, and how to begin it. */
function EmotionKey({ feelings, teach }: { feelings: Feelings; teach: boolean }) {
  const { t } = useWords();
  const faces = [
    [2, IconMoodSmile],
    [0, IconMoodEmpty],
    [-2, IconMoodSad],
  ] as const;
  return (
    <>
      {teach ? (
        <span className={classes.teach}>{t('storyboard.teach')}</span>
      ) : (
        <ul className={classes.key}>
          {feelings !== 'to-be' && <li data-line="as-is">{t('storyboard.key.as-is')}</li>}
          <li data-line="to-be">{t('storyboard.key.to-be')}</li>
          {feelings !== 'to-be' && <li data-line="guess">{t('storyboard.key.guess')}</li>}
        </ul>
      )}
      {faces.map(([mood, Face]) => (
        <Face key={mood} className={classes.face} size={13} stroke={1.6} style={{ insetBlockStart: `calc(${moodAt(mood) * 100}% - 6px)` }} aria-hidden="true" />
      ))}
    </>
  );
}
