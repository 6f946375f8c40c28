const mail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu;
const number = /(?<![\p{L}\p{N}])(?:\+|[0۰٠]{1,2})[\p{Nd}\s().-]{7,20}\p{Nd}(?!\p{N})/gu;

/** A text in which nobody's address of mail and no telephone number can be read. */
export function maskContacts(text: string): string {
  return text.replace(mail, '•••@•••').replace(number, (found) => (isNumber(found) ? '•••' : found));
}

/** Whether `maskContacts` would hide something. */
export function holdsContact(text: string): boolean {
  return maskContacts(text) !== text;
}

/** Nine digits or more are somebody's number; a date or a sum written with a zero in front has fewer. */
function isNumber(text: string): boolean {
  const digits = text.replace(/\P{Nd}/gu, '').length;
  return digits >= 9 && digits <= 15;
}
