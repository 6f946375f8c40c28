import { describe, expect, it } from 'vitest';
import { outcomeOf, queueNumber, readAnswer, type Stage, said } from './answers';

const following = (text: string, stage: Stage) => {
  const answer = readAnswer(text);
  if (!answer) throw new Error(`no answer: ${text}`);
  const outcome = outcomeOf(answer, stage);
  const all = outcome.do === 'later' && outcome.everybody ? ' everybody' : '';
  const wait = outcome.do === 'later' && outcome.afterMs !== undefined ? ` ${outcome.afterMs / 1000}s` : '';
  return `${outcome.do}${all}${wait} ${'reason' in outcome ? outcome.reason.code : ''}`;
};

describe('what follows from an answer', () => {
  // As servers in the wild write them.
  const cases: [answer: string, stage: Stage, outcome: string][] = [
    ['550 5.1.1 <x@y.example>: Recipient address rejected: User unknown', 'recipient', 'refused mail-recipient-refused'],
    ['550 No such user here', 'recipient', 'refused mail-recipient-refused'],
    ['552 5.2.2 Mailbox full', 'recipient', 'refused mail-recipient-refused'],
    ['556 5.1.10 Domain does not accept mail', 'recipient', 'refused mail-recipient-refused'],
    ['553 5.1.3 Invalid address', 'recipient', 'refused mail-recipient-refused'],
    ['554 5.7.1 Message rejected as spam', 'content', 'refused mail-content-refused'],
    ['552 5.3.4 Message size exceeds fixed limit', 'sender', 'refused mail-content-refused'],
    ['450 4.2.0 Greylisted, please try again in 300 seconds', 'recipient', 'later 300s mail-try-later'],
    ['451 4.7.1 Greylisting in action, please come back later', 'recipient', 'later mail-try-later'],
    ['452 4.2.2 The email account is over quota', 'recipient', 'later mail-try-later'],
    ['450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents delivery', 'recipient', 'later mail-try-later'],
    ['451 4.3.0 Temporary lookup failure', 'recipient', 'later everybody mail-try-later'],
    ['452 4.3.1 Insufficient system storage', 'sender', 'later everybody mail-try-later'],
    ['452 Out of space', 'content', 'later everybody mail-try-later'],
    ['421 4.7.28 Unusual rate of mail, retry after 2 minutes', 'content', 'later everybody 120s mail-too-many'],
    ['450 4.7.1 Too many messages, slow down', 'recipient', 'later everybody mail-too-many'],
    ['421 Service not available', 'recipient', 'later everybody mail-try-later'],
    ['454 4.7.0 Temporary authentication failure', 'login', 'later everybody mail-login-failed'],
    ['535 5.7.8 Username and Password not accepted', 'login', 'later everybody mail-login-failed'],
    ['530 5.7.0 Authentication required', 'sender', 'later everybody mail-login-failed'],
    ['550 5.7.60 Client does not have permissions to send as this sender', 'sender', 'later everybody mail-sender-refused'],
    ['554 5.7.1 <x@y.example>: Relay access denied', 'recipient', 'later everybody mail-sender-refused'],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using a list', 'recipient', 'later everybody mail-sender-refused'],
    ['550 5.7.26 Unauthenticated mail is not accepted due to the domain’s DMARC policy', 'content', 'later everybody mail-sender-refused'],
    ['554 No SMTP service here', 'connection', 'later everybody mail-server-refuses'],
    ['502 5.5.1 Command not implemented', 'recipient', 'later everybody mail-server-refuses'],
    ['503 5.5.1 Bad sequence of commands', 'recipient', 'later mail-try-later'],
  ];
  it.each(cases)('%s (%s)', (text, stage, outcome) => expect(following(text, stage)).toBe(outcome));

  it('a wait is believed up to a day, and never taken from another number', () => {
    expect(following('451 try again in 900000 seconds', 'recipient')).toBe('later 86400s mail-try-later');
    expect(following('451 4.4.1 again after 0 s', 'recipient')).toBe('later mail-try-later');
    expect(following('451 mailbox of 300 m is busy', 'recipient')).toBe('later mail-try-later');
  });
});

describe('an answer', () => {
  it('is three digits and a blank or dash', () => {
    for (const text of ['250 ok', '250-ok\n250 ok', '250', '599 x']) expect(readAnswer(text), text).toBeDefined();
    for (const text of ['2500 ok', '25 ok', 'ok', '', '150 x', '650 x', ' 250 x', '250ok', undefined]) expect(readAnswer(text), text).toBeUndefined();
  });

  it('is shown as one short line', () => {
    expect(said('550-one\r\n550 two\u202e\u0000')).toBe('550-one 550 two');
    expect(said('x'.repeat(5_000))).toHaveLength(300);
  });

  it('may name the number the server knows the mail by', () => {
    expect(queueNumber('250 2.0.0 Ok: queued as 4XQw2b3Zyz')).toBe('4XQw2b3Zyz');
    expect(queueNumber('250 OK id=1sABcD-0001ab-2C')).toBe('1sABcD-0001ab-2C');
    expect(queueNumber('250 2.6.0 <abc@x.prod.example> [InternalId=1] Queued mail for delivery')).toBe('abc@x.prod.example');
    expect(queueNumber('250 fine')).toBeUndefined();
  });
});
