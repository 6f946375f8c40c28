import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopyPlus, IconPlus, IconTrash, type TablerIcon } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { problemText } from '../../../shared/i18n/translator';
import { type Placing, placeInColumns } from '../../../shared/journey/columns';
import { type Graph, toGraph } from '../../../shared/journey/graph';
import { nodeOfProblem } from '../../../shared/journey/journey-problem';
import { columnLabel, nodeLabel, portLabel, type Speaker } from '../../../shared/journey/node-label';
import { type FunnelStage, type Journey, type Node, portsOf } from '../../../shared/journey/schema';
import { ownStages } from '../../../shared/journey/stages';
import type { Problem } from '../../../shared/problem';
import { useReadOnly } from '../../store/session';
import { SeverityIcon } from '../../ui/problem-list';
import { keysText, pressed, shortcuts } from '../../ui/shortcuts';
import { useWords } from '../../ui/words';
import { lookOf } from './canvas/node-look';
import type { Place } from './canvas/place';
import { QuickAdd } from './canvas/quick-add';
import classes from './journey-list-view.module.css';
import { type ListActions, listActions } from './list-actions';

type Props = {
  journey: Journey;
  speaker: Speaker;
  problems: readonly Problem[];
  selected: string | undefined;
  onSelect: (node: string | undefined) => void;
};

/** The same journey as a list in the order of the way, with everything the canvas can do, for keys and screen readers. */
export function JourneyListView({ journey, speaker, problems, selected, onSelect }: Props) {
  const { t, direction } = useWords();
  const readOnly = useReadOnly();
  const rtl = direction === 'rtl';
  const graph = useMemo(() => toGraph(journey), [journey]);
  const placing = useMemo(() => placeInColumns(journey, graph), [journey, graph]);
  const groups = useMemo(() => inColumns(journey, graph, placing, speaker), [journey, graph, placing, speaker]);
  const stages = useMemo(() => ownStages(journey, placing), [journey, placing]);
  const order = groups.flatMap(({ nodes }) => nodes.map(({ id }) => id));
  const [focused, setFocused] = useState<string>();
  const [adding, setAdding] = useState<{ place: Place; top: number }>();
  const [said, setSaid] = useState('');
  const box = useRef<HTMLDivElement>(null);
  /** The row that Tab leads to. */
  const current = [focused, selected, order[0]].find((id) => id !== undefined && order.includes(id));

  /** After a change the row is there with the next frame. */
  function goTo(id: string | undefined): void {
    if (id === undefined) return;
    setFocused(id);
    requestAnimationFrame(() => rowIn(box.current, id)?.focus());
  }
  useEffect(() => {
    if (selected) rowIn(box.current, selected)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const actions = listActions({
    journey,
    graph,
    order,
    problems,
    readOnly,
    isSelected: (id) => id === selected,
    goTo,
    onSelect,
    say: setSaid,
    t,
    openAdd: (place) => {
      const row = rowIn(box.current, place.node);
      setAdding({ place, top: (row?.offsetTop ?? 0) + (row?.offsetHeight ?? 0) });
    },
  });

  function onKeyDown(event: KeyboardEvent): void {
    const does = pressed('list', event, rtl);
    const id = event.target instanceof HTMLElement ? event.target.dataset.id : undefined;
    if (!does || id === undefined || !actions(does, id, event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function closeAdd(then?: string): void {
    const from = adding?.place.node;
    setAdding(undefined);
    goTo(then ?? from);
    if (then) onSelect(then);
  }

  return (
    <div ref={box} className={classes.list}>
      <Bar actions={actions} id={current} disabled={readOnly} />
      <div role="tree" aria-label={t('journeys.list-of', { name: journey.name })} onKeyDown={onKeyDown}>
        {groups.map(({ key, title, nodes }) => (
          <div key={key} role="group" aria-label={title}>
            <div className={classes.column} aria-hidden>
              {title}
            </div>
            {nodes.map((node) => (
              <Row
                key={node.id}
                journey={journey}
                graph={graph}
                node={node}
                speaker={speaker}
                stage={stages.get(node.id)}
                problems={problems.filter((problem) => nodeOfProblem(problem) === node.id)}
                isSelected={node.id === selected}
                isCurrent={node.id === current}
                onFocus={() => setFocused(node.id)}
                onSelect={() => onSelect(node.id)}
              />
            ))}
          </div>
        ))}
      </div>
      <div role="status" className={classes.said}>
        {said}
      </div>
      {adding && <QuickAdd journey={journey} speaker={speaker} rtl={rtl} place={adding.place} at={{ x: 40, y: adding.top }} onClose={closeAdd} />}
    </div>
  );
}

function rowIn(box: HTMLElement | null, id: string): HTMLElement | null | undefined {
  return box?.querySelector<HTMLElement>(`[role=treeitem][data-id="${CSS.escape(id)}"]`);
}

type Group = { key: string; title: string; nodes: Node[] };

/** One group for each touchpoint, goals and exits last. */
function inColumns(journey: Journey, graph: Graph, { keys, columnOf }: Placing, speaker: Speaker): Group[] {
  const ordered = graph.order.flatMap((id) => graph.nodes.get(id) ?? []);
  const groups = keys.map((key) => ({
    key: String(key),
    title: columnLabel(key, speaker, journey.annotations.storyboard),
    nodes: ordered.filter((node) => columnOf.get(node.id) === key),
  }));
  const ends = ordered.filter((node) => node.kind === 'goal' || node.kind === 'exit');
  return [...groups, { key: 'ends', title: speaker.translate('canvas.ends'), nodes: ends }].filter(({ nodes }) => nodes.length > 0);
}

/** What the keys do, for whoever would rather press a button. */
function Bar({ actions, id, disabled }: { actions: ListActions; id: string | undefined; disabled: boolean }) {
  const { t } = useWords();
  const buttons: [does: 'quick-add' | 'earlier' | 'later' | 'duplicate' | 'remove', Icon: TablerIcon][] = [
    ['quick-add', IconPlus],
    ['earlier', IconArrowUp],
    ['later', IconArrowDown],
    ['duplicate', IconCopyPlus],
    ['remove', IconTrash],
  ];
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('canvas.selection')}>
      {buttons.map(([does, Icon]) => (
        <Tooltip key={does} label={`${t(`shortcut.list.${does}`)} · ${keysText(shortcuts.list[does])}`}>
          <ActionIcon size={28} aria-label={t(`shortcut.list.${does}`)} disabled={disabled || id === undefined} onClick={() => id && actions(does, id)}>
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}

type RowProps = {
  journey: Journey;
  graph: Graph;
  node: Node;
  speaker: Speaker;
  /** Where in the funnel it stands, when that is elsewhere than its touchpoint. */
  stage: FunnelStage | undefined;
  problems: readonly Problem[];
  isSelected: boolean;
  isCurrent: boolean;
  onFocus: () => void;
  onSelect: () => void;
};

function Row({ journey, graph, node, speaker, stage, problems, isSelected, isCurrent, onFocus, onSelect }: RowProps) {
  const { t } = useWords();
  const Icon = lookOf(node).icon;
  const label = nodeLabel(node, speaker);
  const ports = portsOf(node);
  const leads = ports.map((port) => {
    const edge = journey.edges.find((one) => one.from === node.id && one.port === port);
    const target = edge && graph.nodes.get(edge.to);
    const name = target ? nodeLabel(target, speaker).title : t('canvas.unwired');
    return ports.length > 1 ? t('list.port-leads', { port: portLabel(node, port, speaker), name }) : t('list.leads', { name });
  });
  const about = [label.caption ?? label.code, stage && t('brief.own-stage', { stage: t(`stage.${stage}`) })].filter(Boolean).join(' · ');
  const faults = problems.map((problem) => `${t(`severity.${problem.severity}`)}: ${problemText(problem, t)}`);
  const name = [t(`node.kind.${node.kind}`), label.title, about, ...leads, ...faults].filter(Boolean).join(', ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the tree
    <div
      role="treeitem"
      aria-level={1}
      aria-selected={isSelected}
      aria-label={name}
      data-id={node.id}
      tabIndex={isCurrent ? 0 : -1}
      className={classes.row}
      data-selected={isSelected}
      onFocus={onFocus}
      onClick={onSelect}
    >
      <Icon size={17} stroke={1.7} />
      <span dir="auto" className={classes.title}>
        {label.title}
      </span>
      <span className={classes.fact}>{about}</span>
      <span className={classes.fact}>{leads.join(' · ')}</span>
      {problems.map((problem) => (
        <span key={`${problem.code} ${problem.path.join(' ')}`} className={classes.problem} data-severity={problem.severity}>
          <SeverityIcon severity={problem.severity} />
          {problemText(problem, t)}
        </span>
      ))}
    </div>
  );
}
