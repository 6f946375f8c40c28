/** What others answer or tell, as far as it is JSON of the expected shape. */
import type { z } from 'zod';
import { depthOfText } from '../../shared/engagement/json-text';

const maxDepth = 32;

/** Undefined for everything else; others add fields to their answers, so schemas let them pass. */
export function readJson<T>(body: Buffer | undefined, schema: z.ZodType<T>): T | undefined {
  const text = body?.toString('utf8') ?? '';
  if (text === '' || depthOfText(text, maxDepth) > maxDepth) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
