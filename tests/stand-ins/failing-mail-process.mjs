/**
 * A mail server as a process of its own that counts by recipient and fails as the recipient's name says, the first time or for good. It does little
 * more than the conversation (RFC 5321, PIPELINING of 2920 understood, 8BITMIME, SIZE), so that what is measured is who sends. Says its port; a line
 * of JSON is answered by one:
 *   {"do": "count"}   numbers of the whole, and when the first mails came
 *   {"do": "list"}    [recipient, times tried, times taken, different Message-IDs taken] of each
 *   {"do": "forget"}  begins anew
 */
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * What happens at the first try of a recipient whose name begins so: an answer at RCPT or after the mail's end, or the end of the line
 * (cut: at DATA; torn: while the mail comes, and it is thrown away; kept: when the mail was taken, before the answer).
 */
const faults = {
  busy: { at: 'rcpt', says: '450 4.2.1 The mailbox is busy' },
  never: { at: 'rcpt', says: '450 4.2.1 The mailbox is busy', always: true },
  gone: { at: 'rcpt', says: '550 5.1.1 No such user', always: true },
  later: { at: 'content', says: '451 4.2.2 Not now' },
  spam: { at: 'content', says: '554 5.7.1 Not wanted', always: true },
  cut: { at: 'data' },
  torn: { at: 'content' },
  kept: { at: 'content', takes: true },
};

let seen;
let order;
let takenAt;
let bytes;
let lines;
let most = 0;
const forget = () => {
  seen = new Map();
  order = [];
  takenAt = [];
  bytes = 0;
  lines = 0;
};
forget();

const server = createServer((socket) => {
  lines++;
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  socket.on('error', () => {});
  let rest = '';
  let to;
  let fault;
  let inMail = false;
  let mail = '';
  const say = (text) => socket.write(`${text}\r\n`);
  const end = (content) => {
    const one = seen.get(to);
    if (!fault || fault.takes) {
      one.taken++;
      takenAt.push(performance.now());
      bytes += content.length;
      const id = /^message-id: *(\S+)/im.exec(content.slice(0, 4000))?.[1];
      if (!one.ids.includes(id)) one.ids.push(id);
    }
    if (!fault) say(`250 2.0.0 Ok: queued as 4XQ${takenAt.length}`);
    else if (fault.says) say(fault.says);
    else socket.destroy();
    to = undefined;
  };
  const command = (line) => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') return say('250-bench\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 10485760');
    if (verb === 'MAIL') return say('250 2.1.0 Ok');
    if (verb === 'RSET') {
      to = undefined;
      return say('250 2.0.0 Ok');
    }
    if (verb === 'QUIT') {
      say('221 2.0.0 Bye');
      return socket.end();
    }
    if (verb === 'RCPT') {
      const address = /<(.*)>/.exec(line)?.[1] ?? '';
      let one = seen.get(address);
      if (!one) {
        one = { tried: 0, taken: 0, ids: [] };
        seen.set(address, one);
        order.push(performance.now());
      }
      one.tried++;
      const named = faults[/^[a-z]+/.exec(address)?.[0]];
      fault = named && (named.always || one.tried === 1) ? named : undefined;
      if (fault?.at === 'rcpt') return say(fault.says);
      to = address;
      return say('250 2.1.5 Ok');
    }
    if (verb === 'DATA') {
      if (to === undefined) return say('503 5.5.1 No recipients');
      if (fault?.at === 'data') return socket.destroy();
      inMail = true;
      return say('354 Go on');
    }
    return say('502 5.5.2 Not understood');
  };
  socket.on('data', (piece) => {
    rest = rest === '' ? piece : rest + piece;
    while (!socket.destroyed) {
      if (inMail) {
        const at = rest.indexOf('\r\n.\r\n');
        if (at < 0) return;
        mail = rest.slice(0, at);
        rest = rest.slice(at + 5);
        inMail = false;
        end(mail);
      } else {
        const at = rest.indexOf('\r\n');
        if (at < 0) return;
        const line = rest.slice(0, at);
        rest = rest.slice(at + 2);
        command(line);
      }
    }
  });
  server.getConnections((_, n) => {
    most = Math.max(most, n);
  });
  say('220 bench ESMTP');
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));

const answers = {
  count: () => ({
    tried: order.length,
    taken: takenAt.length,
    bytes,
    lines,
    mostLines: most,
    /** ms from the first time anybody was tried to the last time somebody was tried who had not been before. */
    firstTriesMs: order.length > 1 ? order.at(-1) - order[0] : 0,
    takenMs: takenAt.length > 1 ? takenAt.at(-1) - takenAt[0] : 0,
  }),
  list: () => [...seen].map(([to, { tried, taken, ids }]) => [to, tried, taken, ids.length]),
  forget() {
    forget();
    most = 0;
    return {};
  },
};
createInterface({ input: process.stdin })
  .on('line', (line) => console.log(JSON.stringify(answers[JSON.parse(line).do]())))
  .on('close', () => process.exit(0));
