import type { Answer } from '../../shared/checklist/schema';
import type { TrialResult } from '../../shared/checklist/trial-schema';
import type { VendorCosts } from '../../shared/checklist/vendor-costs-schema';
import type { Words } from './words';

export type AnswerWords = Partial<Pick<Answer, 'score' | 'claimedScore' | 'claimedValue' | 'verifiedValue' | 'confidence' | 'at' | 'fallbackCost'>> & {
  applies?: false;
  verified?: true;
  claim?: Words;
  evidence?: Words;
  cost?: Words;
  by?: Words;
  fallback?: Words;
};
export type VendorWords = {
  /** In words where it is not a product's own name. */
  name: string | Words;
  role: 'candidate' | 'current';
  contact?: Words;
  note: Words;
  answers: Readonly<Record<string, AnswerWords>>;
  costs?: Omit<VendorCosts, 'addOns'> & { addOns?: { name: Words; perMonth?: number; once?: number; point?: string }[] };
  /** By the number of the task in `trialTasks`. */
  trial?: readonly (Omit<TrialResult, 'vendor' | 'task' | 'note' | 'by'> & { task: number; note?: Words })[];
};
