/** Which part answers which call. Wiring only: no logic may move in here. */
import type { ChecklistTemplate } from '../shared/checklist/template-schema';
import type { DocumentTemplate } from '../shared/documents/template-schema';
import type { RefusalCode } from '../shared/executor/routes/route';
import type { PlatformContract } from '../shared/platform';
import { ok, type Result } from '../shared/problem';
import type { Handlers } from '../shared/rpc';
import type { Language } from '../shared/text';
import type { Attachments } from './attachments';
import { exportAudience } from './audience-export';
import type { EngagementFiles } from './engagement-files';
import type { Executors } from './executors';
import { createPartsReaders } from './parts-readers';
import type { createPreferences } from './preferences';
import type { Samples } from './samples';
import type { Snapshots } from './snapshots';
import type { SummaryReports } from './summary/summary-reports';
import type { Templates } from './templates';
import { createJobs } from './workbench/jobs';
import type { Work } from './workbench/messages';
import type { Workbench } from './workbench/workbench';

export type Parts = {
  info: { version: string; shell: 'electron' | 'browser'; home: string; keyStore: boolean };
  files: EngagementFiles;
  snapshots: Snapshots;
  samples: Samples;
  attachments: Attachments;
  templates: Templates<ChecklistTemplate>;
  documentTemplates: Templates<DocumentTemplate>;
  preferences: ReturnType<typeof createPreferences>;
  workbench: Workbench;
  /** A bench of their own: a simulation takes a minute, and what is asked meanwhile does not wait for it. */
  simulations: Workbench;
  /** Nor does a document that is looked at wait for a pack of fifty. */
  packs: Workbench;
  executors: Executors;
  reports: SummaryReports;
  createSample: (language: Language) => Promise<Result<{ id: string }>>;
};

export function createHandlers({
  info,
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
  createSample,
}: Parts): Handlers<PlatformContract> {
  const executor = executors.client;
  const withStatus = async (done: Result<unknown>) => (done.ok ? ok(await executors.status(), done.problems) : done);
  const jobs = createJobs({ run: (work, options) => benchOf(work).run(work, options) });
  const benchOf = ({ kind }: Work) => (kind === 'simulate' ? simulations : kind === 'pack' ? packs : workbench);
  const rows = { engagements: samples.folder };
  const readParts = createPartsReaders();
  return {
    'app.info': async () => ok(info),
    'preferences.get': async () => ok(await preferences.get()),
    'preferences.set': (wanted) => preferences.set(wanted),

    'engagements.list': () => files.list(),
    'engagements.read': ({ id }) => files.read(id),
    'engagements.save': ({ document, overwrite }) => files.save(document, overwrite),
    'engagements.saveParts': async ({ writer, document, overwrite }) => {
      const text = readParts(writer, document);
      return text.ok ? files.save(text.value, overwrite) : text;
    },
    'engagements.remove': ({ id }) => files.remove(id),
    'engagements.restore': ({ id }) => files.restore(id),
    'engagements.backups': ({ id }) => files.backups(id),
    'engagements.readBackup': ({ id, name }) => files.readBackup(id, name),
    'engagements.createSample': ({ language }) => createSample(language),

    'snapshots.list': ({ id }) => snapshots.list(id),
    'snapshots.create': ({ document, name }) => snapshots.create(document, name),
    'snapshots.read': ({ id, file }) => snapshots.read(id, file),
    'snapshots.remove': ({ id, file }) => snapshots.remove(id, file),

    'samples.keep': (args) => samples.keep(args),
    'samples.read': (args) => samples.read(args),
    'samples.remove': (args) => samples.remove(args),
    'samples.tidy': (args) => samples.tidy(args),

    'templates.list': () => templates.list(),
    'templates.save': ({ template }) => templates.save(template),
    'templates.remove': ({ id }) => templates.remove(id),
    'documentTemplates.list': () => documentTemplates.list(),
    'documentTemplates.save': ({ template }) => documentTemplates.save(template),
    'documentTemplates.remove': ({ id }) => documentTemplates.remove(id),

    'attachments.add': (args) => attachments.add(args),
    'attachments.read': (args) => attachments.read(args),
    'attachments.copy': (args) => attachments.copy(args),
    'attachments.tidy': (args) => attachments.tidy(args),

    'workbench.readFiles': (args) => jobs.run({ job: args.job, file: args.files[0]?.name ?? '' }, { kind: 'read-files', args }),
    'workbench.identity': (args) => jobs.run({ job: args.job, file: '' }, { kind: 'identity', args, rows }),
    'workbench.segments': (args) => jobs.run({ job: args.job, file: '' }, { kind: 'segments', args, rows }),
    'workbench.attribute': (args) => jobs.run({ job: args.job, file: '' }, { kind: 'attribute', args, rows }),
    'workbench.simulate': (args) => jobs.run({ job: args.job, file: '' }, { kind: 'simulate', args, rows }),
    'workbench.progress': async ({ job }) => jobs.progress(job),
    'workbench.cancel': async ({ job }) => jobs.cancel(job),
    'workbench.warmUp': ({ language }) => workbench.run({ kind: 'warm-up', language }),
    'workbench.render': (args) => jobs.run({ job: args.job, file: '' }, { kind: 'render', args }),
    'workbench.verifyPack': (args) => jobs.run({ job: args.job, file: args.file.name }, { kind: 'verify-pack', args }),
    'workbench.pack': (args) => jobs.run({ job: args.job, file: '' }, { kind: 'pack', args, version: info.version }),
    'workbench.questionnaire': (args) => workbench.run({ kind: 'questionnaire', args }),
    'workbench.exportJourney': (args) => jobs.run({ job: args.job, file: '' }, { kind: 'export-journey', args }),
    'workbench.readJourney': (args) => jobs.run({ job: args.job, file: args.file.name }, { kind: 'read-journey', args }),

    'reports.state': () => reports.state(),
    'reports.set': (settings) => reports.set(settings),
    'reports.makeNow': () => reports.makeNow(),
    'reports.preview': () => reports.preview(),

    'executor.status': async () => ok(await executors.status()),
    'executor.start': async () => ok(await executors.start()),
    'executor.stop': async () => ok(await executors.stop()),
    'executor.look': async ({ mode }) => ok(await executors.look(mode)),
    'executor.emptySandbox': async () => ok(await executors.emptySandbox()),
    'executor.moveClock': (body) => executor.moveClock({ body }),
    'executor.deploy': ({ bundle, moves }) => executor.deploy({ body: { ...bundle, moves } }),
    'executor.deployments': () => executor.deployments({}),
    'executor.deployment': ({ deployment }) => executor.deployment({ hash: deployment }),
    'executor.setState': ({ deployment, state }) => executor.setState({ hash: deployment, body: { state } }),
    'executor.counts': async ({ journeyId, deployment }) => orNull(await executor.counts({ id: journeyId, deployment }), 'unknown-deployment'),
    'executor.nodeCustomers': ({ journeyId, ...asked }) => executor.nodeCustomers({ id: journeyId, ...asked }),
    'executor.startJourney': ({ journeyId, ...body }) => executor.start({ id: journeyId, body }),
    'executor.sendEvents': ({ events }) => executor.sendEvents({ body: events }),
    'executor.updateProfiles': ({ updates }) => executor.updateProfiles({ body: updates }),
    'executor.api': () => executors.readApi(),
    'executor.identity': () => executor.identity({}),
    'executor.history': ({ hours }) => executor.history({ hours }),
    'executor.pressure': ({ weeks }) => executor.pressure({ weeks }),
    'executor.undelivered': () => executor.undelivered({}),
    'executor.outbox': ({ limit, journeyId }) => executor.outbox({ limit, journeyId }),
    'executor.tasks': (asked) => executor.tasks(asked),
    'executor.changeTask': ({ n, change }) => executor.changeTask({ n, body: change }),
    'executor.findCustomers': ({ text, limit }) => executor.findCustomers({ text, limit }),
    'executor.audiences': () => executor.audiences({}),
    'executor.watch': (body) => executor.watch({ body }),
    'executor.tryAudience': (body) => executor.tryAudience({ body }),
    'executor.audience': async ({ segment }) => orNull(await executor.audience({ segment }), 'audience-unknown'),
    'executor.unwatch': ({ segment }) => executor.unwatch({ segment }),
    'executor.audienceMembers': ({ names, ...asked }) => executor.audienceMembers({ ...asked, names: names ? 'true' : 'false' }),
    'executor.audienceMoves': ({ names, ...asked }) => executor.audienceMoves({ ...asked, names: names ? 'true' : 'false' }),
    'executor.audienceCustomer': async ({ segment, customer }) =>
      orNull(await executor.audienceCustomer({ segment, id: customer }), 'audience-unknown', 'customer-unknown'),
    'executor.exportAudience': (order) => exportAudience(order, { executor, draw: (workbook) => workbench.run({ kind: 'draw-workbook', workbook }) }),
    'executor.backups': () => executors.care().backups(),
    'executor.backUp': () => executors.care().backUp(),
    'executor.restore': async ({ backup }) => withStatus(await executors.care().restore(backup)),
    'executor.resumeRestored': () => executor.resumeRestored({}),
    'executor.beginAnew': async () => withStatus(await executors.care().beginAnew()),
    'executor.channels': () => executor.channels({}),
    'executor.setChannel': ({ channel, change }) => executor.setChannel({ channel, body: change }),
    'executor.setSecrets': ({ channel, values }) => executor.setSecrets({ channel, body: { values } }),
    'executor.checkChannel': ({ channel }) => executor.checkChannel({ channel }),
    'executor.checkMailbox': ({ channel }) => executor.checkMailbox({ channel }),
    'executor.channelSwitches': () => executor.channelSwitches({}),
    'executor.deliveries': (asked) => executor.deliveries(asked),
    'executor.decideDelivery': ({ n, decision }) => executor.decideDelivery({ n, body: { decision } }),
    'executor.decideDeliveries': (body) => executor.decideDeliveries({ body }),
    'executor.publicSettings': () => executor.publicSettings({}),
    'executor.setPublic': (settings) => executor.setPublic({ body: settings }),
    'executor.care': () => executor.care({}),
    'executor.setCare': (settings) => executor.setCare({ body: settings }),
    'executor.customer': async ({ customer }) => orNull(await executor.customer({ id: customer }), 'customer-unknown'),
    'executor.trace': async ({ customer, ...asked }) => orNull(await executor.trace({ id: customer, ...asked }), 'customer-unknown'),
    'executor.explained': async ({ customer, attribute }) => orNull(await executor.explained({ id: customer, attribute }), 'customer-unknown'),
    'executor.whyOutside': async ({ customer, journeyId }) => orNull(await executor.whyOutside({ id: customer, journey: journeyId }), 'customer-unknown'),
    'executor.everything': async ({ customer }) => orNull(await executor.everything({ id: customer }), 'customer-unknown'),
    'executor.erase': ({ customer }) => executor.erase({ id: customer, body: { confirm: 'for ever' } }),
    'executor.decideFailed': ({ customer, run, decision }) => executor.decideFailed({ id: customer, run, body: { decision } }),
  };
}

/** What the window asks for again and again may be not there yet: to it that is no fault. */
function orNull<T>(answer: Result<T>, ...codes: RefusalCode[]): Result<T | null> {
  return !answer.ok && codes.some((code) => answer.problems[0]?.code === code) ? ok(null) : answer;
}
