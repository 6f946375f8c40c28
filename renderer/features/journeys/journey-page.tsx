import { Button, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileTypePdf, IconLayoutColumns, IconRocket, IconWalk } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { problemText } from '../../../shared/i18n/translator';
import type { AddableKind } from '../../../shared/journey/default-node';
import { tidyJourney } from '../../../shared/journey/edit-journey';
import { addNode } from '../../../shared/journey/edit-nodes';
import { portsOf } from '../../../shared/journey/schema';
import { toDeploymentBundle } from '../../../shared/journey/to-bundle';
import { bySeverity } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { clashesOf, problemsOfJourney } from '../../store/derived';
import { downloadDocument } from '../../store/documents';
import { refreshExecutorStatus } from '../../store/executor-status';
import { newPartId } from '../../store/new-id';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { useSpeaker } from '../../ui/use-speaker';
import { useWords } from '../../ui/words';
import { JourneyCanvas } from './canvas/journey-canvas';
import { ChecksDock } from './checks-dock';
import { ExportMenu } from './export-menu';
import { JourneyInspector } from './journey-inspector';
import { JourneyListView } from './journey-list-view';
import classes from './journey-page.module.css';
import { StatusBadge } from './journey-status';
import { NodeInspector } from './node-inspector';
import { NodePalette } from './palette';
import { FeelingsSwitch } from './storyboard/feelings-switch';
import type { Feelings } from './storyboard/sheet-view';
import { useCounts } from './use-counts';

const Storyboard = lazy(() => import('./storyboard/storyboard'));
type View = 'canvas' | 'storyboard' | 'list';

/** One journey: canvas, storyboard or list, checks below, the chosen node beside. */
export function JourneyPage() {
  const { t, text, direction } = useWords();
  const { engagementId, journeyId = '', nodeId } = useParams();
  const navigate = useNavigate();
  const engagement = useEngagement();
  const readOnly = useReadOnly();
  const speaker = useSpeaker();
  const counts = useCounts(journeyId);
  const [view, setView] = useState<View>('canvas');
  const [feelings, setFeelings] = useState<Feelings>('as-is');
  const [busy, setBusy] = useState<'brief' | 'deploy'>();
  const journey = engagement.journeys.find((j) => j.id === journeyId);
  const clashes = clashesOf(engagement, journeyId);
  const problems = useMemo(
    () => (journey && speaker ? bySeverity([...problemsOfJourney(journey, speaker.context), ...clashes]) : []),
    [journey, speaker, clashes],
  );
  const select = useCallback(
    (node: string | undefined) => navigate(`/e/${engagementId}/journeys/${journeyId}${node ? `/${node}` : ''}`, { replace: true }),
    [navigate, engagementId, journeyId],
  );

  if (!journey) return <EmptyState icon={<IconRocket size={32} />} title={t('journeys.missing')} />;
  const node = journey.nodes.find((n) => n.id === nodeId);
  const isSheet = view === 'storyboard';
  const blocked = problems.some((p) => p.severity === 'blocks');

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

  async function deploy() {
    if (!journey) return;
    const blocking = problems.filter((problem) => problem.severity === 'blocks');
    const [first] = blocking;
    if (first) {
      notifications.show({
        color: 'pomegranate',
        title: t('journeys.not-deployed', { count: blocking.length }),
        message: problemText(first, t),
        autoClose: false,
      });
      return;
    }
    setBusy('deploy');
    const bundle = toDeploymentBundle(engagement, journey.id, 'live');
    const started = bundle.ok ? await platform['executor.start']({}) : bundle;
    const reply = bundle.ok && started.ok ? await platform['executor.deploy']({ bundle: bundle.value }) : started;
    setBusy(undefined);
    await refreshExecutorStatus();
    if (reply.ok) notifications.show({ message: t('journeys.deployed', { name: text(journey.name) }) });
    else for (const problem of reply.problems.slice(0, 3)) notifications.show({ color: 'pomegranate', message: problemText(problem, t), autoClose: false });
  }

  return (
    <Panel
      title={text(journey.name)}
      facts={
        <>
          <StatusBadge status={journey.status} blocked={blocked} /> {counts && <Badge tone="good">{t('journeys.live')}</Badge>}{' '}
          {t('journeys.facts', { priority: journey.policies.priority, nodes: journey.nodes.length })}
        </>
      }
      views={
        <>
          <SegmentedControl
            value={view}
            onChange={(value) => setView(value as View)}
            data={[
              { value: 'canvas', label: t('journeys.canvas') },
              { value: 'storyboard', label: t('journeys.storyboard') },
              { value: 'list', label: t('journeys.list') },
            ]}
            aria-label={t('journeys.view')}
          />
          {isSheet && <FeelingsSwitch value={feelings} onChange={setFeelings} />}
        </>
      }
      actions={
        <>
          {!isSheet && (
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
            loading={busy === 'brief'}
            onClick={async () => {
              setBusy('brief');
              await downloadDocument('journey-brief', { journey: journey.id });
              setBusy(undefined);
            }}
          >
            {t('journeys.brief')}
          </Button>
          <ExportMenu journey={journey} />
          {!isSheet && (
            <Button leftSection={<IconRocket size={16} />} loading={busy === 'deploy'} onClick={() => void deploy()}>
              {t('journeys.deploy')}
            </Button>
          )}
        </>
      }
      inspectorWidth={332}
      inspector={
        speaker &&
        !isSheet &&
        (node ? (
          <NodeInspector
            key={node.id}
            journey={journey}
            node={node}
            speaker={speaker}
            problems={problems}
            counts={counts?.nodes[node.id]}
            onClose={() => select(undefined)}
          />
        ) : (
          <JourneyInspector journey={journey} speaker={speaker} counts={counts} />
        ))
      }
      dock={speaker && !isSheet && <ChecksDock journey={journey} problems={problems} speaker={speaker} onGo={select} />}
    >
      {speaker &&
        (view === 'canvas' ? (
          <div className={classes.canvas} style={{ height: '100%' }}>
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
            />
          </div>
        ) : isSheet ? (
          <Suspense>
            <Storyboard
              key={journey.id}
              journey={journey}
              speaker={speaker}
              counts={counts}
              feelings={feelings}
              node={nodeId}
              onShowNode={(id) => {
                select(id);
                setView('canvas');
              }}
            />
          </Suspense>
        ) : (
          <JourneyListView journey={journey} speaker={speaker} selected={nodeId} onSelect={select} />
        ))}
    </Panel>
  );
}
