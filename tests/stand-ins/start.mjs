/**
 * Runs a stand-in by hand, to try a channel without a provider:
 *   node tests/stand-ins/start.mjs twilio|meta|fcm|http|webhook [--port N] [--call-backs ADDRESS] [--per-second N]
 * It prints what to put into the channel's settings, and one line of JSON for each message that it takes. With --call-backs (of Meta; Twilio is told by
 * us) each message is reported as delivered.
 */
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { root } from '../../scripts/process.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: '0' }, 'call-backs': { type: 'string' }, 'per-second': { type: 'string' } },
});
const load = async (name) => (await runnerImport(`${root}/tests/stand-ins/${name}.ts`, { root, configFile: false, logLevel: 'error' })).module;

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
/** Reports what has been taken, a moment after it was answered. */
const tell = (call) =>
  setImmediate(() =>
    fetch(call.url, { method: call.method, headers: call.headers, body: call.body }).then(
      ({ status }) => say({ told: call.url, status }),
      ({ message }) => say({ told: call.url, failed: message }),
    ),
  );
const url = values['call-backs'];
const options = {
  port: Number(values.port),
  onTaken: (taken) => say({ taken }),
  ...(values['per-second'] && { perSecond: Number(values['per-second']) }),
};

const starts = {
  async twilio() {
    const { startTwilio, twilioAccount } = await load('twilio');
    return { ...(await startTwilio({ ...options, calls: tell })), account: twilioAccount };
  },
  async meta() {
    const { startMeta, metaAccount } = await load('meta');
    return { ...(await startMeta({ ...options, ...(url && { calls: { url, make: tell } }) })), account: metaAccount };
  },
  async fcm() {
    const { startFcm, fcmAccount, fcmDevice } = await load('fcm');
    const standIn = await startFcm(options);
    return { ...standIn, account: { ...fcmAccount, device: fcmDevice, keyFile: standIn.keyFile() } };
  },
  async http() {
    const { startHttp, httpAccount } = await load('http');
    return { ...(await startHttp(options)), account: httpAccount };
  },
  async webhook() {
    const { startHttp, httpAccount } = await load('http');
    return { ...(await startHttp({ ...options, as: 'target' })), account: { signingSecret: httpAccount.signingSecret } };
  },
};

const start = starts[positionals[0]];
if (!start) {
  console.error(`node tests/stand-ins/start.mjs NAME, where NAME is one of: ${Object.keys(starts).join(', ')}`);
  process.exitCode = 2;
} else {
  const standIn = await start();
  say({ url: standIn.url, ...standIn.account });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => standIn.close());
}
