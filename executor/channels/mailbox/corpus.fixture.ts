/** Mails as they come back: shaped as these programs write them, about one of ours to dana@client.example. */

export type Ours = { token: string; to?: string };
export type Sample = { name: string; mail(ours: Ours): string | Buffer };

const to = ({ to: address = 'dana@client.example' }: Ours) => address;
const crlf = (text: string) => text.replace(/^\n/, '').replace(/\r?\n/g, '\r\n');
const returnedHeaders = (ours: Ours) => `Message-ID: <${ours.token}@shop.example>
X-Entity-Ref-ID: ${ours.token}
From: Garden <hello@shop.example>
To: ${to(ours)}
Subject: =?utf-8?B?16nXnNeV150=?=
Date: Mon, 01 Jun 2026 07:00:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8`;

type Dsn = {
  from?: string;
  headers?: string;
  human?: string;
  perMessage?: string;
  status: string;
  returned?: { type: string; body: string } | null;
  close?: boolean;
};

/** A report in three parts, as RFC 3462 has it. */
function dsn(
  ours: Ours,
  {
    from = 'MAILER-DAEMON@mx.client.example',
    headers = '',
    human = 'It could not be delivered.',
    perMessage = 'Reporting-MTA: dns; mx.client.example',
    ...parts
  }: Dsn,
): string {
  const { type, body } = parts.returned ?? { type: 'text/rfc822-headers', body: returnedHeaders(ours) };
  const back = parts.returned === null ? '' : `--=_b\nContent-Type: ${type}\n\n${body}\n\n`;
  return crlf(`Return-Path: <>
Message-ID: <bounce-${ours.token}@mx.client.example>
From: Mail Delivery System <${from}>
To: bounces@shop.example
Subject: Undelivered Mail Returned to Sender
Date: Mon, 01 Jun 2026 07:01:00 +0000
Auto-Submitted: auto-replied
MIME-Version: 1.0
${headers}Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain; charset=us-ascii

${human}

--=_b
Content-Type: message/delivery-status

${perMessage}

${parts.status}

${back}${parts.close === false ? '' : '--=_b--\n'}`);
}

export const postfix = (ours: Ours) =>
  dsn(ours, {
    perMessage:
      'Reporting-MTA: dns; mail.shop.example\nX-Postfix-Queue-ID: 4XQ1\nX-Postfix-Sender: rfc822; bounces@shop.example\nArrival-Date: Mon,  1 Jun 2026 07:00:00 +0000 (UTC)',
    status: `Final-Recipient: rfc822; ${to(ours)}
Original-Recipient: rfc822;${to(ours)}
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.client.example
Diagnostic-Code: smtp; 550 5.1.1 <${to(ours)}>: Recipient address rejected: User
    unknown in virtual mailbox table`,
    returned: { type: 'message/rfc822', body: `${returnedHeaders(ours)}\n\nHello Dana` },
  });

export const postfixNoDomain = (ours: Ours) =>
  dsn(ours, {
    status: `Final-Recipient: rfc822; ${to(ours)}
Action: failed
Status: 5.4.4
Diagnostic-Code: X-Postfix; Host or domain name not found. Name service error for
    name=client.example type=A: Host not found`,
  });

export const postfixDelayed = (ours: Ours) =>
  dsn(ours, {
    human: 'THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.',
    status: `Final-Recipient: rfc822; ${to(ours)}
Action: delayed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx.client.example[192.0.2.1]:25: Connection timed out
Will-Retry-Until: Sat,  6 Jun 2026 07:00:00 +0000 (UTC)`,
  });

export const postfixExpired = (ours: Ours) =>
  dsn(ours, {
    status: `Final-Recipient: rfc822; ${to(ours)}
Action: failed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx.client.example[192.0.2.1]:25: Connection timed out`,
  });

export const postfixDelivered = (ours: Ours) =>
  dsn(ours, { status: `Final-Recipient: rfc822; ${to(ours)}\nAction: delivered\nStatus: 2.0.0\nDiagnostic-Code: smtp; 250 2.0.0 Ok: queued as 9ZZ` });

export const gmailFull = (ours: Ours) =>
  crlf(`Delivered-To: bounces@shop.example
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: bounces@shop.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: <${ours.token}@shop.example>
In-Reply-To: <${ours.token}@shop.example>
X-Failed-Recipients: ${to(ours)}
Message-ID: <665ad0.bounce.${ours.token.slice(-4)}@mx.google.com>
Date: Mon, 01 Jun 2026 00:01:00 -0700 (PDT)
Content-Type: multipart/report; boundary="000000000000aa"; report-type=delivery-status

--000000000000aa
Content-Type: multipart/related; boundary="000000000000bb"

--000000000000bb
Content-Type: multipart/alternative; boundary="000000000000cc"

--000000000000cc
Content-Type: text/plain; charset="UTF-8"

** Address full **
The recipient's inbox is full.

--000000000000cc
Content-Type: text/html; charset="UTF-8"

<html><body><h1>Address full</h1></body></html>

--000000000000cc--
--000000000000bb--
--000000000000aa
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
X-Original-Message-ID: <${ours.token}@shop.example>

Final-Recipient: rfc822; ${to(ours)}
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552-5.2.2 The email account that you tried to reach is over quota.
 552 5.2.2 https://support.google.com/mail/?p=OverQuotaPerm a640c23a62f3a - gsmtp
Last-Attempt-Date: Mon, 01 Jun 2026 00:01:00 -0700 (PDT)

--000000000000aa
Content-Type: message/rfc822

${returnedHeaders(ours)}

--000000000000aa--
`);

export const exchangeOnline = (ours: Ours) =>
  dsn(ours, {
    from: 'postmaster@client.example',
    headers: `X-MS-Exchange-Message-Is-Ndr:\nIn-Reply-To: <${ours.token}@shop.example>\nReferences: <${ours.token}@shop.example>\n`,
    perMessage:
      'Reporting-MTA: dns;DB9PR01MB1234.eurprd01.prod.exchangelabs.com\nReceived-From-MTA: dns;mail.shop.example\nArrival-Date: Mon, 1 Jun 2026 07:00:00 +0000',
    status: `Final-Recipient: rfc822;${to(ours)}
Action: failed
Status: 5.4.1
Diagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied. [DB9.prod.protection.outlook.com 2026-06-01T07:00:00Z 08DE]
X-Display-Name: Dana`,
    returned: null,
  });

export const exchangeNotFound = (ours: Ours) =>
  dsn(ours, {
    from: 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@client.example',
    status: `Final-Recipient: rfc822;${to(ours)}
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ${to(ours)} not found by SMTP address lookup`,
    returned: { type: 'message/rfc822', body: `${returnedHeaders(ours)}\n` },
  });

export const spamRefused = (ours: Ours) =>
  dsn(ours, {
    status: `Final-Recipient: rfc822; ${to(ours)}
Action: failed
Status: 5.7.1
Diagnostic-Code: smtp; 550 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org`,
  });

export const eximDsn = (ours: Ours) =>
  dsn(ours, {
    headers: `X-Failed-Recipients: ${to(ours)}\n`,
    human: `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ${to(ours)}
    host mx.client.example [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<${to(ours)}>:
    550 No such user here`,
    status: `Action: failed
Final-Recipient: rfc822;${to(ours)}
Status: 5.0.0
Remote-MTA: dns; mx.client.example
Diagnostic-Code: smtp; 550 No such user here`,
    returned: { type: 'message/rfc822', body: returnedHeaders(ours) },
  });

export const eximClassic = (ours: Ours) =>
  crlf(`Return-path: <>
X-Failed-Recipients: ${to(ours)}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.client.example>
To: bounces@shop.example
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1abc@mx.client.example>
Date: Mon, 01 Jun 2026 07:01:00 +0000

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ${to(ours)}
    SMTP error from remote mail server after RCPT TO:<${to(ours)}>:
    host mx.client.example [192.0.2.1]: 550 5.1.1 unknown user

------ This is a copy of the message, including all the headers. ------

${returnedHeaders(ours)}

Hello Dana, 550 reasons to buy
`);

export const eximWarning = (ours: Ours) =>
  crlf(`Return-path: <>
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.client.example>
To: bounces@shop.example
Subject: Warning: message 1tQ delayed 24 hours
Message-Id: <E1abd@mx.client.example>

This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.client.example.

The message identifier is:     ${ours.token}@shop.example
The address to which the message has not yet been delivered is:

  ${to(ours)}

No action is required on your part.
`);

export const qmail = (ours: Ours) =>
  crlf(`Return-Path: <>
Date: 1 Jun 2026 07:01:00 -0000
From: MAILER-DAEMON@mx.client.example
To: bounces@shop.example
Subject: failure notice

Hi. This is the qmail-send program at mx.client.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<${to(ours)}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <bounces@shop.example>
${returnedHeaders(ours)}

Hello Dana
`);

/** Through a gateway that adds its own words, in a charset of its own, without the empty line between the groups, and cut off in the middle. */
export const brokenHebrew = (ours: Ours) => {
  const head = dsn(ours, {
    perMessage: 'Reporting-MTA: dns; mx.client.example',
    status: 'STATUS',
    human: 'HUMAN',
    close: false,
  })
    .replace('charset=us-ascii', 'charset=windows-1255\r\nContent-Transfer-Encoding: 8bit')
    .replace(
      'mx.client.example\r\n\r\nSTATUS',
      `mx.client.example\r\nFinal-Recipient: rfc822; ${to(ours)}\r\nAction: FAILED (permanent)\r\nStatus: 5.1.1 (no such user)`,
    );
  const [before = '', after = ''] = head.split('HUMAN');
  // "ההודעה לא נמסרה" in Windows-1255.
  const words = Buffer.from([0xe4, 0xe4, 0xe5, 0xe3, 0xf2, 0xe4, 0x20, 0xec, 0xe0, 0x20, 0xf0, 0xee, 0xf1, 0xf8, 0xe4]);
  return Buffer.concat([Buffer.from(before, 'latin1'), words, Buffer.from(after, 'latin1')]);
};

/** Base64 where nobody would expect it. */
export const base64Parts = (ours: Ours) => {
  const coded = (text: string) => Buffer.from(crlf(text)).toString('base64').replace(/.{76}/g, '$&\r\n');
  return crlf(`Return-Path: <>
From: <>
To: bounces@shop.example
Subject: =?utf-8?B?15TXlNeV15PXoteUINec15Ag16DXntem16jXlA==?=
Message-ID: <b64@mx.client.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type="delivery-status"; boundary=x

--x
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

${coded('ההודעה לא נמסרה')}
--x
Content-Type: message/delivery-status
Content-Transfer-Encoding: base64

${coded(`Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; ${to(ours)}\nAction: failed\nStatus: 5.2.1\n`)}
--x
Content-Type: text/rfc822-headers
Content-Transfer-Encoding: base64

${coded(`${returnedHeaders(ours)}\n`)}
--x--
`);
};

/** No copy, no numbers of ours: only the address it came back to knows. */
export const bareToPlusAddress = (ours: Ours) =>
  crlf(`Return-Path: <>
From: postmaster@legacy.example
To: bounces+${ours.token.toUpperCase()}@shop.example
Subject: Returned mail: see transcript for details
Message-ID: <bare@legacy.example>

   ----- The following addresses had permanent fatal errors -----
<${to(ours)}>
    (reason: 550 5.1.1 <${to(ours)}>... User unknown)
`);

export const complaint = (ours: Ours, type = 'abuse') =>
  crlf(`From: <staff@hotmail.example>
To: fbl@shop.example
Subject: complaint about message from 192.0.2.7
Message-ID: <arf-${type}@hotmail.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="arf"

--arf
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report.

--arf
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <bounces+${ours.token}@shop.example>
Original-Rcpt-To: <redacted>

--arf
Content-Type: message/rfc822

${returnedHeaders(ours)}

Hello
--arf--
`);

export const vacation = (ours: Ours) =>
  crlf(`Return-Path: <>
From: Dana <${to(ours)}>
To: hello@shop.example
Subject: =?windows-1255?B?+vn15eHkIODl6OXu6Onu?=
In-Reply-To: <${ours.token}@shop.example>
Message-ID: <ooo@client.example>
Auto-Submitted: auto-replied (vacation)
Precedence: bulk
Content-Type: text/plain; charset=utf-8

אני בחופשה עד יום ראשון. stop
`);

export const reply = (ours: Ours, body: string, more = '') =>
  crlf(`From: Dana <${to(ours)}>
To: Garden <hello@shop.example>
Subject: Re: Hello there
In-Reply-To: <${ours.token}@shop.example>
References: <${ours.token}@shop.example>
Message-ID: <re-${Buffer.from(body).toString('hex').slice(0, 16)}@client.example>
MIME-Version: 1.0
${more}Content-Type: text/plain; charset=utf-8

${body}
`);

export const unsubscribe = (link: string, from = 'dana@client.example') =>
  crlf(`From: ${from}
To: bounces@shop.example
Subject: unsubscribe ${link}
Message-ID: <un-${link.slice(-6)}@client.example>

`);
