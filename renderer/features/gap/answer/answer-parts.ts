import type { KnownPoint } from '../../../../shared/checklist/point-groups';
import type { Answer, Vendor } from '../../../../shared/checklist/schema';

/** What every part of an answer's form knows. */
export type AnswerProps = { known: KnownPoint; vendor: Vendor; answer: Answer | undefined };
