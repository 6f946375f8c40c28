import { toWire } from '../../ids';
import type { SqlOptions } from './sql-options';

/** The lines above a query that say what it takes for granted. docs/formats/segment-sql.md says it at length. */
export function tableContract(
  dialect: SqlOptions['dialect'],
  { timeZone, now }: { timeZone: string; now?: number },
  uses: { attributes: string[]; events: string[] },
): string[] {
  const attributes = uses.attributes.map(toWire).join(', ');
  const events = uses.events.map(toWire).join(', ');
  return [
    ...(dialect === 'postgres'
      ? [
          'PostgreSQL 12 or newer. The tables:',
          '  customers(customer_id text, one column per attribute: text, bigint, numeric, boolean, date, timestamptz, lists text[])',
          '  events(customer_id text, name text, occurred_at timestamptz, uid text, properties jsonb)',
        ]
      : [
          'SQLite 3.38 or newer. The tables:',
          '  customers(customer_id text, one column per attribute: text, number, 0 or 1, YYYY-MM-DD, epoch milliseconds, lists as JSON text)',
          '  events(customer_id text, name text, occurred_at integer in epoch milliseconds, uid text, properties as JSON text)',
        ]),
    ...(attributes === '' ? [] : [`Columns of customers: ${attributes}`]),
    ...(events === '' ? [] : [`Events: ${events}`]),
    ...(dialect === 'sqlite' ? ['Where a clock is asked ("clocks" below), it is known from the year 2000 on.'] : []),
    `Missing is null, '' or an empty list. Days are days in the customer's time_zone, ${timeZone} where it is missing${dialect === 'sqlite' ? ' or not listed below' : ''}.`,
    now === undefined ? 'As of the moment the query runs.' : `As of ${new Date(now).toISOString()}.`,
  ];
}
