// Saves one revision after the other and tells each that was acknowledged, until it is killed.
import { createServer } from 'vite';

const [home, from] = process.argv.slice(2);
const vite = await createServer({ configFile: false, logLevel: 'silent', server: { middlewareMode: true, ws: false }, optimizeDeps: { noDiscovery: true } });
const { createEngagementFiles } = await vite.ssrLoadModule('/host/engagement-files.ts');
const { testEngagement } = await vite.ssrLoadModule('/shared/engagement/engagement.fixture.ts');
const files = createEngagementFiles({ folder: `${home}/engagements`, trash: `${home}/trash`, now: () => new Date(), backupEveryMs: 0 });
for (let revision = Number(from) + 1; ; revision++) {
  const saved = await files.save(testEngagement({ revision }), false);
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  process.send(revision);
}
