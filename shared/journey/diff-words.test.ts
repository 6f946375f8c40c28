import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { pathsOf } from '../../tests/schema-paths';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { createConditionNames } from '../condition/sentence';
import type { Engagement } from '../engagement/schema';
import { createTranslate } from '../i18n/translator';
import { segmentSchema } from '../segments/schema';
import type { Language } from '../text';
import { diffVersions } from './diff';
import { type SettingPart, settingAt } from './diff-settings';
import { type DiffEntry, diffAsText, diffEntries, type Sides } from './diff-words';
import { editPolicies } from './edit-journey';
import { setMessageText } from './edit-messages';
import { connect, moveNodes, removeNodes, setNode } from './edit-nodes';
import { journeyContext } from './journey-context';
import { calendarSchema, capSchema, type Journey, journeySchema, messageSchema, nodeSchema, suppressionSchema } from './schema';
import { journeyVersion } from './to-bundle';

/** Told otherwise: ids are what a thing is found by, nodes, edges and the layout are parts of their own. */
const notSettings = /(^|\/)(id|port|touchpoint)$|^kind$|^(nodes|edges|layout)\b/;

describe('every setting of the schema', () => {
  const { annotations, ...journey } = journeySchema.shape;
  const schemas: [SettingPart, z.ZodType][] = [
    ['node', nodeSchema],
    ['message', messageSchema],
    ['journey', z.object(journey)],
    ['storyboard', annotations],
    ['segment', segmentSchema],
    ['suppression', suppressionSchema],
    ['cap', capSchema],
    ['calendar', calendarSchema],
  ];
  it.each(schemas)('of a %s has its words', (part, schema) => {
    const paths = pathsOf(schema).filter((path) => !notSettings.test(path));
    expect(paths.length).toBeGreaterThan(4);
    // What is kept whole is asked for by its first name.
    const told = paths.map((path) => path.replace(/^(ext|params)\/.*/, '$1'));
    expect(told.filter((path) => settingAt(part, path).look === undefined)).toEqual([]);
  });
});

const engagement = mappedEngagement();
const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment') as Journey;

function entriesOf(after: Engagement, language: Language): DiffEntry[] {
  const sides = sidesOf(after, language);
  return diffEntries(diffVersions(sides.before.version, sides.after.version), sides);
}

function sidesOf(now: Engagement, language: Language): Sides {
  const side = (one: Engagement): Sides['after'] => {
    const version = journeyVersion(one, cart.id);
    if (!version) throw new Error('no journey');
    const context = journeyContext(one, shippedCatalogue());
    return {
      version,
      journey: version.journey,
      speaker: { translate: createTranslate(language), language, context },
      names: (event) => createConditionNames(one, shippedCatalogue().events, event),
    };
  };
  return { before: side(engagement), after: side(now) };
}

const node = <K extends string>(kind: K) => {
  const found = cart.nodes.find((one) => one.kind === kind);
  if (!found) throw new Error(kind);
  return found as Extract<Journey['nodes'][number], { kind: K }>;
};

describe('the difference in words', () => {
  const wait = node('wait');
  const send = node('send');
  const changed = [
    (one: Engagement) => setNode(one, { journey: cart.id, node: { ...wait, duration: 'PT5H' } }),
    (one: Engagement) => setMessageText(one, { id: send.message, part: 'subject', language: 'he', words: 'נושא אחר לגמרי' }),
    (one: Engagement) => setNode(one, { journey: cart.id, node: { ...send, fallbackChannel: 'sms', onSuppressed: 'branch' } }),
  ].reduce((one, edit) => edit(one), engagement);

  it('says old and new of each setting, in the words of the interface', () => {
    const [one, two] = entriesOf(changed, 'en').filter(({ node: id }) => id === wait.id || id === send.id);
    expect(one).toMatchObject({ sign: 'changed', kind: 'Wait', node: wait.id, executable: true, lines: [{ label: 'Wait', after: '5 hours' }] });
    expect(two?.lines).toEqual([
      { label: 'When it may not be sent', before: 'Goes on', after: 'Takes a way of its own' },
      { label: 'If that is not possible', after: 'SMS' },
      expect.objectContaining({
        label: expect.stringContaining('Subject'),
        after: 'נושא אחר לגמרי',
        language: 'he',
        text: expect.arrayContaining([{ sign: 'added', text: 'נושא' }]),
      }),
    ]);
  });

  it('tells in one line of a rule that came, or an exit that went', () => {
    const own = { id: 'rule', name: { en: 'Not to builders' }, classes: ['marketing' as const], rule: { kind: 'manual' as const }, action: 'skip' as const };
    const [exit] = cart.policies.exits;
    const edited = editPolicies(engagement, {
      id: cart.id,
      policies: { own: [...cart.policies.own, own], exits: cart.policies.exits.filter(({ id }) => id !== exit?.id) },
    });
    const [journey, ...others] = entriesOf(edited, 'en');
    expect(others).toEqual([]);
    expect(journey?.lines).toEqual([
      { label: 'Ends early', before: expect.stringMatching(new RegExp(`^.${exit?.name.en}.: .+; .+`)) },
      { label: 'Rule of this journey alone', after: expect.stringMatching(/^.Not to builders.: .marketing; Seen to by a person; .+/) },
    ]);
    const renamed = editPolicies(edited, {
      id: cart.id,
      policies: { own: [...cart.policies.own, { ...own, name: { en: 'Nobody' } }], exits: cart.policies.exits },
    });
    const sides = sidesOf(renamed, 'en');
    const before = sidesOf(edited, 'en').after;
    expect(diffEntries(diffVersions(before.version, sides.after.version), { before, after: sides.after })[0]?.lines).toHaveLength(2);
  });

  it('has nothing of the code in it, in any language', () => {
    for (const language of ['he', 'fa'] as const) {
      const text = diffAsText(entriesOf(changed, language), createTranslate(language));
      expect(text).not.toMatch(/PT5H|onSuppressed|fallbackChannel|undefined|canvas\.|\bbranch\b/);
      expect(text.split('\n').length).toBeGreaterThan(5);
    }
  });

  it('tells removed steps at their place, where ways lead now, and that moving changes nothing', () => {
    const without = removeNodes(engagement, { journey: cart.id, nodes: [wait.id] });
    const entries = entriesOf(without, 'en');
    const at = entries.findIndex(({ sign }) => sign === 'removed');
    expect(entries[at]).toMatchObject({ node: wait.id, lines: [], executable: true });
    const before = entries[at - 1];
    expect(before?.lines).toEqual([{ label: expect.stringMatching(/leads to/i), before: expect.any(String), after: expect.any(String) }]);

    const exit = cart.nodes.find(({ kind }) => kind === 'exit');
    const rewired = connect(engagement, { journey: cart.id, edge: 'new-edge', from: wait.id, port: 'out', to: exit?.id ?? '' });
    expect(entriesOf(rewired, 'en')).toMatchObject([{ node: wait.id, sign: 'changed', lines: [{ label: 'Leads to' }] }]);

    const moved = moveNodes(engagement, { journey: cart.id, positions: { [wait.id]: { x: 1, y: 1 } } });
    expect(entriesOf(moved, 'en')).toMatchObject([{ sign: 'moved', executable: false, lines: [] }]);
    const card = { id: 'card', text: 'Ask the shop', x: 0, y: 0, width: 200, height: 80, tint: 'pine' as const };
    const withCard = (one: typeof card) => ({
      ...engagement,
      journeys: engagement.journeys.map((journey) =>
        journey.id === cart.id ? { ...journey, annotations: { ...journey.annotations, cards: [one] } } : journey,
      ),
    });
    const [said, drawn] = entriesOf(withCard(card), 'en');
    expect(said).toMatchObject({ id: 'storyboard', executable: false, lines: [{ after: 'Ask the shop' }] });
    expect(drawn).toMatchObject({ sign: 'moved', lines: [] });
    expect(entriesOf(engagement, 'en')).toEqual([]);
  });
});
