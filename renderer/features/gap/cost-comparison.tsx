import { Select, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { type CostSide, compareCosts } from '../../../shared/checklist/compare-costs';
import type { GapAnalysis, VendorAnalysis } from '../../../shared/checklist/gap-analysis';
import type { TotalCost } from '../../../shared/checklist/total-cost';
import { useEngagement } from '../../store/session';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './cost-view.module.css';
import { pointName, useMoney } from './cost-words';
import type { Place } from './heat-map';
import type { GapModel } from './use-gap';

type Priced = VendorAnalysis & { cost: TotalCost };
type Props = { model: GapModel; onSelect: (place: Place) => void };

/** What the cheaper offer lacks, priced, beside what the dearer one asks for. */
export function CostComparisonCard({ model, onSelect }: Props) {
  const { t, text } = useWords();
  const money = useMoney();
  const checklist = useEngagement((e) => e.checklist);
  const priced = model.vendors.flatMap((one): Priced[] => (one.cost ? [{ ...one, cost: one.cost }] : []));
  const [chosen, setChosen] = useState<[string, string]>();
  const of = (id: string | undefined) => priced.find(({ vendor }) => vendor.id === id);
  const [firstGuess, secondGuess] = likelyPair(priced, model.analysis);
  const one = of(chosen?.[0]) ?? firstGuess;
  const other = of(chosen?.[1]) ?? secondGuess;
  if (!one || !other || one === other) return null;
  const { cheaper, dearer, saved, left, open } = compareCosts(one.cost, other.cost, { ...checklist, required: model.required });
  const nameOf = (id: string) => of(id)?.vendor.name ?? id;
  const params = { cheaper: nameOf(cheaper.vendor), dearer: nameOf(dearer.vendor) };
  const largest = Math.max(cheaper.total, dearer.total, Number.EPSILON);
  const verdict = left > 0.5 ? 'left' : left < -0.5 ? 'turned' : 'even';
  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <h2>{t('gap.cost.compare')}</h2>
        {[one, other].map((side, i) => (
          <Select
            key={i === 0 ? 'one' : 'other'}
            aria-label={t(i === 0 ? 'gap.cost.compare-one' : 'gap.cost.compare-other')}
            value={side.vendor.id}
            onChange={(id) => id && setChosen(i === 0 ? [id, other.vendor.id] : [one.vendor.id, id])}
            data={priced.map(({ vendor }) => ({ value: vendor.id, label: vendor.name, disabled: vendor.id === (i === 0 ? other : one).vendor.id }))}
            allowDeselect={false}
            w={150}
          />
        ))}
      </div>
      <div className={classes.sides}>
        {[cheaper, dearer].map((side) => (
          <Side key={side.vendor} side={side} name={nameOf(side.vendor)} largest={largest} />
        ))}
      </div>
      <p className={classes.verdict} data-verdict={verdict}>
        {t('gap.cost.compare-saved', { ...params, amount: money.whole(saved) })}{' '}
        <strong>{t(`gap.cost.compare-${verdict}`, { ...params, amount: money.whole(Math.abs(left)) })}</strong>
      </p>
      {[cheaper, dearer].map(({ vendor, workarounds }) =>
        workarounds.length === 0 ? null : (
          <div key={vendor}>
            <h3>{t('gap.cost.makes-up', { vendor: nameOf(vendor) })}</h3>
            <ul className={classes.shares}>
              {workarounds.map(({ point, total }) => (
                <li key={point}>
                  <UnstyledButton className={classes.link} onClick={() => onSelect({ point, vendor })}>
                    {pointName(model, point, text)}
                  </UnstyledButton>
                  <bdi>{money.whole(total)}</bdi>
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
      {open.length > 0 && (
        <div>
          <h3>{t('gap.cost.open-lacks', { ...params, count: open.length })}</h3>
          <ul className={classes.lacks}>
            {open.map(({ point, score, wanted }) => (
              <li key={point}>
                <UnstyledButton className={classes.link} onClick={() => onSelect({ point, vendor: cheaper.vendor })}>
                  {pointName(model, point, text)}
                </UnstyledButton>
                <span className={classes.none}>{t('gap.cost.lack', { score, wanted })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {(one.cost.gaps.length > 0 || other.cost.gaps.length > 0) && <Quiet>{t('gap.cost.compare-open')}</Quiet>}
    </section>
  );
}

function Side({ side: { offer, total }, name, largest }: { side: CostSide; name: string; largest: number }) {
  const money = useMoney();
  const { t } = useWords();
  const lacks = total - offer;
  return (
    <div className={classes.side}>
      <bdi dir="auto">{name}</bdi>
      <span className={classes.track} aria-hidden>
        <span className={classes.part} data-part="licence" style={{ inlineSize: `${(offer / largest) * 100}%` }} />
        {lacks > 0 && <span className={classes.part} data-part="fallbacks" style={{ inlineSize: `${(lacks / largest) * 100}%` }} />}
      </span>
      <span className={classes.sideSum}>
        {lacks > 0 ? t('gap.cost.side', { offer: money.whole(offer), lacks: money.whole(lacks) }) : <bdi>{money.whole(total)}</bdi>}
      </span>
    </div>
  );
}

/** The leader beside the cheapest other; without a leader the two cheapest candidates. */
function likelyPair(priced: readonly Priced[], { places }: GapAnalysis): (Priced | undefined)[] {
  const candidates = priced.filter(({ vendor }) => vendor.role === 'candidate').sort((a, b) => a.cost.total - b.cost.total);
  const leader = candidates.find(({ vendor }) => places[0]?.vendors.includes(vendor.id)) ?? candidates[1];
  const rest = [...candidates, ...priced].filter((one) => one !== leader && one.vendor.id !== leader?.vendor.id);
  return [leader ?? priced[0], rest[0] ?? priced[1]];
}
