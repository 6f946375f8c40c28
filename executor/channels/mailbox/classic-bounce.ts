/** Bounces from before there was a format for them: qmail, Exim, old Exchange and sendmail. Only forms that are known; anything else is no bounce. */
import { firstOf, type ParsedMail } from './parse-mail';
import { type Returned, whyReturned } from './why-returned';

export type ClassicBounce = { what: 'delayed' } | ({ what: 'bounced'; recipients: string[] } & Returned);

/** How their first words go. */
const forms =
  /^hi\. this is the qmail-send program|this message was created automatically by (the )?mail delivery (software|system)|^your message\s+.*?\bdid not reach the following recipient|-{3,} ?(the following addresses had permanent (fatal|delivery) errors|transcript of session follows)|this is the mail system at host|^i'?m (sorry|afraid) (to have to inform you|i wasn'?t able to deliver)|^delivery to the following recipients? (failed|was aborted)|message could not be delivered to the following/im;
const delays =
  /\b(delayed|delay|warning)\b|(has not|could not) (yet )?been? delivered (yet|after)|no action is required on your part|will (be|continue to be)? ?retried/i;
/** Behind it stands the mail that came back. */
const copyBelow = /^-{2,}.*(below this line is a copy|this is a copy of|original message|unsent message below|returned message|undelivered message).*$/im;

/** Undefined: it is none that is known. */
export function readClassicBounce(mail: ParsedMail): ClassicBounce | undefined {
  const failed = firstOf(mail, 'x-failed-recipients');
  if (failed === '' && !isFromMailSystem(mail)) return undefined;
  const at = mail.text.search(copyBelow);
  const told = (at < 0 ? mail.text : mail.text.slice(0, at)).slice(0, 8000);
  if (!forms.test(told)) return undefined;
  // Exim's warnings look like its bounces, but name nobody who failed.
  if (failed === '' && (delays.test(mail.subject) || /\bdelayed\b/i.test(told.slice(0, 600)))) return { what: 'delayed' };
  const recipients =
    failed !== '' ? failed.split(',').map((one) => one.trim()) : [...told.matchAll(/<([^<>\s]{1,250}@[^<>\s]{1,250})>/g)].map(([, one = '']) => one);
  return { what: 'bounced', recipients: recipients.slice(0, 10), ...whyReturned('', told) };
}

/** Nobody answers a mail system, so it writes with an empty sender, or under a name that all know. */
export function isFromMailSystem(mail: ParsedMail): boolean {
  return /^<\s*>$/.test(firstOf(mail, 'return-path')) || /^(mailer-daemon|postmaster|mail-daemon|mailerdaemon|microsoftexchange[0-9a-f]*)@/.test(mail.from);
}
