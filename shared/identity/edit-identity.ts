/** Commands on the rules of identity: identifiers in their order, limits, blocked values, what a merge may do, the alarm. */
import { toCanonicalJson } from '../canonical-json';
import type { Engagement } from '../engagement/schema';
import { withoutUndefined } from '../engagement/without-undefined';
import { type Alarm, type Identity, type IdentityRule, identityRuleSchema, identitySchema, type MergePolicy, usualAlarm, usualMergePolicy } from './schema';

/** How many values of an identifier one person may have, as long as nobody has thought about it. */
const USUAL_LIMIT = 5;

/** An identifier at the end of the order. `rule`: the catalogue's, when it has one. */
export function addIdentifier(engagement: Engagement, { attribute, rule }: { attribute: string; rule?: IdentityRule | undefined }): Engagement {
  const { rules } = engagement.identity;
  const found = engagement.record.attributes.find(({ id }) => id === attribute);
  if (!found || rules.some((other) => other.attribute === attribute)) return engagement;
  // An identifier nobody has judged yet must not join two people who are known.
  const fresh: IdentityRule = { attribute, strength: found.identifier?.strength ?? 'medium', limit: USUAL_LIMIT, blocked: [] };
  return withRules(engagement, [...rules, { ...(rule ?? fresh), attribute }]);
}

/** Other identifiers' "at most" of it go with it. */
export function removeIdentifier(engagement: Engagement, { attribute }: { attribute: string }): Engagement {
  const left = engagement.identity.rules.filter((rule) => rule.attribute !== attribute);
  return withRules(
    engagement,
    left.map((rule) => (rule.atMost?.some((one) => one.attribute === attribute) ? withoutAtMost(rule, attribute) : rule)),
  );
}

/** `to`: position in the order of priority, from 0. */
export function moveIdentifier(engagement: Engagement, { attribute, to }: { attribute: string; to: number }): Engagement {
  const { rules } = engagement.identity;
  const from = rules.findIndex((rule) => rule.attribute === attribute);
  const moved = rules[from];
  const place = Math.max(0, Math.min(rules.length - 1, Math.round(to)));
  if (!moved || place === from) return engagement;
  return withRules(engagement, rules.toSpliced(from, 1).toSpliced(place, 0, moved));
}

export type RulePatch = { [K in keyof Omit<IdentityRule, 'attribute' | 'blocked' | 'atMost'>]?: IdentityRule[K] | undefined };

/** Absent keys stay, `undefined` empties; a value that does not fit changes nothing. A window without a limit means nothing and goes. */
export function editRule(engagement: Engagement, { attribute, rule: patch }: { attribute: string; rule: RulePatch }): Engagement {
  return changeRule(engagement, attribute, (old) => {
    const next: Record<string, unknown> = { ...old, ...patch };
    if (next.limit === undefined) next.window = undefined;
    return next;
  });
}

/** Adds values that never join; those that are there already, empty ones and over-long ones are passed over. */
export function blockValues(engagement: Engagement, { attribute, values }: { attribute: string; values: readonly string[] }): Engagement {
  return changeRule(engagement, attribute, (old) => {
    const given = values.map((value) => value.trim()).filter((value) => value !== '' && value.length <= LONGEST_VALUE);
    return { ...old, blocked: [...new Set([...old.blocked, ...given])] };
  });
}
const LONGEST_VALUE = 300;

export function unblockValue(engagement: Engagement, { attribute, value }: { attribute: string; value: string }): Engagement {
  return changeRule(engagement, attribute, (old) => ({ ...old, blocked: old.blocked.filter((one) => one !== value) }));
}

/** Through `attribute` a person comes to at most so many values of `other`; `undefined` = any number. */
export function setAtMost(engagement: Engagement, { attribute, other, values }: { attribute: string; other: string; values: number | undefined }): Engagement {
  if (other === attribute || !engagement.identity.rules.some((rule) => rule.attribute === other)) return engagement;
  return changeRule(engagement, attribute, (old) => {
    if (values === undefined) return withoutAtMost(old, other);
    const all = old.atMost ?? [];
    const next = { attribute: other, values };
    return { ...old, atMost: all.some((one) => one.attribute === other) ? all.map((one) => (one.attribute === other ? next : one)) : [...all, next] };
  });
}

export function setMergePolicy(engagement: Engagement, { policy }: { policy: Partial<MergePolicy> }): Engagement {
  return withIdentity(engagement, { ...engagement.identity, policy: { ...(engagement.identity.policy ?? usualMergePolicy), ...policy } });
}

export function setAlarm(engagement: Engagement, { alarm }: { alarm: Partial<Alarm> }): Engagement {
  return withIdentity(engagement, { ...engagement.identity, alarm: { ...(engagement.identity.alarm ?? usualAlarm), ...alarm } });
}

/** Back to `identity`, the catalogue's; rules of attributes that the record no longer has are left out. */
export function resetIdentity(engagement: Engagement, { identity }: { identity: Identity }): Engagement {
  const known = new Set(engagement.record.attributes.map(({ id }) => id));
  return withIdentity(engagement, { ...identity, rules: identity.rules.filter(({ attribute }) => known.has(attribute)) });
}

function withoutAtMost(rule: IdentityRule, other: string): IdentityRule {
  const { atMost, ...rest } = rule;
  const left = (atMost ?? []).filter((one) => one.attribute !== other);
  return left.length > 0 ? { ...rest, atMost: left } : rest;
}

function changeRule(engagement: Engagement, attribute: string, change: (old: IdentityRule) => object): Engagement {
  const { rules } = engagement.identity;
  const old = rules.find((rule) => rule.attribute === attribute);
  const next = old && identityRuleSchema.safeParse(change(old));
  if (!next?.success) return engagement;
  return withRules(
    engagement,
    rules.map((rule) => (rule === old ? withoutUndefined(next.data) : rule)),
  );
}

function withRules(engagement: Engagement, rules: IdentityRule[]): Engagement {
  return withIdentity(engagement, { ...engagement.identity, rules });
}

/** What says the same as before is no step. */
function withIdentity(engagement: Engagement, identity: Identity): Engagement {
  const next = identitySchema.safeParse(identity);
  if (!next.success || toCanonicalJson(next.data) === toCanonicalJson(engagement.identity)) return engagement;
  // The parsed copy is only asked whether it fits: rules that were left alone stay the same objects.
  return { ...engagement, identity: withoutUndefined(identity) };
}
