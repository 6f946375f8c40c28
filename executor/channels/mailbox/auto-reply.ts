/** Whether a machine wrote it: RFC 3834, and what mail programs did before it and still do. */
import { firstOf, type ParsedMail } from './parse-mail';

const subjects =
  /^\s*(\[[^\]]{1,30}\]\s*)?(automatic reply|auto(matic)?[- ]?(reply|response)|out of (the )?office|autoreply|abwesend|réponse automatique|respuesta automática|תשובה אוטומטית|מענה אוטומטי|מחוץ למשרד|הודעת היעדרות|پاسخ خودکار|خارج از دفتر)/i;
const names = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply', 'x-mail-autoreply', 'x-vacation', 'x-ooo-reply'];

export function isAutoReply(mail: ParsedMail): boolean {
  const submitted = firstOf(mail, 'auto-submitted').toLowerCase();
  if (submitted !== '') return submitted.split(/[;\s]/)[0] !== 'no';
  if (names.some((name) => firstOf(mail, name) !== '')) return true;
  if (/\b(auto_reply|auto-reply|bulk|junk|list)\b/i.test(firstOf(mail, 'precedence'))) return true;
  if (/^<\s*>$/.test(firstOf(mail, 'return-path'))) return true;
  return /\ball\b|\boof\b/i.test(firstOf(mail, 'x-auto-response-suppress')) || subjects.test(mail.subject);
}
