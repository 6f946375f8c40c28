import { afterEach, describe, expect, test } from 'vitest';
import type { SettingsOf } from '../../../shared/executor/channels';
import { startTwilio, type TwilioStandIn, twilioAccount, twilioTemplates } from '../../../tests/stand-ins/twilio';
import type { AdapterOptions, CallBack, Outgoing } from '../adapter';
import { describeAdapter, outgoing } from '../contract.fixture';
import { openTwilio } from './adapter';
import { isSignedByTwilio, understandTwilio } from './call-back';

const settings = (baseUrl: string, from = '+972500000000'): SettingsOf<'twilio'> => ({
  provider: 'twilio',
  baseUrl,
  accountSid: twilioAccount.accountSid,
  from,
  templates: {},
});
const secrets = { authToken: twilioAccount.authToken };

for (const channel of ['sms', 'whatsapp'] as const)
  describeAdapter({
    name: 'Twilio',
    channel,
    honoursKey: false,
    message: { ...outgoing, channel },
    nobody: ['', 'noa@example.com', '050-1234567', '+', '+972', 'whatsapp:', '+97250123456789012345'],
    async start(clock) {
      const standIn = await startTwilio({ clock });
      return {
        standIn,
        secrets,
        open: ({ url = standIn.url, ...changes } = {}) =>
          openTwilio({ channel, settings: settings(url), secrets: changes.secrets ?? secrets, clock: changes.clock ?? clock, timeoutMs: changes.timeoutMs }),
      };
    },
  });

const callBackUrl = 'https://masa.example.com/call-backs/sms?journeys=yes';
let standIn: TwilioStandIn;
const open = async (more: Partial<AdapterOptions<'twilio'>> = {}) => {
  standIn = await startTwilio();
  return openTwilio({ channel: 'sms', settings: settings(standIn.url), secrets, callBackUrl, ...more });
};
afterEach(() => standIn?.close());

describe('Twilio', () => {
  test.each([
    ['+972500000001', { do: 'refused', reason: { code: 'number-invalid', params: { code: '21211' } } }],
    ['+972500000002', { do: 'refused', reason: { code: 'recipient-unsubscribed', params: { code: '21610' } } }],
    ['+972500000003', { do: 'refused', reason: { code: 'number-invalid', params: { code: '21614' } } }],
    ['+972500000004', { do: 'refused', reason: { code: 'recipient-unreachable', params: { code: '21408' } } }],
    ['+972500000005', { do: 'refused', reason: { code: 'template-needed', params: { code: '63016' } } }],
  ] as const)('%s is refused for its own reason', async (to, outcome) => {
    expect(await (await open()).send({ ...outgoing, to })).toEqual(outcome);
  });

  test('a number is dialled as it is meant, however it is written', async () => {
    const adapter = await open();
    for (const to of ['+972 50-123-4567', '972501234567', '\u2066+972501234567\u2069', '+۹۷۲۵۰۱۲۳۴۵۶۷'])
      expect((await adapter.send({ ...outgoing, to })).do, to).toBe('accepted');
    expect(new Set(standIn.taken.map(({ to }) => to))).toEqual(new Set(['+972501234567']));
  });

  test('more than it takes in a second is for later, for everybody', async () => {
    standIn = await startTwilio({ perSecond: 2, clock: { now: () => 0, schedule: () => () => {} } });
    const adapter = openTwilio({ channel: 'sms', settings: settings(standIn.url), secrets });
    const sent = [await adapter.send(outgoing), await adapter.send(outgoing), await adapter.send(outgoing)];
    expect(sent[2]).toEqual({ do: 'later', everybody: true, reason: { code: 'provider-busy', params: { code: '20429' } } });
    expect(standIn.taken).toHaveLength(2);
  });

  test('a check sends nothing and says what is wrong', async () => {
    const adapter = await open();
    expect(await adapter.check()).toBeUndefined();
    expect(await (await open({ secrets: { authToken: 'wrong' } })).check()).toEqual({ code: 'credentials-refused', params: { code: '20003' } });
    expect(await (await open({ secrets: {} })).check()).toEqual({ code: 'secret-missing', params: { code: '' } });
    expect(standIn.taken).toEqual([]);
  });

  test('statuses come with our key, also when the answer was lost', async () => {
    const adapter = await open();
    standIn.next({ do: 'drop', taken: true });
    expect((await adapter.send(outgoing)).do).toBe('unknown');
    expect(told(standIn.statusOf(0, 'delivered'))).toEqual({
      reports: [{ uid: expect.stringMatching(/^twilio:SM\d+:delivered$/), id: expect.any(String), key: outgoing.key, what: 'delivered', properties: {} }],
    });
  });

  test('what did not arrive is told as a bounce where the number is no good, else as a failure', async () => {
    await (await open()).send(outgoing);
    const failure = (status: string, code: number) => {
      const answer = told(standIn.statusOf(0, status, code));
      return typeof answer === 'object' ? answer.reports.map(({ what, properties }) => [what, properties]) : answer;
    };
    expect(failure('undelivered', 30005)).toEqual([['bounced', { 'bounce-type': 'hard', reason: 'recipient-unknown 30005' }]]);
    expect(failure('undelivered', 30003)).toEqual([['bounced', { 'bounce-type': 'soft', reason: 'recipient-unreachable 30003' }]]);
    // Blocked for this sender: she may well be reached by another.
    expect(failure('undelivered', 30004)).toEqual([['bounced', { 'bounce-type': 'soft', reason: 'recipient-unreachable 30004' }]]);
    expect(failure('undelivered', 30007)).toEqual([['failed', { reason: 'content-filtered 30007' }]]);
    expect(failure('failed', 99999)).toEqual([['failed', { reason: 'provider-refused 99999' }]]);
    for (const status of ['queued', 'sending', 'sent', 'accepted']) expect(told(standIn.statusOf(0, status))).toEqual({ reports: [] });
  });

  test('replies say who, the word and whether she wants no more', async () => {
    await open();
    const reply = (text: string, optOutType?: string) => {
      const answer = told(standIn.replyTo(callBackUrl, { from: '+972501234567', text, ...(optOutType !== undefined && { optOutType }) }));
      return typeof answer === 'object' ? answer.reports[0] : answer;
    };
    expect(reply('EVENT')).toMatchObject({ what: 'replied', from: '+972501234567', properties: { keyword: 'EVENT', 'reply-text': 'EVENT' } });
    expect(reply('EVENT')).not.toHaveProperty('optOut');
    for (const text of ['STOP', ' stop. ', 'הסר', 'הסירו אותי', 'لغو', 'لغو۱۱']) expect(reply(text), text).toMatchObject({ optOut: true });
    expect(reply('Arret', 'STOP')).toMatchObject({ optOut: true });
    expect(reply('END')).toMatchObject({ optOut: true });
    expect(reply("Please don't stop")).not.toHaveProperty('optOut');
  });

  test('what nobody has signed is not heard', async () => {
    await (await open()).send(outgoing);
    const call = standIn.statusOf(0, 'delivered');
    if (!call) throw new Error('no call');
    expect(told({ ...call, body: Buffer.from(call.body.toString().replace('delivered', 'failed')) })).toBe('forbidden');
    expect(told({ ...call, url: call.url.replace('remind', 'other') })).toBe('forbidden');
    expect(told({ ...call, headers: {} })).toBe('forbidden');
    expect(told(call, { authToken: 'another' })).toBe('forbidden');
    expect(told(call, {})).toBe('forbidden');
    expect(told({ ...call, method: 'GET' })).toBe('malformed');
    // A subaccount's messages are signed by the same token.
    const other = { ...settings('https://api.twilio.com'), accountSid: `AC${'f'.repeat(32)}` };
    expect(understandTwilio(call, { channel: 'sms', settings: other, secrets })).toBe('malformed');
  });
});

/** Signatures that Twilio's own manual gives as examples. */
test.each([
  ['+14158675309', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
  ['+14158675310', 'GvWf1cFY/Q7PnoempGyD5oXAezc='],
])('the signature of a call from %s', (from, signature) => {
  const form = Buffer.from(new URLSearchParams({ To: '+18005551212', From: from, Digits: '1234', CallSid: 'CA1234567890ABCDE', Caller: from }).toString());
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  expect(isSignedByTwilio(url, form, signature, '12345')).toBe(true);
  expect(isSignedByTwilio(url.replace('.com/', '.com:443/'), form, signature, '12345')).toBe(true);
  expect(isSignedByTwilio(`${url}3`, form, signature, '12345')).toBe(false);
});

/** As Twilio's own libraries test theirs (twilio-python, twilio-php). */
test('a value that is given twice counts once, in the order of the values', () => {
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const form = Buffer.from('Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234');
  expect(isSignedByTwilio(url, form, 'IK+Dwps556ElfBT0I3Rgjkr1wJU=', '12345')).toBe(true);
  expect(isSignedByTwilio(url, Buffer.from('Sid=CA123&SidAccount=AC123&Digits=5678'), 'IK+Dwps556ElfBT0I3Rgjkr1wJU=', '12345')).toBe(false);
});

test('of a body that is no form the address holds its hash, which is signed with it', () => {
  const body = '{"property": "value", "boolean": true}';
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620';
  const signature = 'a9nBmqA0ju/hNViExpshrM61xv4=';
  expect(isSignedByTwilio(url, Buffer.from(body), signature, '12345')).toBe(true);
  expect(isSignedByTwilio(url, Buffer.from(body.replace('value', 'other')), signature, '12345')).toBe(false);
  expect(isSignedByTwilio(url.replace('0a1f', '0a1e'), Buffer.from(body), signature, '12345')).toBe(false);
  expect(isSignedByTwilio(url, Buffer.from(body), signature, '54321')).toBe(false);
});

describe('a template of Twilio’s', () => {
  const [plain = '', one = '', two = ''] = Object.keys(twilioTemplates);
  const message = { ...outgoing, channel: 'whatsapp', to: '+972500000005' } as const;
  const send = async (template: SettingsOf<'twilio'>['templates'][string] | undefined, changes: Partial<Outgoing> = {}) => {
    standIn = await startTwilio();
    const templates = template ? { [message.message]: template } : {};
    const adapter = openTwilio({ channel: 'whatsapp', settings: { ...settings(standIn.url), templates }, secrets });
    return adapter.send({ ...message, ...changes });
  };

  test('goes where no conversation is open, and reaches whom free text does not', async () => {
    expect(await send(undefined)).toMatchObject({ do: 'refused', reason: { code: 'template-needed', params: { code: '63016' } } });
    expect(await send({ contentSid: plain, parameters: [] })).toMatchObject({ do: 'accepted' });
    expect(standIn.taken[0]?.text).toBe(plain);
    expect(await send(undefined, { to: outgoing.to, inConversation: false })).toEqual({
      do: 'refused',
      reason: { code: 'template-needed', params: { code: '' } },
    });
    expect(standIn.taken).toEqual([]);
  });

  test('takes the words of the message as its variables, on one line and without the mark it has itself', async () => {
    const words = { subject: 'Your  cart', body: 'פרסומת: שלום נועה,\n\nהעגלה\tמחכה', mark: 'פרסומת' };
    expect(await send({ contentSid: two, parameters: ['subject', 'body'] }, words)).toMatchObject({ do: 'accepted' });
    expect(standIn.taken[0]?.text).toBe(`${two} {"1":"Your cart","2":"שלום נועה, העגלה מחכה"}`);
  });

  test('stays at home in an open conversation, and by SMS', async () => {
    expect(await send({ contentSid: plain, parameters: [] }, { to: outgoing.to, inConversation: true })).toMatchObject({ do: 'accepted' });
    expect(standIn.taken[0]?.text).toBe(message.body);
    await standIn.close();
    standIn = await startTwilio();
    const templates = { [message.message]: { contentSid: plain, parameters: [] } };
    await openTwilio({ channel: 'sms', settings: { ...settings(standIn.url), templates }, secrets }).send(outgoing);
    expect(standIn.taken[0]?.text).toBe(message.body);
  });

  test.each([
    [{ contentSid: `HX${'9'.repeat(32)}`, parameters: [] }, {}, '21655'],
    [{ contentSid: one, parameters: [] }, {}, '63028'],
    [{ contentSid: one, parameters: ['subject'] }, { subject: '' }, ''],
  ] as const)('that is not as it was approved is refused as such (%#)', async (template, changes, code) => {
    expect(await send({ ...template, parameters: [...template.parameters] }, changes)).toEqual({
      do: 'refused',
      reason: { code: 'template-refused', params: { code } },
    });
    expect(standIn.taken).toEqual([]);
  });
});

/** As https://www.twilio.com/docs/api/errors has them: what is hers, what is everybody's, what passes. */
test.each([
  ['+972500000006', { do: 'refused', reason: { code: 'recipient-unreachable', params: { code: '63024' } } }],
  ['+972500000007', { do: 'refused', reason: { code: 'recipient-unreachable', params: { code: '63032' } } }],
  ['+972500000008', { do: 'later', reason: { code: 'recipient-limit', params: { code: '63049' } }, afterMs: 86_400_000 }],
  ['+972500000009', { do: 'later', reason: { code: 'recipient-limit', params: { code: '14107' } }, afterMs: 30_000 }],
  ['+972500000010', { do: 'later', reason: { code: 'provider-busy', params: { code: '63018' } }, everybody: true }],
] as const)('%s is for later, or never, and whose that is', async (to, outcome) => {
  expect(await (await open()).send({ ...outgoing, to })).toEqual(outcome);
});

function told(call: CallBack | undefined, known: AdapterOptions<'twilio'>['secrets'] = secrets) {
  if (!call) throw new Error('Twilio was given no address to call');
  return understandTwilio(call, { channel: 'sms', settings: settings('https://api.twilio.com'), secrets: known });
}
