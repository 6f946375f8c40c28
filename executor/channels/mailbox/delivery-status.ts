/** The part of a bounce that is written for machines (RFC 3464), and the parts of other reports that are written alike (RFC 5965). */

export type RecipientStatus = {
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | '';
  /** As the report names them: who was written to, and where it led. */
  recipients: string[];
  /** `5.1.1`; empty where it says none. */
  status: string;
  /** What the other server answered, in its words. */
  diagnostic: string;
};

export type Fields = ReadonlyMap<string, string>;

/** Groups of fields, as empty lines part them. */
export function fieldGroups(text: string): Fields[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .filter((fields) => fields.size > 0);
}

function fieldsOf(lines: string): Fields {
  const fields = new Map<string, string>();
  for (const line of lines.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const match = /^([\w-]{1,60})[ \t]*:(.*)$/.exec(line);
    const [, name = '', value = ''] = match ?? [];
    if (name !== '' && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}

/** One for each recipient the report speaks of. */
export function readDeliveryStatus(text: string): RecipientStatus[] {
  return fieldGroups(parted(text)).flatMap((fields) => {
    const action = /^[a-z]+/i.exec(fields.get('action') ?? '')?.[0]?.toLowerCase() ?? '';
    const recipients = ['original-recipient', 'final-recipient'].map((name) => addressOf(fields.get(name) ?? '')).filter((one) => one !== '');
    if (recipients.length === 0 && action === '') return [];
    return [
      {
        action: actions.find((one) => one === action) ?? '',
        recipients,
        status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? '',
        diagnostic: (fields.get('diagnostic-code') ?? '').replace(/^[\w-]+[ \t]*;/, '').trim(),
      },
    ];
  });
}

/** Some servers leave out the empty line between the mail's own fields and the first recipient's, or between two recipients. */
function parted(text: string): string {
  let hasMails = false;
  let hasRecipient = false;
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => {
      if (line.trim() === '') hasMails = hasRecipient = false;
      if (/^reporting-mta:/i.test(line)) hasMails = true;
      if (!/^final-recipient:/i.test(line)) return line;
      const begins = hasMails || hasRecipient;
      hasMails = false;
      hasRecipient = true;
      return begins ? `\n${line}` : line;
    })
    .join('\n');
}

const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/** `rfc822; <dana@client.example>` */
function addressOf(field: string): string {
  return field
    .replace(/^[\w-]+[ \t]*;/, '')
    .trim()
    .replace(/^<(.*)>$/, '$1')
    .slice(0, 320);
}
