/** What can be done with whole engagements: each gives a Result, so that the page can say what went wrong. */
import { produce } from 'immer';
import { createEngagement, type NewEngagement } from '../../../shared/engagement/create-engagement';
import { touch } from '../../../shared/engagement/edit-engagement';
import { openEngagement, parseEngagementText } from '../../../shared/engagement/open-engagement';
import type { Engagement } from '../../../shared/engagement/schema';
import { ok, problem, type Result, refuse } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { attachmentsOf, carryAttachments } from '../../store/attachments';
import { loadCatalogue } from '../../store/catalogue';
import { downloadBytes } from '../../store/download';
import { newId } from '../../store/new-id';

const MAX_FILE_BYTES = 100_000_000;

async function save(engagement: Engagement): Promise<Result<Engagement>> {
  const reply = await platform['engagements.save']({ document: engagement as never });
  return reply.ok ? ok(engagement) : reply;
}

export async function createEngagementFile(wanted: NewEngagement): Promise<Result<Engagement>> {
  return save(createEngagement({ ...wanted, id: newId(), now: new Date().toISOString(), catalogue: await loadCatalogue() }));
}

async function read(id: string): Promise<Result<Engagement>> {
  const reply = await platform['engagements.read']({ id });
  return reply.ok ? openEngagement(reply.value.document) : reply;
}

export async function renameEngagement(id: string, name: string): Promise<Result<Engagement>> {
  const opened = await read(id);
  if (!opened.ok) return opened;
  return save(touch({ ...opened.value, name }, new Date().toISOString()));
}

export async function duplicateEngagement(id: string, name: string): Promise<Result<Engagement>> {
  const opened = await read(id);
  if (!opened.ok) return opened;
  const now = new Date().toISOString();
  return saveCopy(
    id,
    produce(opened.value, (draft) => {
      draft.id = newId();
      draft.name = name;
      draft.revision = 0;
      draft.createdAt = draft.updatedAt = now;
    }),
  );
}

/** With the files that are attached to the first one's answers. */
async function saveCopy(of: string, copy: Engagement): Promise<Result<Engagement>> {
  const saved = await save(copy);
  return saved.ok ? ok(copy, await carryAttachments(of, copy)) : saved;
}

/** Opens a `.masa.json` from anywhere as an engagement of this install. The file itself is left as it is. */
export async function openEngagementFile(file: File): Promise<Result<Engagement>> {
  if (file.size > MAX_FILE_BYTES) return refuse('engagement-file-too-large', { megabytes: Math.ceil(file.size / 1e6), limit: MAX_FILE_BYTES / 1e6 });
  const text = await decodeUtf8(file);
  if (text === undefined) return refuse('not-utf8', { file: file.name });
  const opened = parseEngagementText(text);
  if (!opened.ok) return opened;
  const existing = await platform['engagements.list']({});
  const taken = existing.ok && existing.value.some((e) => e.id === opened.value.id);
  // The same engagement may already be here, perhaps further on: what comes in never replaces it.
  return taken ? saveCopy(opened.value.id, { ...opened.value, id: newId() }) : save(opened.value);
}

/** The document alone: attached files stay on this computer, which the result says. */
export async function saveEngagementAs(id: string): Promise<Result<null>> {
  const opened = await read(id);
  if (!opened.ok) return opened;
  const text = `${JSON.stringify(opened.value, null, 2)}\n`;
  downloadBytes(`${opened.value.name}.masa.json`, 'application/json', new TextEncoder().encode(text));
  const count = attachmentsOf(opened.value).length;
  return ok(null, count > 0 ? [problem('informs', 'attachments-stay-here', [], { count })] : []);
}

/** Undefined when the bytes are no UTF-8: reading on would replace what can't be read, and saving would make that permanent. */
async function decodeUtf8(file: File): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}
