/** The old mailer's list and the CRM's contacts: where the names are, and the consents. */
import type { Person } from './person';
import type { Random } from './random';
import type { SampleRow, Value } from './row';
import type { Timeline } from './timeline';
import { hex, isoDay, isoTime, slashDay, writtenEmail, writtenMobile, writtenName } from './written';

/** 32 hex digits, as the old mailer makes them of the address. */
export function mailerId(person: Person): string {
  return [1, 2, 3, 4].map((part) => hex(person.index * 4 + part)).join('');
}

export function crmId(person: Person): string {
  return `0035g0000${String(person.index).padStart(6, '0')}AAQ`;
}

export function rowsInLegacyEsp(person: Person, { mails }: Timeline, random: Random): SampleRow[] {
  if (!person.knownTo.has('legacy-esp')) return [];
  const delivered = mails.filter((mail) => mail.outcome !== 'bounced');
  const share = (count: number) => (delivered.length === 0 ? 0 : Math.round((count / delivered.length) * 1000) / 1000);
  const bounced = mails.some((mail) => mail.outcome === 'bounced');
  const hebrew = random.chance(0.4) ? 1 : 0;
  const rows: SampleRow[] = [
    {
      object: 'legacy-esp-subscriber',
      row: {
        id: mailerId(person),
        email_address: person.email,
        status: bounced ? 'cleaned' : person.emailConsent === 'not_subscribed' ? 'subscribed' : person.emailConsent,
        'merge_fields.FNAME': random.chance(0.12) ? '' : writtenName(person.first, random, hebrew),
        'merge_fields.LNAME': random.chance(0.2) ? '' : writtenName(person.last, random, hebrew),
        'merge_fields.PHONE': writtenMobile(person, random, { gap: 0.76, junk: 0.02 }),
        timestamp_opt: random.chance(0.1) ? null : isoTime(person.since),
        source: random.weighted([
          [45, 'Signup form'],
          [30, 'Import 2021'],
          [15, 'Store tablet'],
          [10, ''],
        ]),
        language: random.chance(0.3) ? '' : person.language,
        'stats.avg_open_rate': share(mails.filter((mail) => mail.opened).length),
        'stats.avg_click_rate': share(mails.filter((mail) => mail.clicked).length),
      },
    },
  ];
  const activity = (campaign: number, action: string, at: Date) =>
    rows.push({ object: 'legacy-esp-activity', row: { campaign_id: `nl-${campaign + 1}`, action, timestamp: isoTime(at), email_id: mailerId(person) } });
  for (const mail of mails) {
    if (mail.opened) activity(mail.campaign, 'open', mail.opened);
    if (mail.clicked) activity(mail.campaign, 'click', mail.clicked);
    if (mail.outcome === 'bounced') activity(mail.campaign, 'bounce', mail.at);
    if (mail.outcome === 'unsubscribed') activity(mail.campaign, 'unsub', mail.opened ?? mail.at);
  }
  return rows;
}

export function rowsInCrm(person: Person, { orders }: Timeline, random: Random): SampleRow[] {
  if (!person.knownTo.has('crm')) return [];
  const { year, month, day } = person.birth;
  const birth = new Date(Date.UTC(year, month - 1, day));
  const rows: SampleRow[] = [
    {
      object: 'crm-contact',
      row: {
        Id: crmId(person),
        FirstName: writtenName(person.first, random, 0.85),
        LastName: person.kind === 'test' ? 'בדיקה' : writtenName(person.last, random, 0.85),
        Email: writtenEmail(person.email, random, 0.09),
        MobilePhone: writtenMobile(person, random, { gap: 0.36, junk: 0.012 }),
        Birthdate: random.weighted<Value>([
          [46, isoDay(birth)],
          [8, slashDay(birth)],
          [3, '1900-01-01'],
          [43, null],
        ]),
        Gender__c: random.chance(0.3)
          ? null
          : random.weighted([
              [96, person.first.gender === 'female' ? 'Female' : 'Male'],
              [4, 'Other'],
            ]),
        Title: person.company ? random.pick(['Procurement', 'Owner', 'מנהל אחזקה', 'Gardener']) : null,
        MailingCity: random.chance(0.4) ? null : writtenName(person.city, random, 0.8),
        LeadSource: random.pick(['Web', 'Store', 'Trade fair', 'Referral', 'Other']),
        HasOptedOutOfEmail: person.emailConsent === 'unsubscribed' ? random.chance(0.8) : random.chance(0.02),
        DoNotCall: random.chance(0.03),
        'Owner.Name': random.pick(['רות שגב', 'עמית ניר', 'הדס בר', 'Integration User']),
        'Account.AccountNumber': person.company ? `B${String(1000 + (person.household % 400))}` : null,
      },
    },
  ];
  if (person.company)
    rows.push({ object: 'crm-account', row: { AccountNumber: `B${String(1000 + (person.household % 400))}`, Name: writtenName(person.company, random, 0.6) } });
  if (orders.length === 0 && random.chance(0.35))
    rows.push({
      object: 'crm-lead',
      row: { Status: random.pick(['Open', 'Contacted', 'Qualified', 'Unqualified']), Rating: random.pick(['Hot', 'Warm', 'Cold', null]), Email: person.email },
    });
  if (person.company)
    rows.push({
      object: 'crm-opportunity',
      row: { StageName: random.pick(['Prospecting', 'Proposal', 'Closed Won', 'Closed Lost']), Amount: random.int(8, 140) * 250, ContactId: crmId(person) },
    });
  return rows;
}
