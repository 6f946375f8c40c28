/** pg-boss on PostgreSQL: a job that starts a second later, jobs taken up in batches, twice a second. */
import { PgBoss } from 'pg-boss';
import { deliver, enough, serve, waitMs } from './rig.mjs';

const boss = new PgBoss({ connectionString: process.env.PEER_POSTGRES, max: 10 });
boss.on('error', (error) => console.error(error));
await boss.start();
await boss.createQueue('journey');
await boss.work('journey', { batchSize: 1000, pollingIntervalSeconds: 0.5, localConcurrency: 2 }, async (jobs) => {
  for (const { data } of jobs) if (data.value >= enough) deliver(data.key);
});
serve(async (list) => {
  const startAfter = waitMs / 1000;
  if (list.length === 1) await boss.send('journey', list[0], { startAfter });
  else
    await boss.insert(
      'journey',
      list.map((data) => ({ data, startAfter })),
    );
});
