/** E-mail by a mail server. */
import type { OutChannel } from '../../../shared/executor/channels';
import type { Reason } from '../../../shared/journey/run';
import type { Adapter, AdapterOptions, Outcome, Provider } from '../adapter';
import { outcomeOf, queueNumber, readAnswer, type Stage, said } from './answers';
import { composeMail, type Mail } from './compose';
import { createConnections, isLine, type Limits, type Line } from './connections';
import { Letter } from './letter';

/**
 * Up to the mail's last byte waiting is cheap to give up: it is tried again. After that it is not, so the server gets half of the ten minutes
 * that RFC 5321 asks a sender to wait.
 */
const defaultLimits: Limits = { beforeMs: 30_000, afterMs: 300_000 };

export const smtp: Provider<'smtp'> = { open };

function open({ settings, secrets, timeoutMs }: AdapterOptions<'smtp'> & { channel: OutChannel }): Adapter {
  const limits = timeoutMs === undefined ? defaultLimits : { beforeMs: timeoutMs, afterMs: timeoutMs };
  const wrong = wrongSettings();
  const connections = createConnections(settings, secrets.password, limits);

  function wrongSettings(): Reason | undefined {
    const { host, security, user } = settings;
    if (security === 'none' && !isThisMachine(host)) return { code: 'mail-unencrypted', params: { host } };
    if (user && !secrets.password) return { code: 'mail-password-missing', params: {} };
    return undefined;
  }

  return {
    // Message-ID is the same for every try, and some mailboxes show two of the same as one; no server promises to take the second for the first.
    honoursKey: false,
    atOnce: settings.connections,
    async send(message) {
      if (wrong) return { do: 'later', reason: wrong, everybody: true };
      const mail = await composeMail(message, settings);
      if ('code' in mail) return { do: 'refused', reason: mail };
      const line = await connections.take();
      if (!isLine(line)) return { do: 'later', ...line, everybody: true };
      const used = line.mails > 0;
      const outcome = await transmit(line, mail);
      // A conversation that had been lying idle may have ended unseen, or the server ends each after so many mails: neither is about this one.
      if (!used || outcome.do !== 'later' || line.alive) return outcome;
      const other = await connections.take(true);
      return isLine(other) ? transmit(other, mail) : { do: 'later', ...other, everybody: true };
    },
    async check() {
      return wrong ?? (await connections.probe())?.reason;
    },
    close: () => connections.close(),
  };

  async function transmit(line: Line, mail: Mail): Promise<Outcome> {
    line.mails++;
    const { outcome, inStep } = await converse(line, mail, limits);
    const reusable = inStep && (outcome.do === 'accepted' || (await reset(line, limits)));
    connections.give(line, reusable);
    if (!reusable) line.alive = false;
    return outcome;
  }
}

function isThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

/** `inStep`: both sides know whose turn it is, so that the line can carry another mail. */
type Spoken = { outcome: Outcome; inStep: boolean };

/** One mail over one line, up to an answer, the line's end, or the end of patience. */
function converse({ connection }: Line, mail: Mail, limits: Limits): Promise<Spoken> {
  return new Promise((resolve) => {
    let timer = setTimeout(() => giveUp('ETIMEDOUT'), limits.beforeMs);
    const letter = new Letter(mail.bytes, () => {
      clearTimeout(timer);
      timer = setTimeout(() => giveUp('ETIMEDOUT'), limits.afterMs);
    });
    const settle = (spoken: Spoken) => {
      clearTimeout(timer);
      connection.off('error', onError);
      connection.off('end', onEnd);
      resolve(spoken);
    };
    /** No answer that could be read: whether it was taken depends on how far it had gone. */
    const lost = (what: string): Spoken => ({
      inStep: false,
      outcome: letter.handedOver
        ? { do: 'unknown', reason: { code: 'mail-maybe-sent', params: { said: said(what) } } }
        : { do: 'later', reason: { code: 'mail-broke-off', params: { said: said(what) } } },
    });
    const giveUp = (what: string) => {
      settle(lost(what));
      connection.close();
    };
    const onError = (error: SmtpError) => settle(answered(error) ?? lost(error.originalCode ?? error.message));
    // After the error that caused it, which says more.
    const onEnd = () => setImmediate(() => settle(lost('ECONNRESET')));
    connection.on('error', onError);
    connection.once('end', onEnd);

    connection.send({ from: mail.from, to: [mail.to], size: mail.bytes.length }, letter, (error, info) => {
      if (error) return settle(answered(error) ?? lost(error.originalCode ?? error.message));
      const answer = readAnswer(info?.response);
      if (answer === undefined || answer.code >= 300) return settle(lost(info?.response ?? ''));
      const theirs = queueNumber(answer.text);
      settle({ inStep: true, outcome: { do: 'accepted', id: mail.id, ...(theirs === undefined ? {} : { theirs }) } });
    });

    /** An answer of the server that settles it; one that is no SMTP, or comes out of turn, settles nothing. */
    function answered(error: SmtpError): Spoken | undefined {
      // More than the server said it takes; it was not asked.
      if (error.code === 'EMESSAGE' && error.command === 'MAIL FROM')
        return { inStep: true, outcome: { do: 'refused', reason: { code: 'mail-content-refused', params: { said: said(error.message) } } } };
      const answer = readAnswer(error.response);
      const stage = stageOf(error);
      if (!answer || answer.code < 400 || stage === undefined || (letter.handedOver && stage !== 'content')) return undefined;
      return { inStep: answer.code !== 421, outcome: outcomeOf(answer, stage) };
    }
  });
}

type SmtpError = Error & { code?: string; originalCode?: string; response?: string; command?: string };

function stageOf({ code, command }: SmtpError): Stage | undefined {
  if (code === 'EMESSAGE') return 'content';
  if (code === 'EENVELOPE') return command === 'MAIL FROM' ? 'sender' : 'recipient';
  return code === 'ECONNECTION' ? 'connection' : undefined;
}

/** After a refusal both sides begin anew. */
function reset({ connection, alive }: Line, { beforeMs }: Limits): Promise<boolean> {
  if (!alive) return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), beforeMs);
    const settle = (done: boolean) => {
      clearTimeout(timer);
      connection.off('end', onEnd);
      resolve(done);
    };
    const onEnd = () => settle(false);
    connection.once('end', onEnd);
    connection.reset((error) => settle(!error));
  });
}
