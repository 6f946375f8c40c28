import { Skeleton } from '@mantine/core';
import type { DeploymentSummary } from '../../../../shared/executor/api';
import { type Funnel, type FunnelStep, toFunnel } from '../../../../shared/executor/funnel';
import { nodeName } from '../../../../shared/executor/reason-words';
import { signedNumber } from '../../../../shared/i18n/number-format';
import type { Speaker } from '../../../../shared/journey/node-label';
import { platform } from '../../../platform/platform';
import { useCatalogue } from '../../../store/derived';
import { useEngagement } from '../../../store/session';
import { usePolled } from '../../../store/use-polled';
import { useTellers } from '../../../ui/trace/use-tellers';
import { useWords } from '../../../ui/words';
import classes from './monitor.module.css';
import { spanText } from './span';

type Props = { deployment: DeploymentSummary; deployments: readonly DeploymentSummary[]; speaker: Speaker };

/** From the door to the goal, planned beside actual, and in words where the difference lies. */
export function DeploymentFunnel({ deployment, deployments, speaker }: Props) {
  const { t, text, locale } = useWords();
  const volumes = useEngagement((e) => e.volumes);
  const kpiInputs = useEngagement((e) => e.kpiInputs);
  const businessCase = useEngagement((e) => e.businessCase);
  const measured = useEngagement((e) => e.measured);
  const catalogue = useCatalogue();
  const { hash, journeyId } = deployment;
  const counts = usePolled(`funnel ${hash}`, () => platform['executor.counts']({ journeyId, deployment: hash }));
  const line = { journeyId, deployment: hash, reason: undefined };
  const { journey, speaker: told } = useTellers([line], deployments, speaker).of(line);
  if (!counts.value || !journey || !catalogue) return <Skeleton height={90} radius="sm" />;
  const funnel = toFunnel(journey, counts.value, {
    numbers: { volumes, kpiInputs, businessCase, measured },
    kpis: catalogue.kpi.kpis,
    deployedAt: deployment.deployedAt,
  });
  const most = Math.max(1, ...funnel.steps.flatMap(({ count, planned = 0 }) => [count, planned]));
  const number = new Intl.NumberFormat(locale);
  const nameOf = ({ kind, node }: FunnelStep) => {
    if (node !== undefined) return nodeName(node, journey, told);
    return kind === 'goal' ? text(journey.policies.goal?.name) || t('executor.funnel.goal') : t('executor.funnel.entered');
  };
  return (
    <div className={classes.funnel}>
      <ol aria-label={t('executor.funnel.of', { name: text(deployment.name) || deployment.key })}>
        {funnel.steps.map((step) => {
          const { kind, node, count, planned, notSent = 0 } = step;
          const gap = planned === undefined ? undefined : count - planned;
          return (
            <li key={`${kind} ${node}`} data-kind={kind}>
              <span className={classes.stepName}>{nameOf(step)}</span>
              <span className={classes.track}>
                {planned !== undefined && <span className={classes.planned} style={{ width: `${(planned / most) * 100}%` }} />}
                <span className={classes.actual} style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <strong>{number.format(count)}</strong>
              <span className={classes.stepPlan}>
                {planned !== undefined && <span>{t('executor.funnel.planned', { count: planned })}</span>}
                {gap !== undefined && gap !== 0 && (
                  <bdi dir="ltr" data-miss={gap < 0 || undefined}>
                    {new Intl.NumberFormat(locale, { signDisplay: 'always' }).format(gap)}
                  </bdi>
                )}
                {notSent > 0 && <span>{t('executor.funnel.not-sent', { count: notSent })}</span>}
              </span>
            </li>
          );
        })}
      </ol>
      <p className={classes.gap}>{gapWords(funnel, { t, locale, speaker: told, eventName: (id) => text(told.context.events.get(id)?.label) || id })}</p>
    </div>
  );
}

type Saying = { t: ReturnType<typeof useWords>['t']; locale: string; speaker: Speaker; eventName: (id: string) => string };

/** What came against what was planned, and what kept the others: in one breath. */
function gapWords({ steps, days, events, came, refused, goal }: Funnel, { t, locale, eventName }: Saying): string {
  const [door] = steps;
  if (!door) return '';
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const names = list.format(events.map((id) => eventName(id)));
  const span = spanText(days * 86_400_000, locale);
  const parts = [
    door.planned === undefined
      ? t(events.length > 0 ? 'executor.funnel.no-plan' : 'executor.funnel.no-events', { entered: door.count, span, events: names })
      : t('executor.funnel.gap', { entered: door.count, planned: door.planned, span }),
  ];
  if (events.length > 0) parts.push(t('executor.funnel.came', { events: names, came }));
  if (refused.length > 0) {
    const reasons = refused.slice(0, 4).map(([code, count]) => t('executor.funnel.reason', { reason: t(`reason-short.${code}`), count }));
    parts.push(t('executor.funnel.refused', { count: came - door.count, reasons: reasons.join(' · ') }));
  }
  if (goal) parts.push(...goalWords(goal, { t, locale }));
  return parts.join(' ');
}

function goalWords({ share, planned, gap, inside }: NonNullable<Funnel['goal']>, { t, locale }: Pick<Saying, 't' | 'locale'>): string[] {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const signed = (n: number) => signedNumber(n, locale);
  if (!planned) return [t('executor.funnel.goal-no-plan')];
  const parts = [
    share === undefined
      ? t(`executor.funnel.goal-plan.${planned.from}`, { planned: percent.format(planned.share) })
      : t(`executor.funnel.goal-share.${planned.from}`, { share: percent.format(share), planned: percent.format(planned.share) }),
  ];
  if (gap && (gap.byDoor !== 0 || gap.byShare !== 0)) parts.push(t('executor.funnel.goal-gap', { door: signed(gap.byDoor), share: signed(gap.byShare) }));
  if (inside > 0) parts.push(t('executor.funnel.goal-inside', { count: inside }));
  return parts;
}
