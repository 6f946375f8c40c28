import { ActionIcon, Button, SegmentedControl, Select, Skeleton } from '@mantine/core';
import { IconPencil, IconSortAscending, IconSortDescending, IconUser, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { CustomerTrace, DeploymentSummary, TraceLine } from '../../../shared/executor/api';
import { pastVersion } from '../../../shared/executor/tellers';
import { readableTrace } from '../../../shared/executor/why-not';
import { runtimeAttributes } from '../../../shared/journey/deployment-attributes';
import type { Speaker } from '../../../shared/journey/node-label';
import { useEngagement } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { Inspector, InspectorHead } from '../../ui/inspector';
import { Code, UserText } from '../../ui/isolate';
import { NamesEye } from '../../ui/names-eye';
import { Answer } from '../../ui/trace/answer';
import { Timeline } from '../../ui/trace/timeline';
import { useWords } from '../../ui/words';
import classes from './customer-panel.module.css';
import { CustomerRecord } from './customer-record';
import { CustomerRights } from './customer-rights';
import { KeptWords } from './kept-words';
import { StartJourney } from './start-journey';
import { useWholeTrace } from './use-whole-trace';
import { WhyOutside } from './why-outside';

type Props = {
  customer: string;
  /** undefined: not asked yet; null: nobody of this number. */
  found: CustomerTrace | null | undefined;
  /** One of each kind, by which she is named. */
  identifiers: Readonly<Record<string, string>>;
  deployments: readonly DeploymentSummary[];
  speaker: Speaker;
  showsNames: boolean;
  onShowNames: (shows: boolean) => void;
  onSetAttributes: () => void;
  /** She was to be put into a journey. */
  onStarted: () => void;
  /** She was forgotten. */
  onErased: () => void;
  onClose: () => void;
};

/** One customer: the question answered on top, then the proof, step by step. */
export function CustomerPanel({
  customer,
  found,
  identifiers,
  deployments,
  speaker,
  showsNames,
  onShowNames,
  onSetAttributes,
  onStarted,
  onErased,
  onClose,
}: Props) {
  const { t, text } = useWords();
  const engagement = useEngagement();
  const { engagementId } = useParams();
  const [view, setView] = useState<'trace' | 'record'>('trace');
  const [search, setSearch] = useSearchParams();
  const journey = search.get('journey');
  const [newestFirst, setNewestFirst] = useState(false);
  const zone = zoneOf(found, engagement.client.timeZone);
  const journeyName = (id: string) => text(engagement.journeys.find((j) => j.id === id)?.name ?? deployments.find((d) => d.journeyId === id)?.name) || id;
  const { trace, hasEarlier, loadEarlier } = useWholeTrace(found, journey ?? undefined);
  const recorded = [...new Set(found?.trace.map((row) => row.journeyId))];
  const journeys = [...new Set([...recorded, ...deployments.map((one) => one.journeyId)])];
  /** To the step on the canvas: in the version it happened in, where that is not the one of now. */
  const stepLink = (row: TraceLine) => {
    const drawn = engagement.journeys.find(({ id }) => id === row.journeyId);
    const version = pastVersion(row, deployments);
    if (!drawn || row.node === undefined || (version === undefined && !drawn.nodes.some(({ id }) => id === row.node))) return undefined;
    return `/e/${engagementId}/journeys/${row.journeyId}/${row.node}${version === undefined ? '' : `?version=${version}`}`;
  };
  const setJourney = (id: string | null) =>
    setSearch(
      (old) => {
        if (id) old.set('journey', id);
        else old.delete('journey');
        return old;
      },
      { replace: true },
    );

  return (
    <Inspector>
      <InspectorHead
        icon={<IconUser size={18} aria-hidden />}
        title={
          <>
            {showsNames && found && nameOf(found) ? <UserText>{nameOf(found)}</UserText> : t('executor.customer')} <Code>{found?.customer ?? customer}</Code>
          </>
        }
        facts={
          found && (
            <>
              {t('executor.identifiers', { count: Object.values(found.identifiers).flat().length })}
              {' · '}
              {found.merged.count > 0 && `${t('executor.merged-from', { count: found.merged.count + 1 })} · `}
              <Code title={t('executor.zone')}>{zone}</Code>
            </>
          )
        }
        actions={<NamesEye shows={showsNames} onShow={onShowNames} />}
        onClose={onClose}
      />
      {found === null && <EmptyState icon={<IconUserOff size={28} />} title={t('executor.no-such-customer')} />}
      {found === undefined && <Skeleton height={80} radius="md" />}
      {found && (
        <>
          {journey !== null && trace.length === 0 && !hasEarlier ? (
            <WhyOutside customer={found.customer} journeyId={journey} speaker={speaker} zone={zone} name={journeyName(journey)} />
          ) : (
            <Answer trace={trace} speaker={speaker} zone={zone} journeyName={journeyName} deployments={deployments} />
          )}
          {found.kept && <KeptWords kept={found.kept} speaker={speaker} zone={zone} />}
          <StartJourney identifiers={identifiers} deployments={deployments} speaker={speaker} zone={zone} journeyName={journeyName} onAsked={onStarted} />
          <div className={classes.tools}>
            <SegmentedControl
              value={view}
              onChange={(value) => setView(value === 'record' ? 'record' : 'trace')}
              data={[
                { value: 'trace', label: t('executor.trace') },
                { value: 'record', label: t('executor.record') },
              ]}
              aria-label={t('executor.customer-view')}
            />
            {view === 'trace' && (journeys.length > 1 || recorded.length < journeys.length) && (
              <Select
                value={journey}
                onChange={setJourney}
                clearable
                placeholder={t('executor.all-journeys', { count: journeys.length })}
                aria-label={t('executor.all-journeys', { count: journeys.length })}
                data={journeys.map((id) => ({
                  value: id,
                  label: recorded.includes(id) ? journeyName(id) : t('executor.never-entered', { name: journeyName(id) }),
                }))}
                flex={1}
              />
            )}
            {view === 'trace' && trace.length > 1 && (
              <ActionIcon
                variant="default"
                size={32}
                aria-pressed={newestFirst}
                aria-label={t(newestFirst ? 'executor.newest-first' : 'executor.oldest-first')}
                title={t(newestFirst ? 'executor.newest-first' : 'executor.oldest-first')}
                onClick={() => setNewestFirst(!newestFirst)}
              >
                {newestFirst ? <IconSortDescending size={16} /> : <IconSortAscending size={16} />}
              </ActionIcon>
            )}
            {view === 'record' && (
              <Button variant="default" leftSection={<IconPencil size={15} />} onClick={onSetAttributes}>
                {t('executor.set-attributes')}
              </Button>
            )}
          </div>
          {view === 'trace' ? (
            <Timeline
              key={journey}
              trace={readableTrace(trace)}
              speaker={speaker}
              zone={zone}
              journeyName={recorded.length > 1 && !journey ? journeyName : undefined}
              newestFirst={newestFirst}
              deployments={deployments}
              linkOf={stepLink}
              onEarlier={hasEarlier ? loadEarlier : undefined}
            />
          ) : (
            <>
              <CustomerRecord found={found} speaker={speaker} zone={zone} showsNames={showsNames} />
              <CustomerRights customer={found.customer} onErased={onErased} />
            </>
          )}
        </>
      )}
    </Inspector>
  );
}

/** Her own zone when the record says one the machine knows, else the client's. */
function zoneOf(found: CustomerTrace | null | undefined, fallback: string): string {
  const zone = found?.attributes[runtimeAttributes.timeZone];
  if (typeof zone !== 'string') return fallback;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return fallback;
  }
}

function nameOf({ attributes }: CustomerTrace): string {
  return ['first-name', 'last-name']
    .map((id) => attributes[id])
    .filter((part) => typeof part === 'string')
    .join(' ');
}
