import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { engagementHash, shortHash } from '../engagement/engagement-hash';
import type { Engagement } from '../engagement/schema';
import { createTranslate } from '../i18n/translator';
import { addNote } from '../notes/edit-notes';
import type { Block, Report } from '../report';
import { languages } from '../text';
import { placeInColumns } from './columns';
import { durationWords, everyWords, toDuration } from './duration-words';
import { setFrame } from './edit-journey';
import { toGraph } from './graph';
import { journeyBrief } from './journey-brief';
import { journeyContext } from './journey-context';
import { variablesIn } from './message-variables';
import { setStage } from './stages';
import { planTests } from './test-plan/plan';
import { arrivals } from './timing';

const catalogue = shippedCatalogue();
const engagement = addNote(mappedEngagement({ attributes: ['whatsapp-consent'], events: ['payment-failed'] }), {
  id: '01N00000000000000000000001',
  now: '2026-01-05T08:00:00.000Z',
  note: { kind: 'question', text: 'May we name the items?', owner: 'Legal', due: '2026-02-01', about: { kind: 'message', id: 'cart-m2' } },
});
const now = '2026-03-27T22:30:00.000Z';
const made = new Map<string, Report>();
/** Made once for all tests that read it: its test cases are searched for among thousands of people. */
const brief = (from: string, language: 'en' | 'he' | 'fa'): Report => {
  const known = made.get(`${from} ${language}`);
  if (known) return known;
  const id = engagement.journeys.find((one) => one.from === from)?.id ?? '';
  const report = journeyBrief({ engagement, catalogue, translate: createTranslate(language), language, now }, id);
  if (!report) throw new Error(from);
  made.set(`${from} ${language}`, report);
  return report;
};
/** All words of a report, without isolates. */
const wordsOf = (value: unknown): string => JSON.stringify(value).replace(/[\u2066-\u2069]/g, '');
const section = (report: Report, id: string): Block[] => {
  const at = report.blocks.findIndex((block) => block.kind === 'heading' && block.id === id);
  const rest = report.blocks.slice(at + 1);
  const end = rest.findIndex((block) => block.kind === 'heading' && block.level === 1);
  return rest.slice(0, end < 0 ? rest.length : end);
};

describe('the brief', () => {
  it.each(languages.flatMap((language) => engagement.journeys.map((journey) => [language, journey.from ?? ''] as const)))(
    '%s %s leaves no key untranslated',
    { tags: ['long'] },
    (language, from) => {
      const words = wordsOf(brief(from, language));
      expect(
        words
          .match(
            /\b(brief|node|port|duration|timing|column|channel|problem|origin|severity|field-status|reason|type|case|task|message-status|message-class|language)\.[a-z][a-z-]*\b(?!-)/g,
          )
          ?.filter((key) => !/\.(masa|en)$/.test(key)) ?? [],
      ).toEqual([]);
    },
  );

  it('says why, when, what and for whom', () => {
    const report = brief('cart-abandonment', 'en');
    expect(report.title).toBe('Cart abandonment (checkout started)');
    expect(report.footer).toEqual({ start: ['Content hash ', { text: shortHash(engagementHash(engagement)), code: true }] });
    // Half past midnight in Jerusalem is already the next day.
    expect(wordsOf(report.cover)).toContain('28 March 2026');
    expect(wordsOf(report.cover)).toContain('2–4');
    expect(wordsOf(brief('cart-abandonment', 'he').cover)).toContain('2 עד 4');
    expect(wordsOf(brief('cart-abandonment', 'fa').cover)).toContain('۲ تا ۴');
    expect(wordsOf(section(report, 'brief-purpose'))).toContain('1 thing keeps this journey from running');
    const storyboard = wordsOf(section(report, 'brief-storyboard'));
    expect(storyboard).toContain('After 1 day and 1 hour');
    expect(storyboard).toContain('Delivery cost, returns, security of payment');
    expect(wordsOf(section(report, 'brief-leaving'))).toContain('Consent withdrawn on any channel');
    expect(wordsOf(section(report, 'brief-restraints'))).toContain('The message waits, up to 2 days');
  });

  it('lists every step with a number that others point at', () => {
    const [table] = section(brief('cart-abandonment', 'en'), 'brief-steps');
    if (table?.kind !== 'table') throw new Error('table');
    expect(table.rows).toHaveLength(27);
    expect(wordsOf(table.rows[2])).toContain('Has the customer ordered?');
    expect(wordsOf(table.rows[2])).toContain('Yes → 26');
    expect(wordsOf(table.rows[25])).toContain('Goal: cart recovered');
  });

  it('says what a step that has a name of its own does, and how it is spelled in data', () => {
    const cleaning = wordsOf(section(brief('list-cleaning', 'en'), 'brief-steps'));
    expect(cleaning).toContain('Suppress from regular mailings');
    expect(cleaning).toContain('Set E-mail engagement status to Suppressed');
    expect(cleaning).toContain(JSON.stringify('email-engagement-status = "suppressed"').slice(1, -1));
    const cart = wordsOf(section(brief('cart-abandonment', 'en'), 'brief-steps'));
    expect(cart).toMatch(/Create a task.{1,9}For: Account manager/);
    // A name hides nothing where the derived words are the name.
    expect(cart.match(/Wait 1 hour/g)).toHaveLength(1);
    expect(cart).toContain('Optional: the journey is whole without this step');
  });

  it('gives the figures of the caps and the hours of the calendars, where a rule asks for them', () => {
    for (const language of languages) {
      const words = wordsOf(section(brief('welcome', language), 'brief-restraints'));
      for (const { name } of engagement.caps) expect(words).toContain(name[language]);
      for (const { name } of engagement.calendars) expect(words).toContain(name[language]);
    }
    const words = wordsOf(section(brief('welcome', 'en'), 'brief-restraints'));
    expect(words).toContain('Contact frequency is Essential only');
    expect(words).toMatch(/Friday 15:5\d to Saturday 20:[23]\d holds for every week/);
    const [journey] = engagement.journeys.filter(({ from }) => from === 'welcome');
    if (!journey) throw new Error('welcome');
    const freed = { ...journey, policies: { ...journey.policies, suppressions: [] } };
    const free = { ...engagement, journeys: engagement.journeys.map((one) => (one === journey ? freed : one)) };
    const report = journeyBrief({ engagement: free, catalogue, translate: createTranslate('en'), language: 'en', now }, journey.id);
    expect(report && wordsOf(section(report, 'brief-restraints'))).not.toContain('Frequency caps');
  });

  it('says where it stands among the others, in which phase, and in which system it is to be built', { tags: ['long'] }, () => {
    const [welcome, cart] = ['welcome', 'cart-abandonment'].map((from) => engagement.journeys.find((one) => one.from === from));
    if (!welcome || !cart) throw new Error('journeys');
    const of = (one: Engagement) => {
      const report = journeyBrief({ engagement: one, catalogue, translate: createTranslate('en'), language: 'en', now }, welcome.id);
      return report ? wordsOf(section(report, 'brief-purpose')) : '';
    };
    expect(of(engagement)).toMatch(/Speak before it: [^\\]*Cart abandonment \(checkout started\)\u00a090/);
    expect(of(engagement)).toContain('Not decided yet');
    // Names and numbers within an isolate of their own would run from left to right: it holds no letter to tell its direction by.
    const hebrew = journeyBrief({ engagement, catalogue, translate: createTranslate('he'), language: 'he', now }, welcome.id);
    expect(JSON.stringify(hebrew?.blocks)).not.toContain('\u2068\u2068');
    const phase = { id: '01N00000000000000000000002', name: { en: 'Foundations' }, journeys: [welcome.id], start: '2026-12-13' };
    expect(of({ ...engagement, phases: [phase] })).toContain('Foundations, from 13 December 2026');
    const vendor = '01N00000000000000000000003';
    const standing = [{ vendor, name: 'Heliora', role: 'candidate' as const, gates: [], unanswered: 0 }];
    const decided = {
      id: '01N00000000000000000000004',
      kind: 'decision' as const,
      text: 'It has what the plan needs',
      state: 'answered' as const,
      createdAt: now,
      decision: { choice: 'vendor' as const, vendor, on: '2026-03-20', hash: '0'.repeat(64), draws: 1, standing },
    };
    expect(of({ ...engagement, notes: [...engagement.notes, decided] })).toContain('Heliora, decided on 20 March 2026');
  });

  it('says of a step where it stands in the funnel, when its touchpoint stands elsewhere', { tags: ['long'] }, () => {
    const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment');
    const [first] = cart?.nodes.filter(({ kind }) => kind === 'send') ?? [];
    if (!cart || !first) throw new Error('a send');
    const touchpoint = placeInColumns(cart).touchpointOf.get(first.id) ?? 0;
    const of = (one: Engagement) => {
      const report = journeyBrief({ engagement: one, catalogue, translate: createTranslate('en'), language: 'en', now }, cart.id);
      return report ? wordsOf(section(report, 'brief-steps')).match(/Funnel stage: \w+/g) : undefined;
    };
    const frame = { emotion: {}, doubt: {}, motivation: {}, stage: 'decision' as const };
    const staged = setFrame(engagement, { id: cart.id, touchpoint, frame });
    expect(of(staged)).toBeNull();
    const own = setStage(staged, { journey: cart.id, node: first.id, stage: 'loyalty' });
    expect(of(own)).toEqual(['Funnel stage: Loyalty']);
    expect(of(setStage(own, { journey: cart.id, node: first.id, stage: 'decision' }))).toBeNull();
  });

  it('calls a property by the name its own event gives it', () => {
    const steps = wordsOf(section(brief('event-digital-ticket', 'en'), 'brief-steps'));
    expect(steps).not.toMatch(/\bkeyword is/);
    expect(steps).toContain('Keyword');
  });

  it('lists the data with its source, what blocks first, and who is asked what', () => {
    const report = brief('cart-abandonment', 'en');
    const [attributes, until, , events] = section(report, 'brief-data');
    if (attributes?.kind !== 'table' || until?.kind !== 'callout' || events?.kind !== 'table') throw new Error('tables');
    // WhatsApp consent is asked for by the question and by the message behind it.
    expect(wordsOf(until.text)).toMatch(/WhatsApp consent is missing for every customer.*ask for it: 20, 21\./);
    expect(attributes.rows[0]?.tone).toBe('blocking');
    expect(wordsOf(attributes.rows[0])).toContain('whatsapp-consent');
    expect(wordsOf(attributes.rows)).toContain('customer.open-cart-value');
    expect(wordsOf(events.rows[0])).toContain('payment_failed');
    expect(wordsOf(section(report, 'brief-questions'))).toContain('May we name the items?');
    expect(wordsOf(section(brief('welcome', 'en'), 'brief-questions'))).not.toContain('May we name the items?');
    expect(wordsOf(section(report, 'brief-checks'))).toContain('Blocked: no mapped source gives “WhatsApp consent”.');
  });

  it('says of each attribute what it is, how it is computed and who writes it, and asks for what caps, language and clock need', () => {
    const data = (from: string) => wordsOf(section(brief(from, 'en'), 'brief-data'));
    const welcome = data('welcome');
    expect(welcome).toMatch(/Computed: [^"]*Order placed/);
    expect(welcome).toContain('One of a list');
    expect(welcome).toContain('"granted"');
    expect(welcome).toContain('For the frequency caps');
    expect(welcome).toContain('preferred-language');
    expect(data('list-cleaning')).toMatch(/this journey, step \d+/);
    const cleaning = engagement.journeys.find(({ from }) => from === 'list-cleaning');
    expect(welcome).toContain(`Written by: ${cleaning?.name.en}`);
    expect(data('cart-abandonment')).not.toContain('Only written here');
  });

  it('plans each message: its text, languages, consent, and each field with what stands there when it is empty', () => {
    const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment');
    for (const language of languages) {
      const blocks = section(brief('cart-abandonment', language), 'brief-messages');
      const words = wordsOf(blocks);
      for (const node of cart?.nodes ?? []) {
        if (node.kind !== 'send') continue;
        const message = engagement.messages.find(({ id }) => id === node.message);
        expect(words).toContain(`"${node.message}"`);
        for (const variable of variablesIn(message?.subject[language] ?? '')) expect(words).toContain(JSON.stringify(`{{${variable.written}}}`).slice(1, -1));
        for (const variable of variablesIn(message?.body[language] ?? '')) expect(words).toContain(JSON.stringify(`{{${variable.written}}}`).slice(1, -1));
      }
    }
    const words = wordsOf(section(brief('cart-abandonment', 'en'), 'brief-messages'));
    expect(words).toContain('email-consent = granted');
    expect(words).toContain('Hebrew: written');
    expect(words).toContain('List-Unsubscribe');
  });

  it('has the texts of every language of the customers, as they are to be entered, and says who gets which', { tags: ['long'] }, () => {
    const two: Engagement = { ...engagement, languages: { ...engagement.languages, customers: ['he', 'en'] } };
    const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment');
    const of = (one: Engagement) => {
      const report = journeyBrief({ engagement: one, catalogue, translate: createTranslate('en'), language: 'en', now }, cart?.id ?? '');
      return report ? wordsOf(section(report, 'brief-messages')) : '';
    };
    for (const node of cart?.nodes ?? []) {
      const message = node.kind === 'send' ? engagement.messages.find(({ id }) => id === node.message) : undefined;
      const last = message?.body.he?.trim().split('\n').at(-1);
      if (last && !last.includes('{{')) expect(of(two)).toContain(last);
      for (const variable of variablesIn(message?.body.he ?? '')) expect(of(two)).toContain(JSON.stringify(`{{${variable.written}}}`).slice(1, -1));
    }
    expect(of(two)).toContain('The one in Preferred language');
    expect(of({ ...two, languages: { ...two.languages, customers: ['en'] } })).not.toMatch(/Text, Hebrew|Which language/);
  });

  it('says of each event what it has to carry, and of what type', () => {
    const words = wordsOf(section(brief('back-in-stock', 'en'), 'brief-data'));
    expect(words).toContain('product_id');
    expect(words).toContain('quantity_available');
    expect(words).toContain('Whole number');
  });

  it('prints every test with what has to come of it, and names what no test shows', () => {
    const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment');
    if (!cart) throw new Error('cart');
    const context = journeyContext(engagement, catalogue);
    const made = planTests({ engagement, context, journey: cart, graph: toGraph(cart), now });
    if (!('plan' in made)) throw new Error('plan');
    const blocks = section(brief('cart-abandonment', 'en'), 'brief-tests');
    const titles = blocks.filter((block) => block.kind === 'heading' && block.level === 3);
    expect(titles).toHaveLength(made.plan.cases.length);
    const tables = blocks.filter((block) => block.kind === 'table');
    for (const [i, { outcome }] of made.plan.cases.entries()) {
      const words = wordsOf(tables[i]);
      expect(words.match(/sends by/g) ?? []).toHaveLength(outcome.sent.length);
      expect(words.includes('does not come in, and nothing is sent') || words.includes('Comes in at step')).toBe(true);
    }
    const last = tables.at(-1);
    expect(last?.kind === 'table' && last.rows).toHaveLength(made.plan.unshown.length);
    expect(wordsOf(last)).toContain('The goal ends the run at once');
  });

  it('names the rules of running that this journey meets, and no others', () => {
    const cart = wordsOf(section(brief('cart-abandonment', 'en'), 'brief-running'));
    expect(cart).toContain('First the goal');
    // That night's change is over; the next is in autumn.
    expect(cart).toMatch(/the clock changes next on Sunday,? 25 October 2026/);
    expect(cart).not.toContain('Waiting for an event');
    expect(wordsOf(section(brief('thank-you-new', 'en'), 'brief-running'))).toContain('Waiting for an event');
    expect(wordsOf(section(brief('event-digital-ticket', 'en'), 'brief-running'))).toContain('the run ends');
  });

  it('says what is expected, or what nobody has said, and what is to be seen to before it goes live', () => {
    const kpis = wordsOf(section(brief('cart-abandonment', 'en'), 'brief-kpis'));
    expect(kpis).toContain('What it is expected to bring in a month');
    expect(kpis).toContain('Not said yet');
    const goLive = section(brief('cart-abandonment', 'en'), 'brief-go-live').find((block) => block.kind === 'table');
    if (goLive?.kind !== 'table') throw new Error('table');
    expect(wordsOf(goLive.rows[0])).toContain('(open now: 1)');
    expect(goLive.rows[0]?.tone).toBe('waiting');
    expect(wordsOf(goLive.rows)).toContain('(open: 1)');
  });

  it('is nothing for a journey that is not there', () => {
    expect(journeyBrief({ engagement, catalogue, translate: createTranslate('en'), language: 'en', now }, 'x')).toBeUndefined();
  });
});

describe('time in words', () => {
  const say = (duration: string, language: 'en' | 'he' | 'fa') =>
    durationWords(duration, createTranslate(language), language).replace(/[\u2066-\u2069\u200e\u200f]/g, '');
  it('uses each language’s own forms', () => {
    expect([say('P1D', 'en'), say('P2D', 'en'), say('P2DT1H', 'en'), say('P2W', 'en'), say('PT0S', 'en')]).toEqual([
      '1 day',
      '2 days',
      '2 days and 1 hour',
      '2 weeks',
      'at once',
    ]);
    expect([say('P1D', 'he'), say('P2D', 'he'), say('P3D', 'he'), say('PT2H', 'he'), say('PT30M', 'he')]).toEqual([
      'יום',
      'יומיים',
      '3 ימים',
      'שעתיים',
      '30 דקות',
    ]);
    expect([say('P2D', 'fa'), say('PT15M', 'fa')]).toEqual(['۲ روز', '۱۵ دقیقه']);
    expect(everyWords('P1D', createTranslate('en'), 'en')).toBe('every day');
    expect(toDuration({ days: 9, seconds: 5400 })).toBe('P9DT1H30M');
    expect(toDuration({ days: 0, seconds: 0 })).toBe('P0D');
  });

  it('adds up along the quickest way and counts anew from a date', () => {
    const journeyOf = (from: string) => engagement.journeys.find((one) => one.from === from) ?? engagement.journeys[0];
    const product = journeyOf('product-abandonment');
    const insurance = journeyOf('insurance-renewal');
    if (!product || !insurance) throw new Error('journeys');
    expect(arrivals(product).get('product-m1')).toEqual({ days: 0, seconds: 7200 });
    expect(arrivals(insurance).get('ins-m1')).toEqual({ from: { kind: 'entry', path: 'expires-on' }, days: -30, seconds: 0 });
    const words = wordsOf(section(brief('insurance-renewal', 'en'), 'brief-storyboard'));
    expect(words).toContain('30 days before');
  });
});
