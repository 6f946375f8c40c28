import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { leastMove, type WeightSensitivity } from '../../../shared/checklist/sensitivity';
import { useWords } from '../../ui/words';
import classes from './decision-panel.module.css';

/** Rows shown before "more". */
const FIRST = 5;
/** The scale of weights. */
const MOST = 10;
/** A move of this much is one that a discussion can bring. */
const CLOSE = 2;

type Props = { turns: readonly WeightSensitivity[]; nameOf: (point: string) => string; vendorOf: (id: string) => string; onSelect: (point: string) => void };

/** For each point the weight that would change the leader, the least move first: a tornado lying on the scale of weights. */
export function WeightTurns({ turns, nameOf, vendorOf, onSelect }: Props) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const turning = turns.filter((one) => nearest(one) !== undefined);
  if (turning.length === 0) return <p className={classes.none}>{t('gap.decision.no-turn')}</p>;
  return (
    <>
      <div className={classes.scale} aria-hidden>
        <span>{t('gap.decision.down')}</span>
        <span>{t('gap.decision.up')}</span>
      </div>
      <ul className={classes.turns}>
        {turning.slice(0, all ? undefined : FIRST).map((one) => (
          <Turn key={one.point} one={one} name={nameOf(one.point)} vendorOf={vendorOf} onSelect={() => onSelect(one.point)} />
        ))}
      </ul>
      {!all && turning.length > FIRST && (
        <UnstyledButton className={classes.more} onClick={() => setAll(true)}>
          {t('gap.more-causes', { count: turning.length - FIRST })}
        </UnstyledButton>
      )}
    </>
  );
}

function Turn({ one, name, vendorOf, onSelect }: { one: WeightSensitivity; name: string; vendorOf: Props['vendorOf']; onSelect: () => void }) {
  const { t, locale } = useWords();
  const turn = nearest(one);
  if (!turn) return null;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const beyond = turn.weight > MOST;
  const to = beyond ? t('gap.decision.beyond', { weight: MOST }) : number.format(turn.weight);
  const [from, end] = [one.weight, Math.min(MOST, turn.weight)].map((weight) => (weight / MOST) * 100) as [number, number];
  return (
    <li>
      <UnstyledButton
        className={classes.turn}
        onClick={onSelect}
        title={t('gap.decision.turn', { point: name, from: number.format(one.weight), to, vendor: vendorOf(turn.leader) })}
      >
        <span className={classes.turnName}>{name}</span>
        {/* Old → new stays left to right, whatever the language. */}
        <bdi dir="ltr" className={classes.turnFigures}>
          {number.format(one.weight)} → <strong>{to}</strong>
        </bdi>
        <span className={classes.track} aria-hidden>
          <span data-close={leastMove(one) <= CLOSE} style={{ insetInlineStart: `${Math.min(from, end)}%`, width: `${Math.max(1, Math.abs(end - from))}%` }} />
          <i style={{ insetInlineStart: `${from}%` }} />
        </span>
      </UnstyledButton>
    </li>
  );
}

function nearest({ weight, down, up }: WeightSensitivity) {
  if (!down || !up) return down ?? up;
  return weight - down.weight <= up.weight - weight ? down : up;
}
