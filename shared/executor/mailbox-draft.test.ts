import { expect, test } from 'vitest';
import type { SettingsOf } from './channels';
import { keepingMailbox, mailboxDraft, toMailbox } from './mailbox-draft';

const smtp: SettingsOf<'smtp'> = {
  provider: 'smtp',
  host: 'smtp.shop.example',
  port: 587,
  security: 'starttls',
  user: 'shop',
  from: { name: 'Shop', address: 'hello@shop.example' },
  connections: 5,
};

test('somebody begins with what the settings of sending let one expect, and gets back what was saved', () => {
  const draft = mailboxDraft(smtp);
  expect(draft).toMatchObject({ host: 'imap.shop.example', port: '993', user: 'shop', address: 'hello@shop.example', after: 'leave' });
  const saved = toMailbox(draft);
  if (!saved.ok) throw new Error('it was refused');
  expect(saved.value).not.toHaveProperty('moveTo');
  expect(mailboxDraft({ ...smtp, mailbox: saved.value })).toEqual(draft);
});

test('what is missing or wrong is said at its line, each once', () => {
  const faults = (changes: object) => toMailbox({ ...mailboxDraft(smtp), ...changes }).problems.map(({ code, path }) => [code, path[0]]);
  expect(faults({ host: ' ', port: '', after: 'move' })).toEqual([
    ['setting-needed', 'host'],
    ['setting-needed', 'port'],
    ['setting-needed', 'moveTo'],
  ]);
  expect(faults({ address: 'nobody', everyMinutes: '0' })).toEqual([
    ['invalid-value', 'address'],
    ['invalid-value', 'everyMinutes'],
  ]);
  expect(faults({ after: 'move', moveTo: 'Heard' })).toEqual([]);
  // Kept while another is chosen, not sent along.
  expect(toMailbox({ ...mailboxDraft(smtp), moveTo: 'Heard' })).toMatchObject({ ok: true, value: expect.not.objectContaining({ moveTo: 'Heard' }) });
});

test('saving how mails are sent leaves the mailbox as it is', () => {
  const mailbox = toMailbox(mailboxDraft(smtp));
  if (!mailbox.ok) throw new Error('it was refused');
  expect(keepingMailbox({ ...smtp, port: 465 }, { ...smtp, mailbox: mailbox.value })).toEqual({ ...smtp, port: 465, mailbox: mailbox.value });
  expect(keepingMailbox(smtp, null)).toEqual(smtp);
});
