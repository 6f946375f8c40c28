/** DBOS on PostgreSQL: a workflow that sleeps durably and sends in a step. */
import { DBOS } from '@dbos-inc/dbos-sdk';
import { deliver, enough, serve, waitMs } from './rig.mjs';

const journey = DBOS.registerWorkflow(
  async (key, value) => {
    await DBOS.sleep(waitMs);
    if (value >= enough) await DBOS.runStep(async () => deliver(key), { name: 'send' });
  },
  { name: 'journey' },
);
DBOS.setConfig({ name: 'peer', systemDatabaseUrl: process.env.PEER_POSTGRES, systemDatabasePoolSize: 20, logLevel: 'error', runAdminServer: false });
await DBOS.launch();
serve((list) => Promise.all(list.map(({ key, value }) => DBOS.startWorkflow(journey, { workflowID: key })(key, value))));
