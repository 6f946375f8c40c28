/**
 * E-mail by a mail server. It honours no key: Message-ID is the same for every try, and some mailboxes show two of the same as one, but no server
 * promises to take the second for the first. So a line that breaks after the mail was handed over leaves it in doubt.
 */
import type { Reason } from '../../../shared/journey/run';
import { type Clock, systemClock } from '../../clock';
import type { Adapter, AdapterOptions, Outcome } from '../adapter';
import { inDoubt, outcomeOf, reasonOf } from '../troubles';
import { outcomeOfAnswer, queueNumber, readAnswer, type Stage } from './answers';
import { composeMail, type Mail } from './compose';
import { createConnections, isLine, type Limits, type Line, type SmtpError } from './connections';
import { Letter } from './letter';

/**
 * Up to the mail's last byte waiting is cheap to give up: it is tried again. After that it is not, so the server gets half of the ten minutes
 * that RFC 5321 asks a sender to wait.
 */
const defaultLimits: Limits = { beforeMs: 30_000, afterMs: 300_000 };

export function openSmtp({ settings, secrets, timeoutMs, clock = systemClock }: AdapterOptions<'smtp'>): Adapter {
  const limits = timeoutMs === undefined ? defaultLimits : { beforeMs: timeoutMs, afterMs: timeoutMs };
  const connections = createConnections(settings, secrets.password, limits, clock);
  const fault = faultOf(settings, secrets.password);

  async function transmit(line: Line, mail: Mail): Promise<Outcome> {
    line.mails++;
    const { outcome, inStep } = await converse(line, mail, limits, clock);
    const reusable = inStep && (outcome.do === 'accepted' || (await reset(line, limits, clock)));
    connections.give(line, reusable);
    return outcome;
  }

  return {
    honoursKey: false,
    atOnce: settings.connections,
    async send(message) {
      if (fault) return { do: 'later', reason: fault, everybody: true };
      const mail = composeMail(message, settings);
      if ('do' in mail) return mail;
      const line = await connections.take();
      if (!isLine(line)) return line;
      const used = line.mails > 0;
      const outcome = await transmit(line, mail);
      // A conversation that had been lying idle may have ended unseen, or the server ends each after so many mails: neither is about this one.
      if (!used || outcome.do !== 'later' || line.alive) return outcome;
      const other = await connections.take(true);
      return isLine(other) ? transmit(other, mail) : other;
    },
    async check() {
      return fault ?? (await connections.probe());
    },
    close: () => connections.close(),
  };
}

function faultOf({ host, security, user }: AdapterOptions<'smtp'>['settings'], password: string | undefined): Reason | undefined {
  if (security === 'none' && !isThisMachine(host)) return reasonOf('encryption-needed');
  if (!user) return undefined;
  if (!password) return reasonOf('secret-missing');
  return /\p{Cc}/u.test(password) ? reasonOf('secret-unusable') : undefined;
}

function isThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

/** `inStep`: both sides know whose turn it is, so that the line can carry another mail. */
type Spoken = { outcome: Outcome; inStep: boolean };

/** One mail over one line, up to an answer, the line's end, or the end of patience. */
function converse({ connection }: Line, mail: Mail, limits: Limits, clock: Clock): Promise<Spoken> {
  return new Promise((resolve) => {
    const giveUp = () => {
      settle(lost('reply-lost', 'ETIMEDOUT'));
      connection.close();
    };
    let cancel = clock.schedule(limits.beforeMs, giveUp);
    const letter = new Letter(mail.bytes, () => {
      cancel();
      cancel = clock.schedule(limits.afterMs, giveUp);
    });
    const settle = (spoken: Spoken) => {
      cancel();
      connection.off('error', onError);
      connection.off('end', onEnd);
      resolve(spoken);
    };
    /** No answer that settles it: whether it was taken depends on how far it had gone. */
    const lost = (how: 'reply-lost' | 'reply-unreadable', detail: string | number = ''): Spoken => ({
      inStep: false,
      outcome: letter.handedOver ? inDoubt(how, detail) : outcomeOf('line-broke', detail),
    });
    const onError = (error: SmtpError) =>
      settle(answered(error, letter.handedOver) ?? lost(isUnreadable(error) ? 'reply-unreadable' : 'reply-lost', error.originalCode ?? error.code));
    // After the error that caused it, which says more.
    const onEnd = () => setImmediate(() => settle(lost('reply-lost', 'ECONNRESET')));
    connection.on('error', onError);
    connection.once('end', onEnd);

    connection.send({ from: mail.from, to: [mail.to], size: mail.bytes.length }, letter, (error, info) => {
      if (error) return onError(error);
      const answer = readAnswer(info?.response);
      if (answer === undefined || answer.code >= 300) return settle(lost('reply-unreadable', answer?.code));
      const theirs = queueNumber(answer.text);
      settle({ inStep: true, outcome: { do: 'accepted', id: mail.id, ...(theirs !== undefined && { theirs }) } });
    });
  });
}

/** An answer of the server that settles it; one that is no SMTP, or comes out of turn, settles nothing. */
function answered({ code, command, response }: SmtpError, handedOver: boolean): Spoken | undefined {
  // More than the server said it takes; it was not asked.
  if (code === 'EMESSAGE' && command === 'MAIL FROM') return { inStep: true, outcome: outcomeOf('content-refused', 'SIZE') };
  const answer = readAnswer(response);
  const stage = stageOf(code, command);
  if (!answer || answer.code < 400 || stage === undefined || (handedOver && stage !== 'content')) return undefined;
  return { inStep: answer.code !== 421, outcome: outcomeOfAnswer(answer, stage) };
}

function stageOf(code: string | undefined, command: string | undefined): Stage | undefined {
  if (code === 'EMESSAGE') return 'content';
  if (code === 'EENVELOPE') return command === 'MAIL FROM' ? 'sender' : 'recipient';
  return code === 'ECONNECTION' ? 'connection' : undefined;
}

function isUnreadable({ code }: SmtpError): boolean {
  return code === 'EPROTOCOL' || code === 'EMESSAGE' || code === 'EENVELOPE';
}

/** After a refusal both sides begin anew. */
function reset({ connection, alive }: Line, { beforeMs }: Limits, clock: Clock): Promise<boolean> {
  if (!alive) return Promise.resolve(false);
  return new Promise((resolve) => {
    const settle = (done: boolean) => {
      cancel();
      connection.off('end', onEnd);
      resolve(done);
    };
    const cancel = clock.schedule(beforeMs, () => settle(false));
    const onEnd = () => settle(false);
    connection.once('end', onEnd);
    connection.reset((error) => settle(!error));
  });
}
