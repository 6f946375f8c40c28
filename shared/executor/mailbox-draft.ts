/** The mailbox that is read, as somebody fills it in: from the form to what the executor takes. */
import { ok, type Problem, problem, problemsOfZod, type Result } from '../problem';
import { type MailboxSettings, mailboxSchema, type ProviderSettings, type SettingsOf } from './channels';

export type MailboxDraft = Omit<MailboxSettings, 'port' | 'everyMinutes' | 'moveTo'> & { port: string; everyMinutes: string; moveTo: string };

/** What somebody begins with: where mails are sent from by one server, they mostly come back to another of the same name. */
export function mailboxDraft({ host, user, from, mailbox }: SettingsOf<'smtp'>): MailboxDraft {
  if (mailbox) return { ...mailbox, port: String(mailbox.port), everyMinutes: String(mailbox.everyMinutes), moveTo: mailbox.moveTo ?? '' };
  return {
    reads: true,
    address: from.address,
    host: host.replace(/^smtp\./i, 'imap.'),
    port: '993',
    security: 'tls',
    user: user ?? '',
    folder: 'INBOX',
    everyMinutes: '5',
    plus: false,
    after: 'leave',
    moveTo: '',
  };
}

/** Refuses `setting-needed`, and `invalid-value` with what is wrong in `fault`; the path names the field. */
export function toMailbox(draft: MailboxDraft): Result<MailboxSettings> {
  const trimmed = {
    ...draft,
    address: draft.address.trim(),
    host: draft.host.trim(),
    user: draft.user.trim(),
    folder: draft.folder.trim(),
    moveTo: draft.moveTo.trim(),
  };
  const needed = (['address', 'host', 'port', 'user', 'folder', 'everyMinutes', ...(draft.after === 'move' ? (['moveTo'] as const) : [])] as const).filter(
    (name) => trimmed[name].trim() === '',
  );
  const missing: Problem[] = needed.map((name) => problem('blocks', 'setting-needed', [name]));
  const { moveTo, port, everyMinutes, ...others } = trimmed;
  const read = mailboxSchema.safeParse({
    ...others,
    port: Number(port),
    everyMinutes: Number(everyMinutes),
    ...(draft.after === 'move' && moveTo !== '' && { moveTo }),
  });
  // What is missing is said once, as that.
  const wrong = read.success ? [] : problemsOfZod(read.error).filter(({ path }) => !missing.some((one) => one.path[0] === path[0]));
  return read.success && missing.length === 0 ? ok(read.data) : { ok: false, problems: [...missing, ...wrong] };
}

/** The settings of sending as they were just filled in, with the mailbox as it is: each has a form of its own. */
export function keepingMailbox(next: ProviderSettings, before: ProviderSettings | null): ProviderSettings {
  return next.provider === 'smtp' && before?.provider === 'smtp' && before.mailbox ? { ...next, mailbox: before.mailbox } : next;
}
