/** The definition of a journey as JSON Schema 2020-12, as `docs/formats/journey-definition.schema.json` publishes it. */
import { z } from 'zod';
import { journeySchema } from '../../journey/schema';
import type { JsonSchema } from './value-schema';

export function journeyDefinitionSchema(): JsonSchema {
  return { $id: 'journey-definition-1.0', title: 'Masa journey definition 1.0', ...z.toJSONSchema(journeySchema, { target: 'draft-2020-12' }) };
}
