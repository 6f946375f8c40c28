import { ActionIcon, Menu, Progress, UnstyledButton } from '@mantine/core';
import {
  IconArrowBackUp,
  IconChevronDown,
  IconDots,
  IconDroplet,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRocket,
  IconUserPlus,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { DeploymentSummary } from '../../../shared/executor/api';
import { toldState } from '../../../shared/executor/deployment-state';
import type { History } from '../../../shared/executor/monitor';
import { isStartable } from '../../../shared/executor/starting';
import type { Speaker } from '../../../shared/journey/node-label';
import type { Problem, Result } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { useEngagement } from '../../store/session';
import { Badge, type BadgeTone } from '../../ui/badge';
import { peopleInside } from '../../ui/publish/people-inside';
import { VersionTag } from '../../ui/version-tag';
import { useWords } from '../../ui/words';
import { DeploymentDialog, type Intent, type State } from './deployment-dialog';
import classes from './executor-page.module.css';
import { DeploymentFunnel } from './monitor/funnel';
import monitor from './monitor/monitor.module.css';
import { Spark } from './monitor/spark';

type Props = {
  deployments: readonly DeploymentSummary[];
  history: History | undefined;
  speaker: Speaker | undefined;
  /** It has the page to itself: ended ones are shown, too. */
  isWhole?: boolean;
  onChanged: () => void;
  onProblems: (problems: readonly Problem[]) => void;
  /** Somebody is to be put into a journey; who, is still to be found. */
  onStartFor: () => void;
};

const tones = { live: 'good', draining: 'waiting', paused: 'quiet', failed: 'blocking', retired: 'quiet' } satisfies Record<
  DeploymentSummary['state'],
  BadgeTone
>;

/** What runs: one row per published version, ended ones folded away. */
export function DeploymentsTable({ deployments, history, speaker, isWhole = false, onChanged, onProblems, onStartFor }: Props) {
  const { t } = useWords();
  const [showsEnded, setShowsEnded] = useState(isWhole);
  const [opened, setOpened] = useState<string>();
  const [intent, setIntent] = useState<Intent>();
  const running = deployments.filter((one) => toldState(one) !== 'retired');
  const ended = deployments.length - running.length;
  const shown = showsEnded ? deployments : running;

  async function act(call: () => Promise<Result<unknown>>) {
    const reply = await call();
    if (!reply.ok) onProblems(reply.problems);
    onChanged();
  }

  /** Asks what becomes of the people inside what runs now. */
  async function goBack(deployment: DeploymentSummary) {
    const bundle = await platform['executor.deployment']({ deployment: deployment.hash });
    const inside = bundle.ok ? await peopleInside(bundle.value) : bundle;
    if (bundle.ok && inside.ok) setIntent({ kind: 'back', deployment, bundle: bundle.value, inside: inside.value });
    else if (!inside.ok) onProblems(inside.problems);
  }
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
        <span className={classes.key} data-kind="failed">
          {t('executor.column.failed')}
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
                {(['entered', 'waiting', 'sent', 'not-sent', 'failed'] as const).map((column) => (
                  <th scope="col" key={column} data-number>
                    {t(`executor.column.${column}`)}
                  </th>
                ))}
                <th scope="col">{t('executor.column.share')}</th>
                <th scope="col">{t('executor.column.day')}</th>
                <th scope="col">
                  <span className={classes.hiddenText}>{t('executor.column.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((deployment) => (
                <Row
                  key={deployment.hash}
                  deployment={deployment}
                  deployments={deployments}
                  history={history}
                  speaker={speaker}
                  isOpen={opened === deployment.hash}
                  onToggle={() => setOpened(opened === deployment.hash ? undefined : deployment.hash)}
                  onIntend={(kind, state) => setIntent({ kind, state, deployment })}
                  onGoBack={() => void goBack(deployment)}
                  onStartFor={onStartFor}
                />
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
      {intent && speaker && (
        <DeploymentDialog
          intent={intent}
          speaker={speaker}
          onClose={() => setIntent(undefined)}
          onSetState={(state) => void act(() => platform['executor.setState']({ deployment: intent.deployment.hash, state }))}
          onGoBack={(bundle, moves) => act(() => platform['executor.deploy']({ bundle, moves }))}
        />
      )}
    </section>
  );
}

function isSameJourney(one: DeploymentSummary, other: DeploymentSummary): boolean {
  return one.journeyId === other.journeyId && one.mode === other.mode;
}

type RowProps = {
  deployment: DeploymentSummary;
  deployments: readonly DeploymentSummary[];
  history: History | undefined;
  speaker: Speaker | undefined;
  isOpen: boolean;
  onToggle: () => void;
  onIntend: (kind: 'pause' | 'resume' | 'drain' | 'end', state: State) => void;
  onGoBack: () => void;
  onStartFor: () => void;
};

function Row({ deployment, deployments, history, speaker, isOpen, onToggle, onIntend, onGoBack, onStartFor }: RowProps) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const isOurs = useEngagement((e) => e.journeys.some((j) => j.id === deployment.journeyId));
  const number = new Intl.NumberFormat(locale);
  const { hash, state, sent, notSent, failed, moving } = deployment;
  const byHour = history?.deployments[hash];
  /** Another version takes people in now. */
  const isReplaced = deployments.some((one) => one.state === 'live' && one.hash !== hash && isSameJourney(one, deployment));
  const shown = toldState(deployment);
  const name = text(deployment.name) || deployment.key;
  const total = Math.max(1, sent + notSent + failed);
  return (
    <>
      <tr data-state={state}>
        <th scope="row">
          <ActionIcon
            size={24}
            className={monitor.toggle}
            aria-expanded={isOpen}
            aria-label={t('executor.funnel.of', { name })}
            title={t('executor.funnel.of', { name })}
            onClick={onToggle}
          >
            <IconChevronDown size={14} aria-hidden />
          </ActionIcon>
          {isOurs ? (
            <Link to={`/e/${engagementId}/journeys/${deployment.journeyId}`} className={classes.journeyLink}>
              {name}
            </Link>
          ) : (
            <span>{name}</span>
          )}{' '}
          <span className={classes.hash}>
            <VersionTag version={deployment.version} hash={hash} />
          </span>
          {!isOurs && <span className={classes.hash}> {t('executor.other-engagement')}</span>}
        </th>
        <td className={classes.states}>
          <Badge tone={tones[shown]} icon={shown === 'live' ? <span className={classes.dot} /> : undefined}>
            {t(`executor.deployment.${shown}`)}
          </Badge>{' '}
          {deployment.heldByRestore && <Badge tone="waiting">{t('executor.held')}</Badge>}
          {deployment.mode === 'test' && <Badge tone="suggestion">{t('executor.test-only')}</Badge>}
          {moving && <Moving moving={moving} to={deployments.find((one) => one.hash === moving.to)} />}
        </td>
        <td data-number>{number.format(deployment.entered)}</td>
        <td data-number data-tone={deployment.active > 0 ? 'time' : undefined}>
          {number.format(deployment.active)}
        </td>
        <td data-number>{number.format(sent)}</td>
        <td data-number data-tone="quiet">
          {number.format(notSent)}
        </td>
        <td data-number data-tone={failed > 0 ? 'blocking' : 'quiet'}>
          {number.format(failed)}
        </td>
        <td>
          <span className={classes.bar} role="img" aria-label={t('executor.share-of', { sent, notSent, failed })}>
            <span data-kind="sent" style={{ width: `${(sent / total) * 100}%` }} />
            <span data-kind="not-sent" style={{ width: `${(notSent / total) * 100}%` }} />
            <span data-kind="failed" style={{ width: `${(failed / total) * 100}%` }} />
          </span>
        </td>
        <td>
          {byHour && (
            <span className={monitor.tableSpark}>
              <Spark values={byHour.sent} tone="accent" label={t('executor.spark', { name, most: Math.max(...byHour.sent) })} />
            </span>
          )}
        </td>
        <td className={classes.rowActions}>
          {state === 'live' || shown === 'draining' ? (
            <ActionIcon size={26} aria-label={t('executor.pause', { name })} title={t('executor.pause', { name })} onClick={() => onIntend('pause', 'paused')}>
              <IconPlayerPause size={15} />
            </ActionIcon>
          ) : (
            state === 'paused' && (
              <ActionIcon
                size={26}
                aria-label={t('executor.resume', { name })}
                title={t('executor.resume', { name })}
                // Paused while people finished on it, it goes on letting them finish.
                onClick={() => onIntend('resume', isReplaced ? 'draining' : 'live')}
              >
                <IconPlayerPlay size={15} />
              </ActionIcon>
            )
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={26} aria-label={t('home.more', { name })}>
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {isStartable(deployment) && (
                <Menu.Item leftSection={<IconUserPlus size={15} />} onClick={onStartFor}>
                  {t('executor.menu.start-for')}
                </Menu.Item>
              )}
              {state !== 'live' && (state !== 'paused' || isReplaced) && (
                <Menu.Item leftSection={<IconArrowBackUp size={15} className={classes.mirrored} />} onClick={onGoBack}>
                  {t('executor.menu.back')}
                </Menu.Item>
              )}
              {state === 'live' && (
                <Menu.Item leftSection={<IconDroplet size={15} />} onClick={() => onIntend('drain', 'draining')}>
                  {t('executor.menu.drain')}
                </Menu.Item>
              )}
              {shown !== 'retired' && (
                <Menu.Item leftSection={<IconPlayerStop size={15} />} color="pomegranate" onClick={() => onIntend('end', 'retired')}>
                  {t('executor.menu.end')}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </td>
      </tr>
      {isOpen && speaker && (
        <tr className={monitor.funnelRow}>
          <td colSpan={10}>
            <DeploymentFunnel deployment={deployment} deployments={deployments} speaker={speaker} />
          </td>
        </tr>
      )}
    </>
  );
}

/** How far the move of its people to another version is. */
function Moving({ moving: { people, done }, to }: { moving: NonNullable<DeploymentSummary['moving']>; to: DeploymentSummary | undefined }) {
  const { t } = useWords();
  if (!to) return null;
  const words = t('executor.moving', { version: to.version, done, people });
  return (
    <span className={classes.moving}>
      <Progress value={people === 0 ? 100 : (done / people) * 100} size={4} aria-label={words} />
      {words}
    </span>
  );
}
