import { Button, SegmentedControl } from '@mantine/core';
import { IconFileTypePdf, IconLayoutColumns, IconRocket, IconWalk } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import type { AddableKind } from '../../../shared/journey/default-node';
import { tidyJourney } from '../../../shared/journey/edit-journey';
import { addNode } from '../../../shared/journey/edit-nodes';
import type { JourneySpot } from '../../../shared/journey/journey-problem';
import { portsOf } from '../../../shared/journey/schema';
import { bySeverity, type Problem } from '../../../shared/problem';
import { clashesOf, problemsOfJourney } from '../../store/derived';
import { downloadDocument } from '../../store/documents';
import { useExecutorStatus } from '../../store/executor-status';
import { newPartId } from '../../store/new-id';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { useRevealing } from '../../ui/private';
import { useSpeaker } from '../../ui/use-speaker';
import { useView } from '../../ui/use-view';
import { useWords } from '../../ui/words';
import { JourneyCanvas } from './canvas/journey-canvas';
import { ChecksDock } from './checks-dock';
import { DeployButton } from './deploy-button';
import { ExportMenu } from './export-menu';
import { showJourneyPart } from './focus-inspector';
import { JourneyInspector } from './journey-inspector';
import { JourneyListView } from './journey-list-view';
import classes from './journey-page.module.css';
import { StatusBadge } from './journey-status';
import { PastBar } from './live/past-bar';
import { PastInspector } from './live/past-inspector';
import { useShownVersion } from './live/use-shown-version';
import { VersionPicker } from './live/version-picker';
import { NodeInspector } from './node-inspector';
import { NodePalette } from './palette';
import { RunBadge } from './run-badge';
import { SeveralInspector } from './several-inspector';

const Storyboard = lazy(() => import('./storyboard/storyboard'));
const VersionsView = lazy(() => import('./versions/versions-view'));
const noProblems: readonly Problem[] = [];
const views = ['canvas', 'storyboard', 'list', 'versions'] as const;

/** One journey: canvas, storyboard, list or compared versions, checks below, the chosen node beside. */
export function JourneyPage() {
  const { t, text, direction } = useWords();
  const { engagementId, journeyId = '', nodeId } = useParams();
  const navigate = useNavigate();
  const engagement = useEngagement();
  const readOnly = useReadOnly();
  const speaker = useSpeaker();
  const { health } = useExecutorStatus();
  const [view, show] = useView(views);
  const live = useShownVersion(journeyId, speaker);
  const { counts, asOf } = live.running;
  // Only the canvas shows what was.
  const past = view === 'canvas' ? live.past : undefined;
  const [showsNames, setShowsNames] = useRevealing();
  const { search } = useLocation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const journey = engagement.journeys.find((j) => j.id === journeyId);
  const clashes = clashesOf(engagement, journeyId);
  const problems = useMemo(
    () => (journey && speaker ? bySeverity([...problemsOfJourney(journey, speaker.context), ...clashes]) : []),
    [journey, speaker, clashes],
  );
  const open = useCallback(
    (node: string | undefined, search: string, replace = false) =>
      navigate({ pathname: `/e/${engagementId}/journeys/${journeyId}${node ? `/${node}` : ''}`, search }, { replace }),
    [navigate, engagementId, journeyId],
  );
  const select = useCallback((node: string | undefined) => open(node, search, true), [open, search]);
  const showOnCanvas = useCallback((node: string | undefined) => open(node, ''), [open]);

  if (!journey) return <EmptyState icon={<IconRocket size={32} />} title={t('journeys.missing')} />;
  const node = journey.nodes.find((n) => n.id === nodeId);
  const showVersion = (version: number | undefined) => live.show(version === counts?.version ? undefined : version);
  const isSheet = view === 'storyboard';
  /** Canvas or list: where the journey is edited, with the inspector and the checks beside it. */
  const isEdited = (view === 'canvas' || view === 'list') && !past;
  const blocked = problems.some((p) => p.severity === 'blocks');

  function goTo(spot: JourneySpot) {
    if ('node' in spot) return select(spot.node);
    setChosen(new Set());
    select(undefined);
    showJourneyPart(journeyId, spot.part);
  }

  function add(kind: AddableKind) {
    if (!journey) return;
    const id = newPartId(kind);
    const free = node && portsOf(node).find((port) => !journey.edges.some((e) => e.from === node.id && e.port === port));
    const onward = node && !free ? journey.edges.find((e) => e.from === node.id && e.port === portsOf(node)[0]) : undefined;
    run({ key: 'canvas.step.add', params: { kind: t(`node.kind.${kind}`) } }, (e) =>
      addNode(e, {
        journey: journey.id,
        kind,
        id,
        newId: () => newPartId('e'),
        ...(node && free ? { after: { node: node.id, port: free } } : onward ? { edge: onward.id } : {}),
      }),
    );
    select(id);
  }

  return (
    <Panel
      title={text(journey.name)}
      facts={
        <>
          <StatusBadge status={journey.status} blocked={blocked} />{' '}
          {counts && <RunBadge version={past ?? counts} asOf={asOf} isSandbox={health?.clock.sandbox === true} timeZone={engagement.client.timeZone} />}{' '}
          {counts && <VersionPicker counts={counts} shown={past?.hash ?? counts.deployment} onShow={showVersion} />}{' '}
          {t('journeys.facts', { priority: journey.policies.priority, nodes: journey.nodes.length })}
        </>
      }
      views={
        <SegmentedControl
          value={view}
          onChange={(value) => show(value as (typeof views)[number])}
          data={[
            { value: 'canvas', label: t('journeys.canvas') },
            { value: 'storyboard', label: t('journeys.storyboard') },
            { value: 'list', label: t('journeys.list') },
            { value: 'versions', label: t('journeys.versions') },
          ]}
          aria-label={t('journeys.view')}
        />
      }
      actions={
        <>
          {isEdited && (
            <Button
              variant="default"
              leftSection={<IconLayoutColumns size={16} />}
              disabled={readOnly}
              onClick={() => run({ key: 'canvas.step.tidy' }, (e) => tidyJourney(e, { id: journey.id }))}
            >
              {t('canvas.tidy')}
            </Button>
          )}
          <Button variant="default" leftSection={<IconWalk size={16} />} component={Link} to={`/e/${engagementId}/journeys/~walk/${journey.id}`}>
            {t('walk.open')}
          </Button>
          <Button
            variant={isSheet ? 'filled' : 'default'}
            leftSection={<IconFileTypePdf size={16} />}
            loading={busy}
            onClick={async () => {
              setBusy(true);
              await downloadDocument('journey-brief', { journey: journey.id });
              setBusy(false);
            }}
          >
            {t('journeys.brief')}
          </Button>
          <ExportMenu journey={journey} onGo={showOnCanvas} />
          {!isSheet && !past && <DeployButton journey={journey} problems={problems} speaker={speaker} onCompare={() => show('versions')} />}
        </>
      }
      toolbar={past && <PastBar past={past} onClose={() => live.show(undefined)} />}
      inspectorWidth={332}
      inspector={
        past?.drawn ? (
          <PastInspector
            journey={past.drawn.journey}
            node={past.drawn.journey.nodes.find((n) => n.id === nodeId)}
            speaker={past.drawn.speaker}
            counts={live.seen.counts}
            asOf={live.seen.asOf}
            showsNames={showsNames}
            onShowNames={setShowsNames}
            onShowVersion={showVersion}
            onShowNow={node && (() => showOnCanvas(node.id))}
            onClose={() => select(undefined)}
          />
        ) : (
          speaker &&
          isEdited &&
          (view === 'canvas' && chosen.size > 1 ? (
            <SeveralInspector journey={journey} chosen={chosen} speaker={speaker} onClose={() => setChosen(new Set())} />
          ) : node ? (
            <NodeInspector
              key={node.id}
              journey={journey}
              node={node}
              speaker={speaker}
              problems={problems}
              counts={counts}
              asOf={asOf}
              showsNames={showsNames}
              onShowNames={setShowsNames}
              onClose={() => select(undefined)}
            />
          ) : (
            <JourneyInspector journey={journey} speaker={speaker} counts={counts} onShowVersion={showVersion} />
          ))
        )
      }
      dock={speaker && isEdited && <ChecksDock journey={journey} problems={problems} speaker={speaker} selected={nodeId} onGo={goTo} />}
    >
      {speaker &&
        (past ? (
          <div className={classes.canvas} data-stale={live.seen.asOf !== undefined} style={{ height: '100%' }}>
            {past.drawn && (
              <JourneyCanvas
                key={`${past.hash}-${direction}`}
                {...past.drawn}
                rtl={direction === 'rtl'}
                readOnly
                problems={noProblems}
                counts={live.seen.counts}
                selected={nodeId}
                onSelect={select}
                onChosen={setChosen}
              />
            )}
          </div>
        ) : view === 'canvas' ? (
          <div className={classes.canvas} data-stale={asOf !== undefined} style={{ height: '100%' }}>
            <NodePalette onAdd={add} disabled={readOnly} />
            <JourneyCanvas
              key={`${journey.id}-${direction}`}
              journey={journey}
              speaker={speaker}
              rtl={direction === 'rtl'}
              readOnly={readOnly}
              problems={problems}
              counts={counts}
              selected={nodeId}
              onSelect={select}
              onChosen={setChosen}
            />
          </div>
        ) : isSheet ? (
          <Suspense>
            <Storyboard key={journey.id} journey={journey} speaker={speaker} counts={counts} node={nodeId} onShowNode={showOnCanvas} />
          </Suspense>
        ) : view === 'versions' ? (
          <Suspense>
            <VersionsView key={journey.id} journeyId={journey.id} speaker={speaker} running={counts?.deployment} onShow={showOnCanvas} />
          </Suspense>
        ) : (
          <JourneyListView journey={journey} speaker={speaker} problems={problems} selected={nodeId} onSelect={select} />
        ))}
    </Panel>
  );
}
