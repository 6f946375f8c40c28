import { attributesOf, consentEvents } from '../../shared/record/event-attributes';
import type { Work } from './work';

/** Whether an event of that moment said what she has there: a consent that only came with an import is none against a withdrawal. */
export function isDocumented(work: Work, customer: number, attribute: string, at: number): boolean {
  return consentEvents.some((name) =>
    work.db
      .all<{ properties: string }>('SELECT properties FROM event WHERE customer = ? AND name = ? AND at = ?', customer, name, at)
      .some(({ properties }) => attributesOf(name, JSON.parse(properties))[attribute] !== undefined),
  );
}
