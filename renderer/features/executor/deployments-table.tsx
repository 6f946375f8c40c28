import { ActionIcon, Button, Group, Menu, Modal, UnstyledButton } from '@mantine/core';
import { IconDots, IconDroplet, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRocket } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { DeploymentSummary } from '../../../shared/executor/api';
import { useEngagement } from '../../store/session';
import { Badge, type BadgeTone } from '../../ui/badge';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

type State = 'live' | 'paused' | 'draining' | 'retired';
type Props = { deployments: readonly DeploymentSummary[]; onSetState: (deployment: string, state: State) => Promise<void> };

const tones = { live: 'good', draining: 'waiting', paused: 'quiet', failed: 'blocking', retired: 'quiet' } satisfies Record<
  DeploymentSummary['state'],
  BadgeTone
>;

/** What runs: one row per published version, ended ones folded away. */
export function DeploymentsTable({ deployments, onSetState }: Props) {
  const { t } = useWords();
  const [showsEnded, setShowsEnded] = useState(false);
  const [ending, setEnding] = useState<DeploymentSummary>();
  const running = deployments.filter((d) => d.state !== 'retired');
  const ended = deployments.length - running.length;
  const shown = showsEnded ? deployments : running;
  return (
    <section id="deployments" className={classes.card} aria-labelledby="deployments-title">
      <header className={classes.cardHead}>
        <h2 id="deployments-title">{t('executor.deployments')}</h2>
        <span className={classes.quiet}>{t('executor.since-publish')}</span>
        <span className={classes.space} />
        <span className={classes.key} data-kind="sent">
          {t('executor.column.sent')}
        </span>
        <span className={classes.key} data-kind="not-sent">
          {t('executor.column.not-sent')}
        </span>
      </header>
      {shown.length === 0 ? (
        <p className={classes.none}>
          <IconRocket size={18} aria-hidden /> {t('executor.no-deployments')}
        </p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('executor.column.journey')}</th>
                <th scope="col">{t('executor.column.state')}</th>
                {(['entered', 'waiting', 'sent', 'not-sent'] as const).map((column) => (
                  <th scope="col" key={column} data-number>
                    {t(`executor.column.${column}`)}
                  </th>
                ))}
                <th scope="col">{t('executor.column.share')}</th>
                <th scope="col">
                  <span className={classes.hiddenText}>{t('executor.column.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((deployment) => (
                <Row key={deployment.hash} deployment={deployment} onSetState={onSetState} onEnd={setEnding} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {ended > 0 && (
        <UnstyledButton className={classes.fold} onClick={() => setShowsEnded(!showsEnded)} aria-expanded={showsEnded}>
          {t(showsEnded ? 'executor.hide-ended' : 'executor.show-ended', { count: ended })}
        </UnstyledButton>
      )}
      <Modal
        opened={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title={t('executor.end-title', { name: ending?.name ?? '' })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p className={classes.dialogText}>{t('executor.end-text', { count: ending?.active ?? 0 })}</p>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={() => setEnding(undefined)}>
            {t('common.cancel')}
          </Button>
          <Button
            color="pomegranate"
            onClick={() => {
              if (ending) void onSetState(ending.hash, 'retired');
              setEnding(undefined);
            }}
          >
            {t('executor.end-confirm', { count: ending?.active ?? 0 })}
          </Button>
        </Group>
      </Modal>
    </section>
  );
}

type RowProps = { deployment: DeploymentSummary; onSetState: Props['onSetState']; onEnd: (deployment: DeploymentSummary) => void };

function Row({ deployment, onSetState, onEnd }: RowProps) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const isOurs = useEngagement((e) => e.journeys.some((j) => j.id === deployment.journeyId));
  const number = new Intl.NumberFormat(locale);
  const { hash, state, sent, notSent } = deployment;
  const name = text(deployment.name) || deployment.key;
  const set = (next: State) => void onSetState(hash, next);
  const total = Math.max(1, sent + notSent);
  return (
    <tr data-state={state}>
      <th scope="row">
        {isOurs ? (
          <Link to={`/e/${engagementId}/journeys/${deployment.journeyId}`} className={classes.journeyLink}>
            {name}
          </Link>
        ) : (
          <span>{name}</span>
        )}{' '}
        <span className={classes.hash}>
          <Code title={hash}>{`v${deployment.version} ${hash.slice(0, 7)}`}</Code>
        </span>
        {!isOurs && <span className={classes.hash}> {t('executor.other-engagement')}</span>}
      </th>
      <td>
        <Badge tone={tones[state]} icon={state === 'live' ? <span className={classes.dot} /> : undefined}>
          {t(`executor.deployment.${state}`)}
        </Badge>{' '}
        {deployment.mode === 'test' && <Badge tone="suggestion">{t('executor.test-only')}</Badge>}
      </td>
      <td data-number>{number.format(deployment.entered)}</td>
      <td data-number data-tone={deployment.active > 0 ? 'time' : undefined}>
        {number.format(deployment.active)}
      </td>
      <td data-number>{number.format(sent)}</td>
      <td data-number data-tone="quiet">
        {number.format(notSent)}
      </td>
      <td>
        <span className={classes.bar} role="img" aria-label={t('executor.share-of', { sent, notSent })}>
          <span data-kind="sent" style={{ width: `${(sent / total) * 100}%` }} />
          <span data-kind="not-sent" style={{ width: `${(notSent / total) * 100}%` }} />
        </span>
      </td>
      <td className={classes.rowActions}>
        {state === 'live' || state === 'draining' ? (
          <ActionIcon size={26} aria-label={t('executor.pause', { name })} title={t('executor.pause', { name })} onClick={() => set('paused')}>
            <IconPlayerPause size={15} />
          </ActionIcon>
        ) : (
          <ActionIcon size={26} aria-label={t('executor.resume', { name })} title={t('executor.resume', { name })} onClick={() => set('live')}>
            <IconPlayerPlay size={15} />
          </ActionIcon>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={26} aria-label={t('home.more', { name })}>
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {state !== 'live' && (
              <Menu.Item leftSection={<IconPlayerPlay size={15} />} onClick={() => set('live')}>
                {t('executor.menu.live')}
              </Menu.Item>
            )}
            {state === 'live' && (
              <Menu.Item leftSection={<IconDroplet size={15} />} onClick={() => set('draining')}>
                {t('executor.menu.drain')}
              </Menu.Item>
            )}
            {state !== 'retired' && (
              <Menu.Item leftSection={<IconPlayerStop size={15} />} color="pomegranate" onClick={() => onEnd(deployment)}>
                {t('executor.menu.end')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  );
}
