/** Bytes of a mail as its parts, decoded: broken MIME gives what can be read of it. */
import PostalMime from 'postal-mime';

export type Part = { type: string; text: string };
export type ParsedMail = {
  /** Every value of a header, by its name in small letters, in order. */
  headers: ReadonlyMap<string, readonly string[]>;
  /** Of the whole mail, without parameters; and the parameters as they stand. */
  type: string;
  parameters: string;
  subject: string;
  from: string;
  text: string;
  html: string;
  /** Everything that is neither of the two, as far as it is text: reports, and what was sent back. */
  parts: readonly Part[];
};

/** Deeper is nobody's mail program; more headers neither. */
const limits = { maxNestingDepth: 30, maxHeadersSize: 512 * 1024, forceRfc822Attachments: true } as const;
/** Returned mails are read for their headers, which stand first. */
const longestPart = 256 * 1024;
const longestText = 256 * 1024;
const mostParts = 30;

/** Throws when nothing can be made of it. */
export async function parseMail(bytes: Uint8Array): Promise<ParsedMail> {
  const mail = await PostalMime.parse(bytes, limits);
  const headers = new Map<string, string[]>();
  for (const { key, value } of mail.headers) headers.set(key, [...(headers.get(key) ?? []), value]);
  const [type = '', parameters = ''] = (headers.get('content-type')?.[0] ?? 'text/plain').split(/;(.*)/s);
  return {
    headers,
    type: type.trim().toLowerCase(),
    parameters: parameters.toLowerCase(),
    subject: (mail.subject ?? '').slice(0, 1000),
    from: (mail.from?.address ?? '').toLowerCase(),
    text: (mail.text ?? '').slice(0, longestText),
    html: (mail.html ?? '').slice(0, longestText),
    parts: mail.attachments
      .filter(({ mimeType }) => /^(message|text)\//.test(mimeType))
      .slice(0, mostParts)
      .map(({ mimeType, content }) => ({ type: mimeType, text: textOf(content) })),
  };
}

export function firstOf({ headers }: ParsedMail, name: string): string {
  return headers.get(name)?.[0]?.trim() ?? '';
}

/** Headers are ASCII, whatever the mail they head is written in. */
function textOf(content: string | ArrayBuffer | Uint8Array): string {
  if (typeof content === 'string') return content.slice(0, longestPart);
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(content);
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, longestPart)).toString('utf8');
}
