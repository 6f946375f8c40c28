import { describe, expect, it } from 'vitest';
import { outcomeOfAnswer, queueNumber, readAnswer, type Stage } from './answers';

const following = (text: string, stage: Stage) => {
  const answer = readAnswer(text);
  if (!answer) throw new Error(`no answer: ${text}`);
  const outcome = outcomeOfAnswer(answer, stage);
  const all = outcome.do === 'later' && outcome.everybody ? ' everybody' : '';
  const wait = outcome.do === 'later' && outcome.afterMs !== undefined ? ` ${outcome.afterMs / 1000}s` : '';
  return `${outcome.do}${all}${wait} ${'reason' in outcome ? outcome.reason.code : ''}`;
};

describe('what follows from an answer', () => {
  // As servers in the wild write them.
  const cases: [answer: string, stage: Stage, outcome: string][] = [
    ['550 5.1.1 <x@y.example>: Recipient address rejected: User unknown', 'recipient', 'refused recipient-unknown'],
    ['550 No such user here', 'recipient', 'refused recipient-unknown'],
    ['552 5.2.2 Mailbox full', 'recipient', 'refused recipient-unreachable'],
    ['556 5.1.10 Domain does not accept mail', 'recipient', 'refused recipient-unknown'],
    ['553 5.1.3 Invalid address', 'recipient', 'refused recipient-unknown'],
    ['554 5.7.1 Message rejected as spam', 'content', 'refused content-filtered'],
    ['552 5.3.4 Message size exceeds fixed limit', 'sender', 'refused content-refused'],
    ['550 5.7.1 Rejected by policy', 'recipient', 'refused provider-refused'],
    ['450 4.2.0 Greylisted, please try again in 300 seconds', 'recipient', 'later 300s recipient-busy'],
    ['451 4.7.1 Greylisting in action, please come back later', 'recipient', 'later recipient-busy'],
    ['452 4.2.2 The email account is over quota', 'recipient', 'later recipient-busy'],
    ['450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents delivery', 'recipient', 'later recipient-busy'],
    ['451 4.3.0 Temporary lookup failure', 'recipient', 'later everybody provider-down'],
    ['452 4.3.1 Insufficient system storage', 'sender', 'later everybody provider-down'],
    ['452 Out of space', 'content', 'later everybody provider-down'],
    ['421 4.7.28 Unusual rate of mail, retry after 2 minutes', 'content', 'later everybody 120s provider-busy'],
    ['450 4.7.1 Too many messages, slow down', 'recipient', 'later everybody provider-busy'],
    ['421 Service not available', 'recipient', 'later everybody provider-down'],
    ['454 4.7.0 Temporary authentication failure', 'login', 'later everybody credentials-refused'],
    ['535 5.7.8 Username and Password not accepted', 'login', 'later everybody credentials-refused'],
    ['530 5.7.0 Authentication required', 'sender', 'later everybody credentials-refused'],
    ['550 5.7.60 Client does not have permissions to send as this sender', 'sender', 'later everybody sender-refused'],
    ['554 5.7.1 <x@y.example>: Relay access denied', 'recipient', 'later everybody sender-refused'],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using a list', 'recipient', 'later everybody sender-refused'],
    ['550 5.7.26 Unauthenticated mail is not accepted due to the domain’s DMARC policy', 'content', 'later everybody sender-refused'],
    ['554 No SMTP service here', 'connection', 'later everybody provider-elsewhere'],
    ['502 5.5.1 Command not implemented', 'recipient', 'later everybody provider-elsewhere'],
    ['503 5.5.1 Bad sequence of commands', 'recipient', 'later line-broke'],
  ];
  it.each(cases)('%s (%s)', (text, stage, outcome) => expect(following(text, stage)).toBe(outcome));

  it('a wait is believed up to a day, and never taken from another number', () => {
    expect(following('451 try again in 900000 seconds', 'recipient')).toBe('later 86400s recipient-busy');
    expect(following('451 4.4.1 again after 0 s', 'recipient')).toBe('later recipient-busy');
    expect(following('451 mailbox of 300 m is busy', 'recipient')).toBe('later recipient-busy');
  });
});

describe('an answer', () => {
  it('is three digits and a blank or dash', () => {
    for (const text of ['250 ok', '250-ok\n250 ok', '250', '599 x']) expect(readAnswer(text), text).toBeDefined();
    for (const text of ['2500 ok', '25 ok', 'ok', '', '150 x', '650 x', ' 250 x', '250ok', undefined]) expect(readAnswer(text), text).toBeUndefined();
  });

  it('may name the number the server knows the mail by', () => {
    expect(queueNumber('250 2.0.0 Ok: queued as 4XQw2b3Zyz')).toBe('4XQw2b3Zyz');
    expect(queueNumber('250 OK id=1sABcD-0001ab-2C')).toBe('1sABcD-0001ab-2C');
    expect(queueNumber('250 2.6.0 <abc@x.prod.example> [InternalId=1] Queued mail for delivery')).toBe('abc@x.prod.example');
    expect(queueNumber('250 fine')).toBeUndefined();
  });
});
