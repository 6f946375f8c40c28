/** Files attached to answers: kept by the host beside the engagement, known to the document by id and hash. */
import { mostAttachmentBytes } from '../../shared/checklist/attachment-kind';
import type { Attachment } from '../../shared/checklist/schema';
import type { Engagement } from '../../shared/engagement/schema';
import { failed, ok, type Problem, problem, type Result } from '../../shared/problem';
import { platform } from '../platform/platform';
import { newId } from './new-id';

/** Ids of all files the document speaks of. */
export function attachmentsOf({ checklist }: Pick<Engagement, 'checklist'>): string[] {
  return [...new Set(checklist.answers.flatMap(({ files }) => files ?? []).map(({ id }) => id))];
}

/** Keeps a file and says what it is, for the document. Too large ones are not even read. */
export async function keepAttachment(engagement: string, file: File): Promise<Result<Attachment>> {
  if (file.size > mostAttachmentBytes)
    return failed(problem('blocks', 'attachment-too-large', [], { file: file.name, limit: mostAttachmentBytes / 1024 / 1024 }));
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return failed(problem('blocks', 'file-unreadable', [], { file: file.name }));
  return platform['attachments.add']({ id: engagement, attachment: newId(), file: { name: file.name.slice(0, 1000), bytes: new Uint8Array(bytes) } });
}

/** Fails with `attachment-missing` or `attachment-damaged`. */
export async function readAttachment(engagement: string, { id, sha256 }: Attachment): Promise<Result<Uint8Array>> {
  const reply = await platform['attachments.read']({ id: engagement, attachment: id, sha256 });
  return reply.ok ? ok(reply.value.bytes) : reply;
}

/** After an engagement was copied into a document of its own: its files come along. What could not come is told, nothing fails by it. */
export async function carryAttachments(from: string, to: Engagement): Promise<Problem[]> {
  const attachments = attachmentsOf(to);
  if (attachments.length === 0) return [];
  const reply = await platform['attachments.copy']({ from, to: to.id, attachments });
  return reply.ok ? [] : reply.problems;
}
