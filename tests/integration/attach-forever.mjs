// Attaches one file after the other and tells each that was acknowledged, until it is killed.

import { ulid } from 'ulid';
import { createServer } from 'vite';

const [folder, engagement] = process.argv.slice(2);
const vite = await createServer({ configFile: false, logLevel: 'silent', server: { middlewareMode: true, ws: false }, optimizeDeps: { noDiscovery: true } });
const { createAttachments } = await vite.ssrLoadModule('/host/attachments.ts');
const attachments = createAttachments({ folder, now: () => new Date() });
for (;;) {
  const bytes = new Uint8Array(300_000).fill(97 + Math.floor(Math.random() * 26));
  const added = await attachments.add({ id: engagement, attachment: ulid(), file: { name: 'a.txt', bytes } });
  if (!added.ok) throw new Error(JSON.stringify(added.problems));
  process.send(added.value);
}
