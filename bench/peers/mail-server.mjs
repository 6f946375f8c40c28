/** A mail server as a process of its own: takes every mail, refuses whoever is called `nobody…`. Says its port, and on each line it hears how much it has taken. */
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

let taken = 0;
let refused = 0;
let bytes = 0;
const server = new SMTPServer({
  hideSTARTTLS: true,
  authOptional: true,
  disableReverseLookup: true,
  logger: false,
  onRcptTo({ address }, _, done) {
    if (!address.startsWith('nobody')) return done();
    refused++;
    done(Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }));
  },
  onData(stream, _, done) {
    stream.on('data', (chunk) => {
      bytes += chunk.length;
    });
    stream.on('end', () => {
      taken++;
      done(null, `queued as ${taken}`);
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.server.address().port })));
createInterface({ input: process.stdin })
  .on('line', () => console.log(JSON.stringify({ taken, refused, bytes })))
  .on('close', () => process.exit(0));
