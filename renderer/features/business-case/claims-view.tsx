import { useMemo } from 'react';
import { type ClaimCheck, checkClaims, type Needed } from '../../../shared/business-case/check-claims';
import { listed } from '../../../shared/journey/node-label';
import { useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { useWords } from '../../ui/words';
import classes from './case-views.module.css';
import { useInputName } from './input-name';
import { Sum } from './sum';
import { useAmounts } from './use-amounts';
import type { Case } from './use-case';

/** Sentences that are often heard, held against the client's own numbers. */
export function ClaimsView({ of: { catalogue } }: { of: Case }) {
  const { t, text } = useWords();
  const engagement = useEngagement();
  const checked = useMemo(() => checkClaims(engagement, catalogue.kpi), [engagement, catalogue]);
  return (
    <div className={classes.claims}>
      {checked.map((check) => {
        const claim = catalogue.kpi.claimsChecked.find(({ id }) => id === check.claim);
        return (
          <section key={check.claim} className={classes.card}>
            <div className={classes.cardHead}>
              <h2>{text(claim?.claim)}</h2>
              {check.holds !== undefined && <Badge tone={check.holds ? 'good' : 'waiting'}>{t(check.holds ? 'case.claim.holds' : 'case.claim.not-yet')}</Badge>}
            </div>
            <Now check={check} />
            <NeededList check={check} />
            <details className={classes.quiet}>
              <summary>{t('case.claim.why')}</summary>
              <p>{text(claim?.explanation)}</p>
            </details>
            {check.isAssumed && <p className={classes.quiet}>{t('case.claim.assumed')}</p>}
          </section>
        );
      })}
    </div>
  );
}

function Now({ check: { claim, now, to } }: { check: ClaimCheck }) {
  const { t } = useWords();
  const { count, times } = useAmounts();
  if (now === undefined) return <p className={classes.now}>{t('case.claim.unknown')}</p>;
  return <p className={classes.now}>{t(`case.claim.now.${claim}`, { now: claim === 'one-to-forty' ? times(now) : count(now), of: count(to ?? 0) })}</p>;
}

function NeededList({ check: { claim, needed, holds } }: { check: ClaimCheck }) {
  const { t, language } = useWords();
  const amounts = useAmounts();
  const inputName = useInputName();
  if (needed.length === 0) return null;
  const nameOf = ({ what }: Needed) => (what === 'income' || what === 'cost' ? t(`case.claim.${what}`) : inputName(what));
  return (
    <>
      <p className={classes.words}>{t(holds ? `case.claim.least.${claim}` : `case.claim.needs.${claim}`)}</p>
      <ul className={classes.needed}>
        {needed.map((one, i) => (
          <li key={`${one.what} ${one.needed}`}>
            {one.what === 'size' ? (
              t(i === 0 ? 'case.claim.size-once' : 'case.claim.size-reused', { people: amounts.of('count', one.needed) })
            ) : (
              <>
                <span>{nameOf(one)}</span>
                <Sum>
                  {one.now === undefined ? '' : `${amounts.of(one.measure, one.now)} → `}
                  {amounts.of(one.measure, one.needed)}
                </Sum>
                {!one.isPossible && <Badge tone="blocking">{t('case.claim.impossible')}</Badge>}
                {one.ofLibrary && one.ofLibrary.length > 0 && (
                  <Badge tone="waiting">{t('case.claim.of-library', { what: listed(one.ofLibrary.map(inputName), language) })}</Badge>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
