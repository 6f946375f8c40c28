import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconAlertOctagon,
  IconApi,
  IconEngine,
  IconEye,
  IconEyeOff,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlugConnected,
  IconSend,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { openChannelsWords } from '../../../shared/executor/channel-words';
import type { ChannelState } from '../../../shared/executor/channels';
import { deadStates } from '../../../shared/executor/dead-letters';
import { worstOf } from '../../../shared/executor/monitor';
import { problemText } from '../../../shared/i18n/translator';
import { ok, type Problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { refreshExecutorStatus, useExecutorStatus } from '../../store/executor-status';
import { usePolled } from '../../store/use-polled';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { highlight } from '../../ui/highlight';
import { Code } from '../../ui/isolate';
import { Panel } from '../../ui/panel';
import { Private, useRevealing } from '../../ui/private';
import { useSpeaker } from '../../ui/use-speaker';
import { useView } from '../../ui/use-view';
import { useWords } from '../../ui/words';
import { ApiDialog } from './api-dialog';
import { AudiencesView } from './audiences/audiences-view';
import { BackupsPanel } from './backups-panel';
import { ChannelsView } from './channels/channels-view';
import { CustomerPanel } from './customer-panel';
import { CustomerSearch, searchCustomer } from './customer-search';
import { DeadLetters } from './dead-letters';
import { DeploymentsTable } from './deployments-table';
import classes from './executor-page.module.css';
import { ExecutorViews, executorViews } from './executor-views';
import { IdentityPanel } from './identity-panel';
import type { MailFrom } from './message-preview';
import { Figures } from './monitor/figures';
import { FindingList } from './monitor/finding-list';
import { PressurePanel } from './monitor/pressure';
import { OutboxPanel } from './outbox-panel';
import { askReasons } from './reasons';
import { ReasonsPanel } from './reasons-panel';
import { ReportPanel } from './report/report-panel';
import { RestoredBanner } from './restored-banner';
import { SendEventDialog } from './send-event-dialog';
import { SetAttributesDialog } from './set-attributes-dialog';
import { isStoreTrouble, StoreTrouble } from './store-trouble';
import { TasksView } from './tasks/tasks-view';

const stateTones = { ready: 'good', starting: 'waiting', stopped: 'quiet', failed: 'blocking' } as const;

/** The engine room: what runs, what would have left, and why something did not. */
export function ExecutorPage() {
  const { t, language } = useWords();
  const { engagementId, customer } = useParams();
  const navigate = useNavigate();
  const { search } = useLocation();
  const status = useExecutorStatus();
  const speaker = useSpeaker();
  const [showsNames, setShowsNames] = useRevealing();
  const [dialog, setDialog] = useState<{ kind: 'event' | 'attributes' | 'api'; n: number }>();
  const [busy, setBusy] = useState(false);

  const [view, setView] = useView(executorViews);
  const isReady = status.state === 'ready';
  const { mode } = status;
  const deployments = usePolled(isReady ? `deployments ${mode}` : undefined, () => platform['executor.deployments']({}));
  const rows = view === 'outbox' ? 300 : 60;
  const outbox = usePolled(isReady ? `outbox ${mode} ${rows}` : undefined, () => platform['executor.outbox']({ limit: rows }));
  const channels = usePolled(isReady ? `channels ${mode}` : undefined, () => platform['executor.channels']({}));
  const history = usePolled(isReady ? `history ${mode}` : undefined, () => platform['executor.history']({ hours: 24 }));
  const undelivered = usePolled(isReady ? `undelivered ${mode}` : undefined, () => platform['executor.undelivered']({}));
  const identity = usePolled(isReady ? `identity ${mode}` : undefined, () => platform['executor.identity']({}));
  const versions = deployments.value?.map((d) => d.hash);
  const reasons = usePolled(isReady && versions ? `reasons ${mode} ${versions}` : undefined, () => askReasons(deployments.value ?? []));
  const found = usePolled(isReady && customer ? `${mode} ${customer}` : undefined, async () => {
    const reply = await platform['executor.customer']({ customer: customer ?? '' });
    // Wrapped: null is an answer ("nobody"), undefined is none yet.
    return reply.ok ? ok({ trace: reply.value }) : reply;
  });

  const findings = isReady ? (status.health?.findings ?? []) : [];
  const worst = worstOf(findings);
  const serious = findings.filter(({ severity }) => severity !== 'informs').length;
  const stateTone = worst === 'blocks' ? 'blocking' : worst === 'warns' ? 'waiting' : stateTones[status.state];
  const trace = found.value?.trace;
  const target = trace ? { customer: trace.customer, identifiers: firstOf(trace.identifiers) } : undefined;
  const problems = [...deployments.problems, ...outbox.problems];
  const show = (id: string | undefined) => navigate({ pathname: `/e/${engagementId}/executor${id ? `/${id}` : ''}`, search });
  const open = (mode === 'live' && status.openChannels) || [];
  const mail = mailFromOf(channels.value);
  const openDialog = (kind: 'event' | 'attributes' | 'api') => setDialog((old) => ({ kind, n: (old?.n ?? 0) + 1 }));
  const tell = (list: readonly Problem[]) => {
    for (const problem of list.slice(0, 3)) notifications.show({ color: 'pomegranate', message: problemText(problem, t), autoClose: false });
  };

  async function switchTo(call: 'executor.start' | 'executor.stop') {
    setBusy(true);
    const reply = await platform[call]({});
    await refreshExecutorStatus();
    setBusy(false);
    if (!reply.ok) tell(reply.problems);
  }

  async function look(wanted: string) {
    await platform['executor.look']({ mode: wanted === 'sandbox' ? 'sandbox' : 'live' });
    await refreshExecutorStatus();
    show(undefined);
  }

  async function showByIdentifiers(identifiers: Readonly<Record<string, string | number>>) {
    const text = String(identifiers.email ?? Object.values(identifiers)[0] ?? '');
    const reply = await platform['executor.findCustomers']({ text, limit: 1 });
    const [first] = reply.ok ? reply.value : [];
    setDialog(undefined);
    if (first) show(first.customer);
  }

  const refresh = () => {
    deployments.refresh();
    outbox.refresh();
    channels.refresh();
    identity.refresh();
    found.refresh();
    void refreshExecutorStatus();
  };

  const messages = speaker && (
    <OutboxPanel
      rows={outbox.value}
      deployments={deployments.value ?? []}
      open={open}
      mail={mail}
      speaker={speaker}
      showsNames={showsNames}
      isWhole={view === 'outbox'}
    />
  );

  const startButton = (
    <Button leftSection={<IconPlayerPlay size={16} />} loading={busy || status.state === 'starting'} onClick={() => void switchTo('executor.start')}>
      {t(mode === 'sandbox' ? 'executor.start-sandbox' : 'executor.start')}
    </Button>
  );

  return (
    <Panel
      title={t('station.executor')}
      facts={
        <span className={classes.facts}>
          <Badge tone={stateTone} icon={isReady ? <span className={classes.dot} /> : undefined}>
            {worst === undefined || worst === 'informs' ? t(`executor.state.${status.state}`) : t('executor.findings-count', { count: serious })}
          </Badge>
          {status.openChannels && (
            <Badge tone="waiting" icon={<IconPlugConnected size={13} aria-hidden />}>
              {openChannelsWords(status.openChannels, t, language)}
            </Badge>
          )}
          {status.port !== undefined && <Code>{`127.0.0.1:${status.port}`}</Code>}
          {status.restarts > 0 && t('executor.restarts', { count: status.restarts })}
        </span>
      }
      views={
        <>
          <SegmentedControl
            value={mode}
            onChange={(value) => void look(value)}
            data={[
              { value: 'live', label: t('executor.which-live') },
              { value: 'sandbox', label: t('executor.which-sandbox') },
            ]}
            aria-label={t('executor.which')}
          />
          {isReady && (
            <>
              <Button variant="subtle" color="gray" leftSection={<IconApi size={16} />} onClick={() => openDialog('api')}>
                {t('executor.api')}
              </Button>
              <Button variant="subtle" color="gray" leftSection={<IconPlayerStop size={16} />} loading={busy} onClick={() => void switchTo('executor.stop')}>
                {t('executor.stop')}
              </Button>
            </>
          )}
        </>
      }
      actions={
        isReady && (
          <>
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => openDialog('attributes')}>
              {t('executor.set-attributes')}
            </Button>
            <Button leftSection={<IconSend size={16} />} onClick={() => openDialog('event')}>
              {t('executor.send-event')}
            </Button>
          </>
        )
      }
      toolbar={
        isReady && (
          <>
            <ExecutorViews view={view} onView={setView} channels={channels.value} />
            <CustomerSearch showsNames={showsNames} disabled={!isReady} onPick={show} />
            <Button
              variant="subtle"
              color="gray"
              flex="none"
              leftSection={showsNames ? <IconEye size={16} /> : <IconEyeOff size={16} />}
              aria-pressed={showsNames}
              onClick={() => setShowsNames(!showsNames)}
            >
              {t(showsNames ? 'executor.names-shown' : 'executor.names-hidden')}
            </Button>
            <span className={classes.space} />
            {problems[0] && (
              <span className={classes.fault} role="status">
                <IconAlertOctagon size={15} aria-hidden />
                {problemText(problems[0], t)}
              </span>
            )}
          </>
        )
      }
      inspectorWidth={404}
      inspector={
        isReady &&
        customer &&
        speaker && (
          <CustomerPanel
            key={customer}
            customer={customer}
            found={trace}
            identifiers={target?.identifiers ?? {}}
            deployments={deployments.value ?? []}
            speaker={speaker}
            showsNames={showsNames}
            onShowNames={setShowsNames}
            onSetAttributes={() => openDialog('attributes')}
            onStarted={refresh}
            onErased={() => {
              show(undefined);
              refresh();
            }}
            onClose={() => show(undefined)}
          />
        )
      }
    >
      {isReady ? (
        <div className={view === 'channels' ? classes.wholePage : classes.page}>
          {view === 'now' && <FindingList findings={findings} speaker={speaker} />}
          {status.health?.restored && view === 'now' && <RestoredBanner restored={status.health.restored} onTell={tell} onResumed={refresh} />}
          {view === 'now' && status.health && <Figures health={status.health} history={history.value} onShow={highlight} />}
          {(view === 'now' || view === 'deployments') &&
            (deployments.value ? (
              <DeploymentsTable
                key={view}
                deployments={deployments.value}
                history={history.value}
                speaker={speaker}
                isWhole={view === 'deployments'}
                onChanged={refresh}
                onProblems={tell}
                onStartFor={searchCustomer}
              />
            ) : (
              <Skeleton height={180} radius="lg" />
            ))}
          {view === 'now' && (
            <>
              <div className={classes.halves}>
                <ReasonsPanel reasons={reasons.value} undelivered={undelivered.value ?? []} deployments={deployments.value ?? []} showsNames={showsNames} />
                {messages}
              </div>
              <PressurePanel of={mode} showsNames={showsNames} />
              <IdentityPanel totals={identity.value} />
              {mode === 'live' && <ReportPanel onTell={tell} />}
              <BackupsPanel onTell={tell} onRestored={refresh} />
            </>
          )}
          {view === 'outbox' && messages}
          {view === 'dead-letters' && speaker && (
            <DeadLetters
              channels={channels.value}
              deployments={deployments.value ?? []}
              mail={mail}
              speaker={speaker}
              showsNames={showsNames}
              onTell={tell}
              onChanged={refresh}
            />
          )}
          {view === 'channels' && (
            <Private>
              <ChannelsView
                key={mode}
                channels={channels.value}
                isSandbox={mode === 'sandbox'}
                onChanged={refresh}
                onShowMessages={(channel, state) => navigate({ search: isDead(state) ? `view=dead-letters&state=${state}&channel=${channel}` : 'view=outbox' })}
              />
            </Private>
          )}
          {view === 'audiences' && speaker && (
            <AudiencesView of={mode} customer={customer} speaker={speaker} showsNames={showsNames} onShow={show} onTell={tell} />
          )}
          {view === 'tasks' && speaker && (
            <TasksView of={mode} now={Date.parse(status.health?.clock.now ?? '')} deployments={deployments.value ?? []} speaker={speaker} onTell={tell} />
          )}
        </div>
      ) : (
        <EmptyState
          icon={<IconEngine size={34} />}
          title={t(`executor.empty.${status.state}`)}
          text={status.problem ? problemText(status.problem, t) : t(mode === 'sandbox' ? 'executor.sandbox-text' : 'executor.empty-text')}
          actions={
            isStoreTrouble(status.problem) ? (
              <StoreTrouble
                again={
                  <Button
                    variant="subtle"
                    color="gray"
                    leftSection={<IconPlayerPlay size={16} />}
                    loading={busy}
                    onClick={() => void switchTo('executor.start')}
                  >
                    {t('executor.start')}
                  </Button>
                }
                onTell={tell}
                onDone={() => void refreshExecutorStatus()}
              />
            ) : (
              startButton
            )
          }
        />
      )}
      {dialog?.kind === 'api' && <ApiDialog onClose={() => setDialog(undefined)} />}
      {dialog?.kind === 'event' && (
        <SendEventDialog
          key={dialog.n}
          opened
          onClose={() => setDialog(undefined)}
          target={target}
          deployments={deployments.value ?? []}
          showsNames={showsNames}
          onSent={refresh}
          onShow={(identifiers) => void showByIdentifiers(identifiers)}
        />
      )}
      {dialog?.kind === 'attributes' && (
        <SetAttributesDialog
          key={dialog.n}
          opened
          onClose={() => setDialog(undefined)}
          target={target}
          onSent={refresh}
          onShow={(identifiers) => void showByIdentifiers(identifiers)}
        />
      )}
    </Panel>
  );
}

function firstOf(identifiers: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(identifiers).flatMap(([id, [first]]) => (first === undefined ? [] : [[id, first]])));
}

function isDead(state: string): boolean {
  return deadStates.some((one) => one === state);
}

/** What mails of this executor carry beside their words. */
function mailFromOf(channels: readonly ChannelState[] | undefined): MailFrom | undefined {
  const settings = channels?.find(({ channel }) => channel === 'email')?.settings;
  return settings?.provider === 'smtp' ? { sender: settings.from.name, look: settings.look } : undefined;
}
