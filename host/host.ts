/** Everything behind the window, put together. Both shells call this and add nothing but their transport. */
import { join } from 'node:path';
import { ulid } from 'ulid';
import { checklistTemplateForm } from '../shared/checklist/template-schema';
import { documentTemplateForm } from '../shared/documents/template-schema';
import { platformContract } from '../shared/platform';
import { createDispatch } from '../shared/rpc';
import type { AppFolders } from './app-folder';
import { createAttachments } from './attachments';
import { createCatalogueReader } from './catalogue';
import { createChannelSecrets, type KeyStore } from './channel-secrets';
import { createEngagementFiles } from './engagement-files';
import { readExecutorApi } from './executor-api';
import { createExecutorCare } from './executor-care';
import type { ExecutorClient } from './executor-client';
import type { SpawnExecutor } from './executor-process';
import { createSupervisor } from './executor-supervisor';
import { createExecutors } from './executors';
import { createHandlers } from './handlers';
import type { Home } from './home';
import { createPreferences } from './preferences';
import { createSample } from './sample';
import { createSamples } from './samples';
import { createSnapshots } from './snapshots';
import { planSourceOf } from './summary/plan-source';
import { createSummaryReports } from './summary/summary-reports';
import { createTemplates } from './templates';
import { versionOf } from './version';
import { createWorkbench } from './workbench/workbench';

export type HostOptions = {
  home: Home;
  folders: AppFolders;
  shell: 'electron' | 'browser';
  spawnExecutor: SpawnExecutor;
  /** Of the system; absent where the shell has none. */
  keyStore?: KeyStore | undefined;
  /** Told of every bug a call ran into. */
  onBug: (call: string, error: unknown) => void;
  now?: () => Date;
};
/** Of a hundred thousand customers over two years. */
const SIMULATION_MS = 1_800_000;
/** Sixty briefs in three languages. */
const PACK_MS = 1_200_000;
/** Half a million events with what follows from them. */
const SIMULATION_MB = 3072;

export type Host = Awaited<ReturnType<typeof createHost>>;

export async function createHost({ home, folders, shell, spawnExecutor, keyStore, onBug, now = () => new Date() }: HostOptions) {
  const files = createEngagementFiles({ folder: home.engagements, trash: home.trash, now });
  const snapshots = createSnapshots({ folder: home.engagements, now });
  // A leftover that can't be deleted is no reason not to start.
  await files.sweep().catch((error: unknown) => onBug('sweep', error));
  const attachments = createAttachments({ folder: home.engagements, now });
  const templates = createTemplates({ folder: home.templates, form: checklistTemplateForm });
  const documentTemplates = createTemplates({ folder: home.documentTemplates, form: documentTemplateForm });
  await Promise.all([templates.sweep(), documentTemplates.sweep()]);
  await attachments.sweep().catch((error: unknown) => onBug('sweep', error));
  await snapshots.sweep().catch((error: unknown) => onBug('sweep', error));
  const workbench = createWorkbench({ script: folders.workbenchWorker, data: { assets: folders.assets } });
  const simulations = createWorkbench({
    script: folders.workbenchWorker,
    data: { assets: folders.assets },
    timeoutMs: SIMULATION_MS,
    maxMemoryMb: SIMULATION_MB,
  });
  const packs = createWorkbench({ script: folders.workbenchWorker, data: { assets: folders.assets }, timeoutMs: PACK_MS });
  const samples = createSamples({ folder: home.engagements, workbench });
  await samples.sweep().catch((error: unknown) => onBug('sweep', error));
  const secrets = keyStore && createChannelSecrets({ file: home.sealedFile, keyStore });
  // What the key store does not open now is missing on the channels' page, with its reason.
  const tellSecrets = (client: ExecutorClient) => void secrets?.tell(client.setSecrets).then((told) => told.ok || onBug('secrets', told.problems));
  const executorIn = (dataFolder: string, sandbox: boolean) => {
    const supervisor = createSupervisor({ dataFolder, spawn: spawnExecutor, sandbox, ...(!sandbox && { onReady: tellSecrets }) });
    const care = createExecutorCare({ supervisor, spawn: spawnExecutor, dataFolder });
    return { supervisor, care, readApi: () => readExecutorApi(dataFolder) };
  };
  const live = executorIn(home.executor, false);
  const executors = createExecutors({ live, sandbox: executorIn(home.sandbox, true), sandboxFolder: home.sandbox, secrets });
  const preferences = createPreferences(home.preferencesFile);
  const reports = createSummaryReports({
    file: home.summaryFile,
    client: live.supervisor.client,
    plansOf: planSourceOf(files, createCatalogueReader(folders.assets)),
    draw: (report) => workbench.run({ kind: 'draw-report', report }),
    now: () => now().getTime(),
    language: async () => (await preferences.get()).language,
    onBug,
  });
  const handlers = createHandlers({
    info: { version: versionOf(folders.app), shell, home: home.folder, keyStore: keyStore !== undefined },
    files,
    snapshots,
    samples,
    attachments,
    templates,
    documentTemplates,
    preferences,
    workbench,
    simulations,
    packs,
    executors,
    reports,
    createSample: (language) =>
      createSample({ samples: join(folders.assets, 'samples'), engagements: home.engagements, files, newId: () => ulid(now().getTime()), now }, language),
  });

  return {
    dispatch: createDispatch(platformContract, handlers, onBug),
    preferences,
    async startExecutor(): Promise<void> {
      await executors.start();
      reports.start();
    },
    async close(): Promise<void> {
      await Promise.all([reports.close(), executors.stopAll(), workbench.close(), simulations.close(), packs.close()]);
    },
  };
}
