import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testSender } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { newSender } from '../messages/sender';
import { checkBundle } from './check-bundle';
import { checkJourney } from './check-journey';
import { checkSenderOf, isAboutSender } from './check-sender';
import { journeyContext } from './journey-context';
import { toDeploymentBundle } from './to-bundle';

const catalogue = shippedCatalogue();
const mapped: Engagement = { ...mappedEngagement(), languages: { document: 'he', customers: ['he', 'en'] } };
const cart = mapped.journeys.find((one) => one.from === 'cart-abandonment');
const found = (engagement: Engagement, journey = cart) =>
  journey
    ? checkJourney(journey, journeyContext(engagement, catalogue))
        .filter(({ code }) => /^sender-|^advertising-/.test(code))
        .map(({ severity, code, params }) => [severity, code, params.count])
    : ['no journey'];
const inCountry = (country: string) => ({ ...mapped, client: { ...mapped.client, country } });

describe('a journey that advertises', () => {
  it('warns where nobody has said who writes, once for all its messages', () => {
    expect(found(mapped)).toEqual([['warns', 'sender-unsaid', 6]]);
    expect(found({ ...mapped, sender: testSender })).toEqual([]);
  });

  it('says what is missing of it', () => {
    expect(found({ ...mapped, sender: newSender }).map(([, code]) => code)).toEqual([
      'sender-without-name',
      'sender-without-address',
      'sender-without-contact',
      'advertising-not-marked-in-en',
    ]);
    const { contact: _, ...unreachable } = testSender;
    expect(found({ ...mapped, sender: unreachable }).map(([, code]) => code)).toEqual(['sender-without-contact']);
  });

  it('asks for the mark in Israel in every language it writes in, elsewhere in Hebrew', () => {
    const unmarked = { ...testSender, marks: false };
    expect(found({ ...mapped, sender: unmarked }).map(([, code]) => code)).toEqual(['advertising-not-marked-in-he', 'advertising-not-marked-in-en']);
    expect(found({ ...inCountry('US'), sender: unmarked }).map(([, code]) => code)).toEqual(['advertising-not-marked-in-he']);
    expect(found({ ...inCountry('US'), languages: { document: 'en', customers: ['en'] }, sender: unmarked })).toEqual([]);
  });

  it('lets those pass that their author has marked', () => {
    const messages = mapped.messages.map((one) => ({
      ...one,
      subject: { he: `פרסומת | ${one.subject.he ?? ''}` },
      body: { he: `פרסומת\n${one.body.he ?? ''}` },
    }));
    const engagement = { ...mapped, messages, languages: { document: 'he' as const, customers: ['he' as const] }, sender: { ...testSender, mark: {} } };
    expect(found(engagement)).toEqual([]);
  });

  it('asks nothing of service messages, nor of a bundle, which knows no country', () => {
    if (!cart) throw new Error('no journey');
    const service = { ...cart, nodes: cart.nodes.map((node) => (node.kind === 'send' ? { ...node, class: 'service' as const } : node)) };
    expect(found(mapped, service)).toEqual([]);
    const bundle = toDeploymentBundle(mapped, cart.id, 'test');
    expect(bundle.ok && checkBundle(bundle.value).filter(({ code }) => /^sender-|^advertising-/.test(code))).toEqual([]);
  });
});

describe('a channel that advertisements go by', () => {
  const of = (channel: Parameters<typeof checkSenderOf>[0], changes: Partial<Engagement> = {}) =>
    checkSenderOf(channel, { ...mapped, ...changes }).map(({ code, params }) => [code, params.count]);
  const sends = (channel: string) =>
    mapped.journeys.flatMap(({ nodes }) =>
      nodes.filter((node) => node.kind === 'send' && node.class === 'marketing' && [node.channel, node.fallbackChannel].some((one) => one === channel)),
    ).length;

  it('warns of what its own advertisements, of all journeys, do not say', () => {
    expect(sends('email')).toBeGreaterThan(6);
    for (const channel of ['email', 'sms'] as const) expect(of(channel)).toEqual([['sender-unsaid', sends(channel)]]);
    expect(of('push')).toEqual([]);
    expect(of('email', { sender: testSender })).toEqual([]);
  });

  it('asks for a postal address of mails alone, and of nothing where nothing is advertised', () => {
    const nowhere = { ...testSender, address: {} };
    expect(of('email', { sender: nowhere }).map(([code]) => code)).toEqual(['sender-without-address']);
    expect(of('sms', { sender: nowhere })).toEqual([]);
    expect(of('email', { journeys: [] })).toEqual([]);
  });

  it('is put right in the settings, as what a journey was warned of', () => {
    expect(checkSenderOf('email', { ...mapped, sender: newSender }).every(isAboutSender)).toBe(true);
    expect(isAboutSender({ code: 'message-unknown' })).toBe(false);
  });
});
