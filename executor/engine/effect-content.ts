import type { Json } from '../../shared/condition/facts';
import type { SenderWords } from '../../shared/messages/sender';
import type { ScoreSum } from '../../shared/record/score/schema';
import type { Language } from '../../shared/text';

/** Content of an outbox row of kind `send`. */
export type SendContent = {
  channel: string;
  class: string;
  message: string;
  language: Language;
  subject: string;
  /** Of an e-mail: one line that mailboxes show beside the subject. */
  preheader?: string;
  body: string;
  to?: string;
  /** Of an advertisement by mail: who stands at its foot. */
  sender?: SenderWords;
  missing: string[];
};

/** Content of an outbox row of kind `task`. */
export type TaskContent = { task: string; assignTo?: string; params?: Readonly<Record<string, Json>> };

/** Content of an outbox row of kind `webhook`. */
export type WebhookContent = { targets: string[]; payload: Record<string, Json>; explained?: Record<string, ScoreSum> };
