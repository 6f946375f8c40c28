/** What became of each mail, by the executor's store and by the server that counted: whether the two agree, and what each has seen. */
import { join } from 'node:path';
import { openDatabase } from '../../executor/store/driver';
import { storeFile } from '../../executor/store/open';
import type { DeliveryState } from '../../shared/executor/channels';
import type { Counted } from '../stand-ins/failing-mail-server';

export type Noted = { n: number; to: string; state: DeliveryState; tries: number; reason: string | null };

/** All mails that were to leave, read from the store of an executor that has ended. */
export function notedMails(data: string): Noted[] {
  const db = openDatabase(join(data, storeFile), { readOnly: true });
  const rows = db.all<Noted>(
    `SELECT d.n, o.content ->> '$.to' AS "to", d.state, d.tries, d.reason ->> '$.code' AS reason FROM delivery d JOIN outbox o ON o.n = d.outbox WHERE d.channel = 'email'`,
  );
  db.close();
  return rows;
}

export type MailAccounts = {
  /** By what became of them. `again`: taken at a later try · doubt: nobody knows, as the store says. */
  delivered: number;
  again: number;
  refused: number;
  /** Not let out when it was about to leave. */
  stopped: number;
  givenUp: number;
  doubt: number;
  /** Of those in doubt: claimed, and not yet noted, when the process was killed. */
  interrupted: number;
  /** Of those in doubt: how many the server has. */
  doubtTaken: number;
  /** Mails that the server took more than once. */
  doubles: number;
};

/** @param mayDouble the channel sends what is in doubt again; then the server may have a mail twice, under one Message-ID. Throws where the two do not agree. */
export function accountForMails(recipients: readonly string[], noted: readonly Noted[], counted: readonly Counted[], mayDouble = false): MailAccounts {
  const accounts: MailAccounts = { delivered: 0, again: 0, refused: 0, stopped: 0, givenUp: 0, doubt: 0, interrupted: 0, doubtTaken: 0, doubles: 0 };
  const server = new Map(counted.map((one) => [one[0], one]));
  const store = new Map(noted.map((one) => [one.to, one]));
  const faults: string[] = [];
  const unlessSo = (isSo: boolean, what: string, ...about: unknown[]) => void (isSo || faults.push(`${what}: ${JSON.stringify(about)}`));
  unlessSo(server.size === counted.length, 'each is counted once', counted.length, server.size);
  unlessSo(noted.length === recipients.length && store.size === recipients.length, 'each has one mail in the store', noted.length, store.size);
  for (const to of counted.map((one) => one[0])) unlessSo(store.has(to), 'the server knows somebody whom nobody wrote to', to);

  for (const to of recipients) {
    const one = store.get(to);
    const [, tried, taken, ids] = server.get(to) ?? [to, 0, 0, 0];
    if (!one) continue;
    unlessSo(ids <= 1, 'every try has the same Message-ID', one, ids);
    unlessSo(taken <= (mayDouble ? one.tries : 1), 'taken once, or as often as it was sent again', one, taken);
    if (taken > 1) accounts.doubles++;
    switch (one.state) {
      case 'sent':
        unlessSo(taken >= 1, 'what is said to be sent is there', one, tried, taken);
        if (tried > 1) accounts.again++;
        else accounts.delivered++;
        break;
      case 'failed':
        unlessSo(taken === 0 && one.reason !== null, 'what is said to be refused is not there', one, taken);
        if (/^(gone|spam)/.test(to)) accounts.refused++;
        else accounts.givenUp++;
        break;
      case 'unknown':
        unlessSo(one.reason === 'interrupted' || tried === 1, 'what is in doubt is not tried again', one, tried);
        accounts.doubt++;
        if (one.reason === 'interrupted') accounts.interrupted++;
        accounts.doubtTaken += taken;
        break;
      case 'stopped':
        unlessSo(taken === 0 && one.reason !== null, 'what is said to be stopped is not there', one, taken);
        accounts.stopped++;
        break;
      default:
        unlessSo(false, 'nothing is open', one);
    }
  }
  if (faults.length > 0) throw new Error(`${faults.length} mails are not accounted for:\n${faults.slice(0, 10).join('\n')}`);
  return accounts;
}
