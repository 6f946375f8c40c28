/** Node-RED: http in → delay → switch → function. It keeps nothing on the disk. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { enough, ready, waitMs } from './rig.mjs';

const RED = createRequire(import.meta.url)('node-red');
const userDir = join(process.env.PEER_DATA, 'node-red');
const at = (id, type, wires, rest) => ({ id, z: 'flow', type, x: 0, y: 0, wires, ...rest });
const flows = [
  { id: 'flow', type: 'tab', label: 'journey' },
  at('in', 'http in', [['reply', 'wait']], { url: '/', method: 'post', upload: false }),
  at('reply', 'http response', [], { statusCode: '202' }),
  at('wait', 'delay', [['if']], { pauseType: 'delay', timeout: String(waitMs), timeoutUnits: 'milliseconds' }),
  at('if', 'switch', [['send']], {
    property: 'payload.value',
    propertyType: 'msg',
    rules: [{ t: 'gte', v: String(enough), vt: 'num' }],
    checkall: 'true',
    outputs: 1,
  }),
  at('send', 'function', [[]], { func: "global.get('deliver')(msg.payload.key); return null;", outputs: 1 }),
];
mkdirSync(userDir, { recursive: true });
writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flows));

const server = createServer((request, reply) => RED.httpNode(request, reply));
RED.init(server, {
  httpAdminRoot: false,
  userDir,
  flowFile: 'flows.json',
  telemetry: { enabled: false, updateNotification: false },
  logging: { console: { level: 'fatal' } },
  functionGlobalContext: { deliver: (key) => appendFileSync(process.env.PEER_SENT, `${key}\n`) },
});
const started = new Promise((resolve) => RED.events.once('flows:started', resolve));
await RED.start();
await started;
server.listen(0, '127.0.0.1', () => ready(`http://127.0.0.1:${server.address().port}/`));
