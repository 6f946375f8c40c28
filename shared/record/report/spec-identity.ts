import { compileIdentity } from '../../identity/compile-identity';
import { limitWords } from '../../identity/limit-words';
import { policyWords } from '../../identity/policy-words';
import { refusals } from '../../identity/report';
import { type IdentityRule, type MergePolicy, strengths, usualAlarm, usualMergePolicy } from '../../identity/schema';
import { identityBlocks as measuredBlocks } from '../../journey/brief-people';
import { attributeName, listed } from '../../journey/node-label';
import type { Block, Line } from '../../report';
import { looksUnmasked } from '../../sources/personal-data';
import { textIn } from '../../text';
import { attributeTitle, numberIn, type SpecSetting } from './spec-setting';

/** Who is whom: what joins records and how strongly, what never does, what a person looks at, and how it came out on the samples. */
export function identityBlocks(setting: SpecSetting): Block[] {
  const { engagement, translate, language } = setting;
  const number = numberIn(language);
  const { identity, record, client } = engagement;
  const given = new Map(identity.rules.toReversed().map((rule) => [rule.attribute, rule]));
  const compiled = compileIdentity(identity, record, client.country).rules;
  const rows = compiled.map(({ attribute, strength, owner, normaliser, ignoreGmailDots }, index) => {
    const rule = given.get(attribute);
    return {
      cells: [
        number(index + 1),
        [nameOf(attribute, setting), '\n', { text: attribute, code: true }],
        owner === 'person'
          ? { text: translate(`identity.strength.${strength}`), bold: true }
          : [translate(`identity.owner.${owner}`), '\n', translate(`identity.owner-says.${owner}`)],
        [translate(`identity.normaliser.${normaliser}`), ...(ignoreGmailDots ? [`\n${translate('identity.gmail-dots')}`] : [])],
        rule ? limitLine(rule, setting) : '',
        carriers(attribute, setting),
      ] as Line[],
    };
  });
  return [
    { kind: 'paragraph', text: translate('record-spec.identity-lead') },
    {
      kind: 'table',
      columns: [
        { title: translate('record-spec.number'), width: 16 },
        { title: translate('identity.column.identifier'), width: 96 },
        { title: translate('identity.strength'), width: 66 },
        { title: translate('identity.normaliser'), width: 92 },
        { title: translate('identity.column.limit'), width: 72 },
        { title: translate('identity.carried-by'), width: '*' },
      ],
      rows,
      whenEmpty: translate('record-spec.no-identity'),
    },
    ...(rows.length > 0 ? [strengthFacts(setting), ...ruleBlocks(setting)] : []),
    ...measuredBlocks(setting),
  ];
}

function strengthFacts({ translate }: SpecSetting): Block {
  return {
    kind: 'facts',
    rows: strengths.map((strength) => ({ label: translate(`identity.strength.${strength}`), value: translate(`identity.strength-says.${strength}`) })),
  };
}

function ruleBlocks(setting: SpecSetting): Block[] {
  const { engagement, translate } = setting;
  const { identity } = engagement;
  const policy = identity.policy ?? usualMergePolicy;
  const alarm = identity.alarm ?? usualAlarm;
  const questions = Object.keys(policyWords) as (keyof MergePolicy)[];
  return [
    { kind: 'heading', level: 2, text: translate('identity.policy') },
    {
      kind: 'table',
      columns: [
        { title: translate('record-spec.case'), width: '*' },
        { title: translate('record-spec.what-happens'), width: 150 },
      ],
      rows: questions.map((question) => ({
        cells: [translate(`identity.policy-question.${policyWords[question]}`), translate(`identity.choice.${policy[question]}`)],
      })),
    },
    { kind: 'list', ordered: false, items: [translate('identity.policy-consent'), translate('record-spec.alarm', alarm), translate('record-spec.reviews')] },
    { kind: 'heading', level: 2, text: translate('record-spec.never-joins') },
    {
      kind: 'table',
      columns: [
        { title: translate('record-spec.case'), width: 130 },
        { title: translate('record-spec.why'), width: '*' },
      ],
      // Somebody looks at those, so they may still join.
      rows: refusals
        .filter((refusal) => refusal !== 'review')
        .map((refusal) => ({ cells: [translate(`identity.refusal.${refusal}`), translate(`identity.refusal-says.${refusal}`)] })),
    },
    ...blockedBlocks(setting),
  ];
}

/** The values that join nobody, each list once with the identifiers it is for. Numbers and addresses of people are only counted. */
function blockedBlocks(setting: SpecSetting): Block[] {
  const { engagement, translate, language } = setting;
  const lists = new Map<string, { values: readonly string[]; identifiers: string[] }>();
  for (const { attribute, blocked } of engagement.identity.rules) {
    if (blocked.length === 0) continue;
    const key = JSON.stringify(blocked);
    const known = lists.get(key);
    if (known) known.identifiers.push(nameOf(attribute, setting));
    else lists.set(key, { values: blocked, identifiers: [nameOf(attribute, setting)] });
  }
  if (lists.size === 0) return [];
  return [
    { kind: 'heading', level: 3, text: translate('identity.blocked') },
    {
      kind: 'facts',
      rows: [...lists.values()].map(({ values, identifiers }) => {
        const shown = values.filter((value) => !looksUnmasked(value));
        const hidden = values.length - shown.length;
        return {
          label: listed(identifiers, language),
          value: [{ text: shown.join('   '), code: true }, ...(hidden > 0 ? [`\n${translate('record-spec.hidden-values', { count: hidden })}`] : [])],
        };
      }),
    },
  ];
}

function nameOf(attribute: string, { engagement, language }: SpecSetting): string {
  const known = engagement.record.attributes.find(({ id }) => id === attribute);
  return known ? attributeTitle(known, language) : attribute;
}

function limitLine({ limit, window, atMost = [], owner = 'person' }: IdentityRule, setting: SpecSetting): string {
  const { translate, language } = setting;
  // What joins nobody needs no limit.
  if (owner !== 'person') return '–';
  const others = atMost.map(({ attribute, values }) => translate('identity.at-most-one', { count: values, other: attributeName(attribute, setting) }));
  return [limitWords({ ...(limit !== undefined && { limit }), ...(window !== undefined && { window }) }, translate, language), ...others].join('\n');
}

function carriers(attribute: string, { lineage, translate, language }: SpecSetting): Line {
  const found = lineage.attributes.get(attribute);
  // What no source brings is not waited for.
  if (found && found.attribute.origin !== 'mapped') return translate(`origin.${found.attribute.origin}`);
  const fields = found?.fields ?? [];
  const names = [...new Set(fields.map(({ source }) => textIn(source.name, language)))];
  return names.length > 0 ? { text: names.join('\n'), user: true } : { text: translate('record-spec.nobody-yet'), tone: 'waiting' };
}
