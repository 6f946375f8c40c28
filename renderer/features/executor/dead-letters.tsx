import { Button, Group, Modal, SegmentedControl, Select, Skeleton } from '@mantine/core';
import { IconCheck, IconMailOff, IconRefresh, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DeploymentSummary } from '../../../shared/executor/api';
import { inChannelWords } from '../../../shared/executor/channel-words';
import { type ChannelState, type DeliveryDecision, type DeliveryRow, decidableFrom, type OutChannel } from '../../../shared/executor/channels';
import { countsOf, deadStates, firstDead } from '../../../shared/executor/dead-letters';
import type { Speaker } from '../../../shared/journey/node-label';
import type { Problem, Result } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { usePolled } from '../../store/use-polled';
import { useTellers } from '../../ui/trace/use-tellers';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';
import type { MailFrom } from './message-preview';
import { MessageRow } from './message-row';

const pageSize = 50;
const icons = { 'try-again': IconRefresh, 'it-arrived': IconCheck, cancel: IconX };
const decisions = ['try-again', 'it-arrived', 'cancel'] as const satisfies readonly DeliveryDecision[];

type Props = {
  channels: readonly ChannelState[] | undefined;
  deployments: readonly DeploymentSummary[];
  mail: MailFrom | undefined;
  speaker: Speaker;
  showsNames: boolean;
  onTell: (problems: readonly Problem[]) => void;
  onChanged: () => void;
};

/** What is to be decided about many. */
type Bulk = { decision: DeliveryDecision; channel: OutChannel; count: number };

/** Messages that did not arrive, or of which nobody knows: why, and what is to become of them. */
export function DeadLetters({ channels, deployments, mail, speaker, showsNames, onTell, onChanged }: Props) {
  const { t, locale } = useWords();
  const [search, setSearch] = useSearchParams();
  const [opened, setOpened] = useState<number>();
  const [bulk, setBulk] = useState<Bulk>();
  const [earlier, setEarlier] = useState<DeliveryRow[]>([]);
  const [isMore, setMore] = useState(false);

  const counts = countsOf(channels ?? []);
  const state = deadStates.find((one) => one === search.get('state')) ?? firstDead(counts);
  const channel = channels?.find((one) => one.channel === search.get('channel'))?.channel;
  const key = `dead ${state} ${channel ?? ''}`;
  const asked = { state, ...(channel && { channel }), limit: pageSize };
  const newest = usePolled(key, () => platform['executor.deliveries'](asked));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins anew
  useEffect(() => setEarlier([]), [key]);

  const first = newest.value ?? [];
  const oldest = first.at(-1)?.n ?? Number.POSITIVE_INFINITY;
  const rows = [...first, ...earlier.filter((row) => row.n < oldest)];
  const tellers = useTellers(rows, deployments, speaker);
  const number = new Intl.NumberFormat(locale);
  const isOff = (one: OutChannel) => channels?.find((other) => other.channel === one)?.mode === 'off';
  const set = (change: Record<string, string | undefined>) => {
    const next = { state, channel, ...change };
    setSearch({ view: 'dead-letters', state: next.state, ...(next.channel && { channel: next.channel }) });
  };

  async function decide(call: () => Promise<Result<unknown>>) {
    const reply = await call();
    if (!reply.ok) onTell(reply.problems.map((one) => inChannelWords(one, t)));
    setEarlier([]);
    newest.refresh();
    onChanged();
  }

  async function showMore() {
    const before = rows.at(-1)?.n;
    if (before === undefined) return;
    setMore(true);
    const reply = await platform['executor.deliveries']({ ...asked, before });
    setMore(false);
    if (reply.ok) setEarlier([...earlier, ...reply.value]);
    else onTell(reply.problems);
  }

  const bulkable = (channels ?? []).flatMap((one) => {
    const count = one.counts[state] ?? 0;
    return count > 0 && (channel === undefined || channel === one.channel) ? [{ channel: one.channel, count }] : [];
  });
  const total = bulkable.reduce((sum, { count }) => sum + count, 0);
  const withSome = (channels ?? []).filter((one) => deadStates.some((dead) => (one.counts[dead] ?? 0) > 0));
  return (
    <section id="dead-letters" className={classes.card} aria-labelledby="dead-title">
      <header className={classes.cardHead}>
        <h2 id="dead-title">{t('executor.view.dead-letters')}</h2>
        <SegmentedControl
          value={state}
          onChange={(value) => set({ state: value })}
          aria-label={t('executor.dead.state')}
          data={deadStates.map((value) => ({ value, label: `${t(`delivery.${value}`)} ${number.format(counts[value])}` }))}
        />
        <Select
          aria-label={t('executor.dead.channel')}
          placeholder={t('executor.dead.all-channels')}
          value={channel ?? null}
          onChange={(value) => set({ channel: value ?? undefined })}
          data={withSome.map((one) => ({ value: one.channel, label: t(`channel.${one.channel}`) }))}
          clearable
          w={180}
        />
        <span className={classes.space} />
      </header>
      <p className={classes.deadAbout}>{t(`executor.dead.about.${state}`)}</p>
      {bulkable.length > 0 && (
        <div className={classes.bulk}>
          {bulkable.map(({ channel: one, count }) => (
            <span key={one} className={classes.bulkGroup}>
              {decisions
                .filter((decision) => decidableFrom[decision].includes(state))
                .map((decision) => (
                  <DecisionButton
                    key={decision}
                    decision={decision}
                    isOff={decision === 'try-again' && isOff(one) === true}
                    label={t(`executor.dead.all.${decision}`, { count, channel: t(`channel.${one}`) })}
                    onClick={() => setBulk({ decision, channel: one, count })}
                  />
                ))}
            </span>
          ))}
        </div>
      )}
      {!newest.value && <Skeleton height={14} m={20} width="60%" />}
      {newest.value?.length === 0 && (
        <p className={classes.none}>
          <IconMailOff size={18} aria-hidden /> {t('executor.dead.none')}
        </p>
      )}
      <ul className={classes.outbox} data-whole>
        {rows.map((row) => (
          <MessageRow
            key={row.n}
            message={{ ...row, at: row.decidedAt }}
            delivery={row}
            deployments={deployments}
            tellers={tellers}
            mail={mail}
            showsNames={showsNames}
            isOpen={opened === row.n}
            onToggle={() => setOpened(opened === row.n ? undefined : row.n)}
            actions={
              <Group gap={8}>
                {decisions
                  .filter((decision) => decidableFrom[decision].includes(row.state))
                  .map((decision) => (
                    <DecisionButton
                      key={decision}
                      decision={decision}
                      isOff={decision === 'try-again' && isOff(row.channel) === true}
                      label={t(decision === 'try-again' && row.state === 'unknown' ? 'executor.dead.again-twice' : `executor.dead.one.${decision}`)}
                      onClick={() => void decide(() => platform['executor.decideDelivery']({ n: row.n, decision }))}
                    />
                  ))}
              </Group>
            }
          />
        ))}
      </ul>
      {rows.length < total && rows.length >= pageSize && (
        <div className={classes.bulk}>
          <Button variant="subtle" loading={isMore} onClick={() => void showMore()}>
            {t('executor.dead.more', { shown: rows.length, total })}
          </Button>
        </div>
      )}
      {bulk && (
        <Modal
          opened
          onClose={() => setBulk(undefined)}
          title={t(`executor.dead.all.${bulk.decision}`, { count: bulk.count, channel: t(`channel.${bulk.channel}`) })}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <p className={classes.dialogText}>
            {t(bulk.decision === 'try-again' && state === 'unknown' ? 'executor.dead.confirm.twice' : `executor.dead.confirm.${bulk.decision}`)}
          </p>
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={() => setBulk(undefined)}>
              {t('common.close')}
            </Button>
            <Button
              onClick={() => {
                setBulk(undefined);
                void decide(() => platform['executor.decideDeliveries']({ channel: bulk.channel, state, decision: bulk.decision }));
              }}
            >
              {t(`executor.dead.confirm-button.${bulk.decision}`, { count: bulk.count })}
            </Button>
          </Group>
        </Modal>
      )}
    </section>
  );
}

/** Nothing can be tried again by a channel that is closed: that is said where one would press. */
function DecisionButton({ decision, label, isOff, onClick }: { decision: DeliveryDecision; label: string; isOff: boolean; onClick: () => void }) {
  const { t } = useWords();
  const Icon = icons[decision];
  return (
    <Button
      size="compact-sm"
      variant={decision === 'try-again' ? 'light' : 'default'}
      leftSection={<Icon size={14} />}
      disabled={isOff}
      title={isOff ? t('executor.dead.closed') : undefined}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
