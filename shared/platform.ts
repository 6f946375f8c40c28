/** Every call that leaves the renderer. The same handlers answer in Electron (ipc) and in browser mode (loopback http). */
import { z } from 'zod';
import { questionnaireOptionsSchema, returnedQuestionnaireSchema } from './checklist/questionnaire/questionnaire-return';
import { attachmentSchema } from './checklist/schema';
import { templateSchema } from './checklist/template-schema';
import { exportFormats, pictureScales } from './convert/export-journey';
import { documentKinds, reportForms } from './documents/kinds';
import { documentTemplateSchema } from './documents/template-schema';
import { documentPartsSchema } from './engagement/document-parts';
import {
  countsSchema,
  customerTraceSchema,
  deploymentBundleSchema,
  deploymentSummarySchema,
  deployReplySchema,
  deploySchema,
  eventSchema,
  healthSchema,
  identityTotalsSchema,
  ingestReplySchema,
  nodeCustomersSchema,
  outboxRowSchema,
  profileUpdateSchema,
  startReplySchema,
  startSchema,
  tracePageSchema,
  whoSchema,
  whyOutsideSchema,
} from './executor/api';
import { audienceFileFormats } from './executor/audience-file';
import {
  audienceCustomerSchema,
  audienceDetailSchema,
  audienceMembersSchema,
  audienceMoveSchema,
  audienceMovesSchema,
  audienceRowSchema,
  audienceSchema,
  audienceTrialSchema,
} from './executor/audiences';
import { backupListSchema, backupNameSchema, careSettingsSchema, backupSchema as storeBackupSchema } from './executor/care';
import {
  channelChangeSchema,
  channelSchema,
  deliveryDecisionSchema,
  deliveryRowSchema,
  deliveryStateSchema,
  openChannelSchema,
  outChannelSchema,
  publicSettingsSchema,
  publicStateSchema,
  secretsSchema,
  switchSchema,
} from './executor/channels';
import { historyDays, historySchema, mostPressureWeeks, pressureSchema, undeliveredSchema } from './executor/monitor';
import { erasedSchema, everythingSchema } from './executor/rights';
import { checkedSchema, decidedSchema } from './executor/routes/sending';
import { clockSchema, moveClockSchema } from './executor/routes/storing';
import { summarySettingsSchema, summaryStateSchema } from './executor/summary-settings';
import { taskChangeSchema, taskPageSchema, taskQuery, taskRowSchema } from './executor/tasks';
import { identityReportSchema } from './identity/report';
import { keySchema, partIdSchema, ulidSchema } from './ids';
import { journeySchema, messageSchema } from './journey/schema';
import { comparisonSchema, packCheckSchema } from './pack/check';
import { attributePreviewSchema } from './population/preview';
import { problemSchema } from './problem';
import { scoreExplanationSchema } from './record/score/schema';
import { call } from './rpc';
import { segmentReportSchema } from './segments/size-report';
import { simulationOrderSchema } from './simulation/order';
import { simulationReportSchema } from './simulation/report';
import { importedSourceSchema } from './sources/draft';
import { returnedFieldMapSchema } from './sources/field-map-return';
import { languageSchema, languages } from './text';

const bytes = z.instanceof(Uint8Array);
const nothing = z.object({});
/**
 * An engagement as it lies in the file, as a value or as its JSON text: whoever gets it opens it through `openEngagement`,
 * which checks every value. Here only the outside is looked at: walking a 5,000-field document with z.json() on each autosave
 * cost half its time budget. Text crosses between processes in a fraction of the time that 200,000 values take.
 */
const rawDocument = z.custom<z.core.util.JSONType>(
  (value) => typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value)),
);

export const engagementSummarySchema = z.object({
  id: ulidSchema,
  name: z.string(),
  client: z.string(),
  updatedAt: z.iso.datetime(),
  revision: z.number().int(),
  /** Present when the file can't be opened as it is. */
  problem: problemSchema.optional(),
});
export type EngagementSummary = z.infer<typeof engagementSummarySchema>;

const savedSchema = z.object({ savedAt: z.iso.datetime(), revision: z.number().int() });

export const backupSchema = z.object({ name: z.string(), savedAt: z.iso.datetime(), revision: z.number().int() });

/** Longest name of a snapshot. */
export const snapshotNameLength = 80;
/** A named copy of an engagement. `file` is what it is asked for by. */
export const snapshotSchema = z.object({ file: z.string().max(1000), name: z.string(), savedAt: z.iso.datetime(), revision: z.number().int() });
export type Snapshot = z.infer<typeof snapshotSchema>;

export const preferencesSchema = z.object({
  language: languageSchema.optional(),
  scheme: z.enum(['light', 'dark', 'auto']).default('auto'),
  density: z.enum(['compact', 'normal', 'comfortable']).default('normal'),
  consultant: z.string().max(200).optional(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const executorStatusSchema = z.object({
  /** Which of the two is looked at: each has a store of its own. */
  mode: z.enum(['live', 'sandbox']),
  state: z.enum(['stopped', 'starting', 'ready', 'failed']),
  port: z.number().int().optional(),
  restarts: z.number().int(),
  problem: problemSchema.optional(),
  health: healthSchema.optional(),
  /** By which something may leave at this moment, whichever is looked at: only the live one sends. Absent: nothing leaves. */
  openChannels: z.array(openChannelSchema).optional(),
});
export type ExecutorStatus = z.infer<typeof executorStatusSchema>;

/** For whoever lets another program talk to the executor: where its files `token` and `endpoint.json` are, and a page that describes the calls. */
export const executorApiSchema = z.object({ folder: z.string(), port: z.number().int(), page: z.string() });
export type ExecutorApi = z.infer<typeof executorApiSchema>;

const jobSchema = z.string().min(1).max(40);
const fileSchema = z.object({ name: z.string().min(1).max(300), bytes });

export const platformContract = {
  /** `keyStore`: secrets are kept by the system's key store, else in a file that only this user can read. */
  'app.info': call(nothing, z.object({ version: z.string(), shell: z.enum(['electron', 'browser']), home: z.string(), keyStore: z.boolean() })),
  'preferences.get': call(nothing, preferencesSchema),
  'preferences.set': call(preferencesSchema, nothing),

  'engagements.list': call(nothing, z.array(engagementSummarySchema)),
  'engagements.read': call(z.object({ id: ulidSchema }), z.object({ document: rawDocument })),
  /** Refused with `stale-revision` when the file holds a revision newer than `document.revision`, unless `overwrite`. */
  'engagements.save': call(z.object({ document: rawDocument, overwrite: z.boolean().default(false) }), savedSchema),
  /** `save` of a document of which the host knows the most from this writer already; `parts-unknown` when it does not. */
  'engagements.saveParts': call(z.object({ writer: ulidSchema, document: documentPartsSchema, overwrite: z.boolean() }), savedSchema),
  'engagements.remove': call(z.object({ id: ulidSchema }), nothing),
  /** Undo of `remove`. */
  'engagements.restore': call(z.object({ id: ulidSchema }), nothing),
  'engagements.backups': call(z.object({ id: ulidSchema }), z.array(backupSchema)),
  'engagements.readBackup': call(z.object({ id: ulidSchema, name: z.string() }), z.object({ document: rawDocument })),
  /** The shipped sample, made anew: a fresh document id, sample rows written beside it. */
  'engagements.createSample': call(z.object({ language: languageSchema }), z.object({ id: ulidSchema })),

  /** Newest first. */
  'snapshots.list': call(z.object({ id: ulidSchema }), z.array(snapshotSchema)),
  /** The document as it is now, under a name of the user's; the name comes back as it was kept. */
  'snapshots.create': call(z.object({ document: rawDocument, name: z.string().max(1000) }), snapshotSchema),
  'snapshots.read': call(z.object({ id: ulidSchema, file: z.string().max(1000) }), z.object({ document: rawDocument })),
  'snapshots.remove': call(z.object({ id: ulidSchema, file: z.string().max(1000) }), nothing),

  /**
   * Keeps the rows of an accepted file beside the engagement, in the place of those kept before for the same objects. They hold
   * personal data and never leave the engagement's folder: no export, copy or log has them. `fields`: name in the file → the
   * field's native name. Objects that the file has no rows for are missing in the answer.
   */
  'samples.keep': call(
    z.object({
      id: ulidSchema,
      file: fileSchema,
      objects: z
        .array(z.object({ name: z.string().max(1000), object: ulidSchema, fields: z.record(z.string(), z.string()) }))
        .min(1)
        .max(5_000),
    }),
    z.object({ kept: z.array(z.object({ object: ulidSchema, rows: z.number().int() })), problems: z.array(problemSchema) }),
  ),
  /** The first rows kept for the object, by native names; none when none are kept. */
  'samples.read': call(
    z.object({ id: ulidSchema, object: ulidSchema, limit: z.number().int().min(1).max(200).default(50) }),
    z.object({ rows: z.array(z.record(z.string(), z.json())) }),
  ),
  'samples.remove': call(z.object({ id: ulidSchema, object: ulidSchema }), nothing),
  /** Deletes the rows of every object but these: those of undone imports and removed tables would lie there for good. */
  'samples.tidy': call(z.object({ id: ulidSchema, objects: z.array(ulidSchema).max(100_000) }), nothing),

  /** Templates of a checklist that were saved on this install, newest first. */
  'templates.list': call(nothing, z.object({ templates: z.array(templateSchema) })),
  /** A new one, or a change of one that is there. */
  'templates.save': call(z.object({ template: templateSchema }), nothing),
  'templates.remove': call(z.object({ id: ulidSchema }), nothing),

  /** How documents look, as it was saved on this install, newest first. */
  'documentTemplates.list': call(nothing, z.object({ templates: z.array(documentTemplateSchema) })),
  /** A new one, or a change of one that is there. */
  'documentTemplates.save': call(z.object({ template: documentTemplateSchema }), nothing),
  'documentTemplates.remove': call(z.object({ id: ulidSchema }), nothing),

  /** Keeps a file beside the engagement, under an id of the caller's making. What comes back is for the document. */
  'attachments.add': call(z.object({ id: ulidSchema, attachment: ulidSchema, file: z.object({ name: z.string().max(1000), bytes }) }), attachmentSchema),
  'attachments.read': call(z.object({ id: ulidSchema, attachment: ulidSchema, sha256: attachmentSchema.shape.sha256 }), z.object({ bytes })),
  /** For a copy of an engagement: the same files, under the same ids, beside it. */
  'attachments.copy': call(
    z.object({ from: ulidSchema, to: ulidSchema, attachments: z.array(ulidSchema).max(100_000) }),
    z.object({ copied: z.array(ulidSchema) }),
  ),
  /** Deletes old files that neither these, nor the file, nor a backup or snapshot speaks of. */
  'attachments.tidy': call(z.object({ id: ulidSchema, attachments: z.array(ulidSchema).max(100_000) }), z.object({ removed: z.number().int() })),

  /**
   * Recognises the files and reads objects, fields and types. Nothing enters the engagement by this. `job`, of the caller's
   * making, is how progress is asked for and the reading cancelled.
   */
  'workbench.readFiles': call(
    z.object({ files: z.array(fileSchema).min(1).max(200), job: jobSchema.optional() }),
    // Files of ours that came back from a client or a vendor are no sources.
    z.object({
      sources: z.array(importedSourceSchema),
      fieldMaps: z.array(returnedFieldMapSchema).default([]),
      questionnaires: z.array(returnedQuestionnaireSchema).default([]),
      problems: z.array(problemSchema),
    }),
  ),
  /**
   * The identity rules tried on the sample rows. `values`: show them instead of masking them. Fails with `samples-missing` when
   * there are no rows.
   */
  'workbench.identity': call(z.object({ document: rawDocument, values: z.boolean().default(false), job: jobSchema.optional() }), identityReportSchema),
  /**
   * How many of the sample are in each segment. `compare`: segments whose overlap is asked for. The people are put together
   * once and remembered while rows, record and identity rules stay the same.
   */
  'workbench.segments': call(
    z.object({ document: rawDocument, compare: z.array(keySchema).max(60).default([]), job: jobSchema.optional() }),
    segmentReportSchema,
  ),
  /** An attribute, as the document defines it, worked out for some people of the sample. */
  'workbench.attribute': call(
    z.object({ document: rawDocument, attribute: keySchema, values: z.boolean().default(false), job: jobSchema.optional() }),
    attributePreviewSchema,
  ),
  /** All journeys on the people of the sample, or on the customers of a recorded file of events. */
  'workbench.simulate': call(z.object({ document: rawDocument, order: simulationOrderSchema, job: jobSchema.optional() }), simulationReportSchema),
  /** How far a reading is: null when it is over or nobody knows it. */
  'workbench.progress': call(z.object({ job: jobSchema }), z.object({ file: z.string(), share: z.number().min(0).max(1) }).nullable()),
  /** The work ends with `cancelled`; one that is over is left alone. */
  'workbench.cancel': call(z.object({ job: jobSchema }), nothing),
  /** Somebody is about to choose a document: what the first one would wait for is made ready, unless one was drawn already. */
  'workbench.warmUp': call(z.object({ language: languageSchema }), nothing),
  /** `form`: of a report. `pages`: how many were printed. */
  'workbench.render': call(
    z.object({
      document: rawDocument,
      kind: z.enum(documentKinds),
      form: z.enum(reportForms).optional(),
      language: languageSchema,
      journey: ulidSchema.optional(),
      job: jobSchema.optional(),
    }),
    z.object({ name: z.string(), mime: z.string(), bytes, problems: z.array(problemSchema), pages: z.number().int().optional() }),
  ),
  /** Everything that is handed over as one sealed zip. `problems`: of documents that are not in it, and of those that are. */
  'workbench.pack': call(
    z.object({ document: rawDocument, languages: z.array(languageSchema).min(1).max(languages.length), job: jobSchema.optional() }),
    z.object({
      name: z.string(),
      mime: z.string(),
      bytes,
      files: z.number().int(),
      /** SHA-256 of its manifest. */
      fingerprint: z.string(),
      problems: z.array(problemSchema),
    }),
  ),
  /**
   * Whole and unchanged? And what changed since an earlier pack (`earlier.file`), or until what is open now (`now`). Nothing of a
   * pack is written to disk. Fails with what is wrong with a file that is no pack.
   */
  'workbench.verifyPack': call(
    z.object({ file: fileSchema, earlier: fileSchema.optional(), now: rawDocument.optional(), language: languageSchema, job: jobSchema.optional() }),
    z.object({ check: packCheckSchema, comparison: comparisonSchema.optional() }),
  ),
  /** What a vendor is asked, as a workbook. Fails with `vendor-missing`. */
  'workbench.questionnaire': call(
    z.object({ document: rawDocument, vendor: ulidSchema, language: languageSchema, options: questionnaireOptionsSchema }),
    z.object({ name: z.string(), mime: z.string(), bytes, problems: z.array(problemSchema) }),
  ),
  /** A journey in another format. `problems` are what the format cannot say; those that block are high losses. */
  'workbench.exportJourney': call(
    z.object({
      document: rawDocument,
      journey: ulidSchema,
      format: z.enum(exportFormats),
      /** Of a picture. */
      scale: z.literal(pictureScales).default(1),
      language: languageSchema,
      job: jobSchema.optional(),
    }),
    z.object({ name: z.string(), mime: z.string(), bytes, problems: z.array(problemSchema) }),
  ),
  /** A journey out of a file of ours, of BPMN or of Dittofeed. Nothing enters the engagement by this. */
  'workbench.readJourney': call(
    z.object({ file: fileSchema, timeZone: z.string().max(100), job: jobSchema.optional() }),
    z.object({ kind: z.enum(['journey', 'bpmn', 'dittofeed']), journey: journeySchema, messages: z.array(messageSchema), losses: z.array(problemSchema) }),
  ),

  /** Reports of the live executor that are made by themselves. */
  'reports.state': call(nothing, summaryStateSchema),
  /** Refuses `report-nowhere`, and what keeps the folder from being written to. */
  'reports.set': call(summarySettingsSchema, summaryStateSchema),
  'reports.makeNow': call(nothing, summaryStateSchema),
  'reports.preview': call(nothing, z.object({ name: z.string(), bytes })),

  'executor.status': call(nothing, executorStatusSchema),
  'executor.start': call(nothing, executorStatusSchema),
  'executor.stop': call(nothing, executorStatusSchema),
  /** From now on calls are about this one; the other goes on as it is. */
  'executor.look': call(z.object({ mode: z.enum(['live', 'sandbox']) }), executorStatusSchema),
  /** Everything in the sandbox is deleted and it starts anew. */
  'executor.emptySandbox': call(nothing, executorStatusSchema),
  /** Sandbox only: to a moment, or to the next thing that happens by itself. */
  'executor.moveClock': call(moveClockSchema, clockSchema),
  'executor.deploy': call(z.object({ bundle: deploymentBundleSchema, moves: deploySchema.shape.moves }), deployReplySchema),
  'executor.deployments': call(nothing, z.array(deploymentSummarySchema)),
  'executor.deployment': call(z.object({ deployment: z.string().min(1).max(100) }), deploymentBundleSchema),
  'executor.setState': call(z.object({ deployment: z.string(), state: z.enum(['live', 'paused', 'draining', 'retired']) }), deploymentSummarySchema),
  'executor.counts': call(z.object({ journeyId: ulidSchema, deployment: z.string().max(100).optional() }), countsSchema.nullable()),
  'executor.nodeCustomers': call(
    z.object({
      journeyId: ulidSchema,
      node: partIdSchema,
      what: whoSchema,
      reason: z.string().optional(),
      deployment: z.string().max(100).optional(),
      after: z.number().int().optional(),
      limit: z.number().int().min(1).max(100).default(20),
    }),
    nodeCustomersSchema,
  ),
  'executor.startJourney': call(startSchema.extend({ journeyId: ulidSchema }), startReplySchema),
  'executor.sendEvents': call(z.object({ events: z.array(eventSchema).min(1).max(1000) }), ingestReplySchema),
  'executor.updateProfiles': call(z.object({ updates: z.array(profileUpdateSchema).min(1).max(1000) }), ingestReplySchema),
  'executor.outbox': call(z.object({ limit: z.number().int().min(1).max(500).default(50), journeyId: ulidSchema.optional() }), z.array(outboxRowSchema)),
  'executor.tasks': call(
    z.object({ ...taskQuery, before: z.number().int().min(1).optional(), limit: z.number().int().min(1).max(500).default(50) }),
    taskPageSchema,
  ),
  'executor.changeTask': call(z.object({ n: z.number().int().min(1), change: taskChangeSchema }), taskRowSchema),
  'executor.findCustomers': call(
    z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(100).default(20) }),
    z.array(z.object({ customer: z.string(), label: z.string() })),
  ),
  /** Segments that are watched, by the executor that is looked at. */
  'executor.audiences': call(nothing, z.array(audienceRowSchema)),
  'executor.watch': call(audienceSchema, z.array(audienceRowSchema)),
  /** What watching by this definition would come to; changes nothing. */
  'executor.tryAudience': call(audienceSchema, audienceTrialSchema),
  /** null: it is not watched. */
  'executor.audience': call(z.object({ segment: keySchema }), audienceDetailSchema.nullable()),
  'executor.unwatch': call(z.object({ segment: keySchema }), z.array(audienceRowSchema)),
  'executor.audienceMembers': call(
    z.object({
      segment: keySchema,
      text: z.string().max(200).optional(),
      after: z.number().int().optional(),
      limit: z.number().int().min(1).max(1000).default(50),
      names: z.boolean().default(false),
    }),
    audienceMembersSchema,
  ),
  'executor.audienceMoves': call(
    z.object({
      segment: keySchema,
      kind: audienceMoveSchema.shape.kind.optional(),
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(500).default(50),
      names: z.boolean().default(false),
    }),
    audienceMovesSchema,
  ),
  /** null: she is unknown, or the segment is not watched. */
  'executor.audienceCustomer': call(z.object({ segment: keySchema, customer: z.string() }), audienceCustomerSchema.nullable()),
  /** Everybody who is in it now as a file. `names`: with what they are known by, which is personal data; else their numbers alone. */
  'executor.exportAudience': call(
    z.object({
      segment: keySchema,
      /** What the segment is called. */
      title: z.string().max(500),
      format: z.enum(audienceFileFormats),
      names: z.boolean(),
      language: languageSchema,
    }),
    z.object({ name: z.string(), mime: z.string(), bytes, people: z.number().int(), problems: z.array(problemSchema) }),
  ),
  'executor.backups': call(nothing, backupListSchema),
  'executor.backUp': call(nothing, storeBackupSchema),
  'executor.restore': call(z.object({ backup: backupNameSchema }), executorStatusSchema),
  'executor.resumeRestored': call(nothing, z.object({ resumed: z.number().int() })),
  'executor.beginAnew': call(nothing, executorStatusSchema),
  'executor.channels': call(nothing, z.array(channelSchema)),
  'executor.setChannel': call(z.object({ channel: outChannelSchema, change: channelChangeSchema }), channelSchema),
  /** null forgets one. They are never given back. */
  'executor.setSecrets': call(z.object({ channel: outChannelSchema, values: secretsSchema }), channelSchema),
  'executor.checkChannel': call(z.object({ channel: outChannelSchema }), checkedSchema),
  'executor.checkMailbox': call(z.object({ channel: outChannelSchema }), checkedSchema),
  'executor.channelSwitches': call(nothing, z.array(switchSchema)),
  'executor.deliveries': call(
    z.object({
      channel: outChannelSchema.optional(),
      state: deliveryStateSchema.optional(),
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(500).default(50),
    }),
    z.array(deliveryRowSchema),
  ),
  'executor.decideDelivery': call(z.object({ n: z.number().int(), decision: deliveryDecisionSchema }), decidedSchema),
  'executor.decideDeliveries': call(z.object({ channel: outChannelSchema, state: deliveryStateSchema, decision: deliveryDecisionSchema }), decidedSchema),
  'executor.publicSettings': call(nothing, publicStateSchema),
  'executor.setPublic': call(publicSettingsSchema, publicStateSchema),
  'executor.care': call(nothing, careSettingsSchema),
  'executor.setCare': call(careSettingsSchema, careSettingsSchema),
  'executor.api': call(nothing, executorApiSchema),
  'executor.identity': call(nothing, identityTotalsSchema),
  'executor.history': call(
    z.object({
      hours: z
        .number()
        .int()
        .min(1)
        .max(historyDays * 24)
        .default(24),
    }),
    historySchema,
  ),
  'executor.pressure': call(z.object({ weeks: z.number().int().min(1).max(mostPressureWeeks) }), pressureSchema),
  'executor.undelivered': call(nothing, z.array(undeliveredSchema)),
  'executor.customer': call(z.object({ customer: z.string() }), customerTraceSchema.nullable()),
  /** A page of her trace: the newest in one journey, or those before a page. */
  'executor.trace': call(
    z.object({
      customer: z.string(),
      journeyId: ulidSchema.optional(),
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    tracePageSchema.nullable(),
  ),
  'executor.explained': call(z.object({ customer: z.string(), attribute: keySchema }), scoreExplanationSchema.nullable()),
  'executor.whyOutside': call(z.object({ customer: z.string(), journeyId: ulidSchema }), whyOutsideSchema.nullable()),
  /** What becomes of a run that failed. */
  'executor.decideFailed': call(
    z.object({ customer: z.string(), run: z.string(), decision: z.enum(['try-again', 'let-go']) }),
    z.object({ status: z.enum(['active', 'exited']) }),
  ),
  /** All that is kept about one person, for whoever has the right to know; null when she is unknown. */
  'executor.everything': call(z.object({ customer: z.string() }), everythingSchema.nullable()),
  /** Forgets one person for ever. */
  'executor.erase': call(z.object({ customer: z.string() }), erasedSchema),
};
export type PlatformContract = typeof platformContract;
