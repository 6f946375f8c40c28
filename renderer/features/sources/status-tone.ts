import type { FieldStatus } from '../../../shared/sources/schema';
import type { BadgeTone } from '../../ui/badge';

/** The colour a field's status has wherever it is shown. */
export const statusTone = { confirmed: 'good', promised: 'accent', 'open-question': 'waiting', missing: 'blocking' } satisfies Record<FieldStatus, BadgeTone>;
