/** Sentences that are often heard, held against the client's own numbers: whether each holds, and what would have to be true. */
import { missing, type PlanSetting, small, title } from '../../documents/plan-setting';
import { capitalised } from '../../journey/brief-setting';
import type { Block, Line } from '../../report';
import { textIn } from '../../text';
import { inputName } from '../case-words';
import { type ClaimCheck, checkClaims, type Needed } from '../check-claims';

export function claimBlocks(setting: PlanSetting): Block[] {
  const { engagement, catalogue, translate } = setting;
  const checked = checkClaims(engagement, catalogue.kpi);
  return checked.length === 0 ? missing(translate('case.claim.unknown')) : checked.flatMap((check) => oneClaim(check, setting));
}

function oneClaim(check: ClaimCheck, setting: PlanSetting): Block[] {
  const { translate, catalogue, language } = setting;
  const known = catalogue.kpi.claimsChecked.find(({ id }) => id === check.claim);
  const onlyLibrary = check.isAssumed && setting.money().isEmpty;
  return [
    title(textIn(known?.claim, language)),
    // Of a client who has said nothing, the library's examples prove nothing.
    ...(onlyLibrary
      ? [{ kind: 'callout' as const, tone: 'quiet' as const, text: translate('case-report.only-library') }]
      : [verdictBlock(check, setting), ...neededBlocks(check, setting)]),
    { kind: 'paragraph', text: [{ text: `${translate('case.claim.why')}: `, bold: true }, textIn(known?.explanation, language)] },
    ...(check.isAssumed && !onlyLibrary ? [small(translate('case-report.claim-assumed'))] : []),
  ];
}

/** Whether it holds, and by which number; a sentence can be held against the plan before anybody counted what it speaks of. */
function verdictBlock(check: ClaimCheck, setting: PlanSetting): Block {
  const { translate } = setting;
  const { holds } = check;
  if (holds === undefined) return { kind: 'callout', tone: 'quiet', text: nowWords(check, setting) };
  const verdict = capitalised(translate(holds ? 'case.claim.holds' : 'case.claim.not-yet'));
  const tone = holds ? 'good' : 'waiting';
  return check.now === undefined ? { kind: 'callout', tone, text: verdict } : { kind: 'callout', tone, title: verdict, text: nowWords(check, setting) };
}

function nowWords({ claim, now, to }: ClaimCheck, { translate, amounts }: PlanSetting): string {
  if (now === undefined) return translate('case.claim.unknown');
  return translate(`case.claim.now.${claim}`, { now: claim === 'one-to-forty' ? amounts.times(now) : amounts.count(now), of: amounts.count(to ?? 0) });
}

function neededBlocks({ claim, needed, holds }: ClaimCheck, setting: PlanSetting): Block[] {
  const { translate, amounts } = setting;
  if (needed.length === 0) return [];
  const nameOf = ({ what }: Needed) => (what === 'income' || what === 'cost' ? translate(`case.claim.${what}`) : inputName(what, setting));
  return [
    { kind: 'paragraph', text: translate(holds ? `case.claim.least.${claim}` : `case.claim.needs.${claim}`) },
    {
      kind: 'list',
      ordered: false,
      items: needed.map((one, i): Line => {
        if (one.what === 'size') return translate(i === 0 ? 'case.claim.size-once' : 'case.claim.size-reused', { people: amounts.of('count', one.needed) });
        const needs = amounts.of(one.measure, one.needed);
        const words = one.now === undefined ? needs : translate('case-report.instead-of', { needed: needs, now: amounts.of(one.measure, one.now) });
        return [`${nameOf(one)}: ${words}`, ...(one.isPossible ? [] : [' · ', { text: translate('case.claim.impossible'), tone: 'blocking' as const }])];
      }),
    },
  ];
}
