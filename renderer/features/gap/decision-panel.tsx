import { UnstyledButton } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import type { OpenAnswer } from '../../../shared/checklist/next-question';
import { useEngagement } from '../../store/session';
import { Inspector, InspectorHead, InspectorSection } from '../../ui/inspector';
import { UserText } from '../../ui/isolate';
import { Quiet } from '../../ui/quiet';
import { ShareRing } from '../../ui/ring';
import { useWords } from '../../ui/words';
import classes from './decision-panel.module.css';
import { FateList } from './fate-list';
import type { Place } from './heat-map';
import type { GapModel } from './use-gap';
import { useRobustness } from './use-robustness';
import { WeightTurns } from './weight-turns';

type Props = { model: GapModel; onSelect: (place: Place) => void; onClose: () => void };

/** What would change our mind: how sure the lead is, which weights and which answers could turn it, and what will not run. */
export function DecisionPanel({ model, onSelect, onClose }: Props) {
  const { t, text } = useWords();
  const { open, sensitivity } = model.analysis;
  const names = new Map(model.groups.flatMap(({ points }) => points.map(({ point, label }) => [point.id, text(label)] as const)));
  const [next] = open;
  return (
    <Inspector>
      <InspectorHead title={t('gap.decision.title')} facts={t('gap.decision.facts')} onClose={onClose} />
      <Lead model={model} />
      {sensitivity.length > 0 && (
        <InspectorSection title={t('gap.decision.weights')}>
          <WeightTurns
            turns={sensitivity}
            nameOf={(id) => names.get(id) ?? id}
            vendorOf={(id) => nameOf(model, id)}
            onSelect={(point) => onSelect({ point, vendor: undefined })}
          />
        </InspectorSection>
      )}
      {next && (
        <InspectorSection title={t('gap.decision.next')}>
          <NextQuestion model={model} open={next} onSelect={onSelect} />
        </InspectorSection>
      )}
      <InspectorSection title={t('gap.decision.fates')}>
        <FateList model={model} nameOf={(id) => names.get(id) ?? id} onSelect={onSelect} />
      </InspectorSection>
    </Inspector>
  );
}

/** In how many of the draws the leader leads all the same. */
function Lead({ model }: { model: GapModel }) {
  const { t, locale } = useWords();
  const checklist = useEngagement((e) => e.checklist);
  const { robustness, isOld } = useRobustness(checklist);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const [first] = model.analysis.places;
  if (!first) return <Quiet>{t('gap.decision.nobody')}</Quiet>;
  if (first.vendors.length > 1)
    return <Quiet>{t('gap.decision.tie', { vendors: new Intl.ListFormat(locale).format(first.vendors.map((id) => nameOf(model, id))) })}</Quiet>;
  const leader = first.vendors[0] ?? '';
  const draws = robustness?.draws ?? 0;
  const leads = Math.round(robustness?.vendors.find(({ vendor }) => vendor === leader)?.leads ?? 0);
  const share = draws === 0 ? undefined : leads / draws;
  return (
    <div className={classes.lead} data-old={isOld} aria-live="polite">
      <ShareRing share={share ?? 0} size={62} radius={26} width={8} label={share === undefined ? '…' : percent.format(share)} />
      <div>
        <strong>{share === undefined ? t('gap.decision.drawing') : t('gap.decision.leads', { vendor: nameOf(model, leader), leads, draws })}</strong>
        <Quiet>{t('gap.decision.how')}</Quiet>
      </div>
    </div>
  );
}

function NextQuestion({ model, open, onSelect }: { model: GapModel; open: OpenAnswer; onSelect: Props['onSelect'] }) {
  const { t, text } = useWords();
  const known = model.groups.flatMap(({ points }) => points).find(({ point }) => point.id === open.point);
  const total = (share: number) => Math.round(share * 100);
  return (
    <UnstyledButton className={classes.question} onClick={() => onSelect({ point: open.point, vendor: open.vendor })}>
      <IconMessageQuestion size={18} aria-hidden />
      <span>
        <strong>
          <UserText>{nameOf(model, open.vendor)}</UserText>: {text(known?.question)}
        </strong>
        <span>
          {t(open.changesLeader ? 'gap.decision.next-turns' : 'gap.decision.next-moves', { worst: total(open.total.worst), best: total(open.total.best) })}
          {open.gate && ` ${t('gap.decision.next-gate')}`}
        </span>
      </span>
    </UnstyledButton>
  );
}

function nameOf(model: GapModel, vendor: string): string {
  return model.vendors.find((one) => one.vendor.id === vendor)?.vendor.name ?? vendor;
}
