/** Mails to people of one's own: by the mail server of the e-mail channel, one for each recipient, and in the channel's mode. */
import { createHash, randomUUID } from 'node:crypto';
import { type LoggedMail, type Mail, mailLogSchema, mostAttachmentBytes, type SentMail } from '../../shared/executor/mails';
import { isAllowed } from '../../shared/executor/recipients';
import { ok, type Result, refuse } from '../../shared/problem';
import type { Database } from '../store/driver';
import type { Adapter, Attachment, Outcome } from './adapter';
import type { StoredChannel } from './channel-rows';

/** Why nothing may leave to these recipients, as the channel stands; the attachment's bytes when it may. */
export function mayMail({ mode, settings, allowed }: StoredChannel, mail: Mail): Result<Attachment | undefined> {
  if (mode === 'off') return refuse(settings ? 'mail-channel-off' : 'channel-not-set-up', { channel: 'email' });
  if (settings?.provider !== 'smtp') return refuse('mail-needs-server');
  const strangers = mode === 'trial' ? mail.to.filter((to) => !isAllowed(to, allowed)) : [];
  if (strangers.length > 0) return refuse('mail-not-on-list', { to: strangers.join(', ') });
  if (!mail.attachment) return ok(undefined);
  const bytes = Buffer.from(mail.attachment.base64, 'base64');
  if (bytes.length > mostAttachmentBytes || bytes.subarray(0, 5).toString('latin1') !== '%PDF-') return refuse('mail-attachment-refused');
  return ok({ name: mail.attachment.name, type: 'application/pdf', bytes });
}

/** Each recipient has a mail of her own: none sees the others, and what is wrong with one keeps no other from hers. */
export async function mailEach(adapter: Adapter, { to, subject, text, language }: Mail, attachment: Attachment | undefined): Promise<SentMail[]> {
  const mail = randomUUID();
  const sent: SentMail[] = [];
  for (const one of new Set(to)) {
    const key = createHash('sha256').update(`${mail} ${one}`).digest('hex');
    const outcome = await adapter.send({
      ...{ key, channel: 'email', class: 'service', to: one, message: 'own-mail', language, subject, body: text },
      ...(attachment && { attachment }),
    });
    sent.push({ to: one, ...became(outcome) });
  }
  return sent;
}

function became(outcome: Outcome): Pick<SentMail, 'state' | 'reason'> {
  switch (outcome.do) {
    case 'accepted':
      return { state: 'sent' };
    case 'refused':
      return { state: 'failed', reason: outcome.reason };
    case 'later':
      return { state: 'later', reason: outcome.reason };
    case 'unknown':
      return { state: 'unknown', reason: outcome.reason };
  }
}

export type NotedMails = { sent: readonly SentMail[]; subject: string; attachment?: string | undefined; bytes: number };

export function noteMails(db: Database, now: number, { sent, subject, attachment, bytes }: NotedMails): void {
  for (const { to, state, reason } of sent)
    db.run(
      'INSERT INTO own_mail (at, recipient, subject, attachment, bytes, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
      now,
      to,
      subject,
      attachment ?? null,
      bytes,
      state,
      reason ? JSON.stringify(reason) : null,
    );
}

type Stored = { at: number; recipient: string; subject: string; attachment: string | null; bytes: number; state: string; reason: string | null };

/** The newest first. */
export function readMails(db: Database, limit: number): LoggedMail[] {
  return db
    .all<Stored>('SELECT at, recipient, subject, attachment, bytes, state, reason FROM own_mail ORDER BY n DESC LIMIT ?', limit)
    .map(({ at, recipient, attachment, reason, ...row }) =>
      mailLogSchema.parse({
        ...row,
        at: new Date(at).toISOString(),
        to: recipient,
        ...(attachment !== null && { attachment }),
        ...(reason !== null && { reason: JSON.parse(reason) }),
      }),
    );
}
