import { domainToASCII } from 'node:url';

/**
 * One address that may stand in an envelope and a header: no list, no name, no quoted or commented forms, which some servers read differently
 * from others. Letters outside ASCII may stand in it; the domain is then written as the name servers know it. Undefined: no such address.
 */
export function oneAddress(text: string): string | undefined {
  const address = text.trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = domainToASCII(address.slice(at + 1));
  // Nothing invisible anywhere: domains are read as on the web, which would quietly drop a line break.
  if (at < 1 || local.length > 64 || address.length > 254 || /[\p{C}\p{Z}\s]/u.test(address)) return undefined;
  // Dots neither at an end nor together; nothing with a meaning in headers, envelopes, shells.
  if (!/^[^"`(),:;<>@[\\\]|]+$/.test(local) || /^\.|\.\.|\.$|^-/.test(local)) return undefined;
  if (!/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(domain)) return undefined;
  return `${local}@${domain}`;
}

/** A name or a subject: one line without invisible characters. What turns text around is taken out, joiners of Persian words stay. */
export function oneLine(text: string, limit: number): string {
  const line = text
    .replace(/\p{Zl}|\p{Zp}|[\r\n\t]/gu, ' ')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  return line.length > limit ? `${line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}
