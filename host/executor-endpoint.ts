/** Where the executor of a data folder listens and with which token: it writes both down for programs of this user. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { problemSchema } from '../shared/problem';
import type { Endpoint } from './executor-client';

const endpointSchema = z.object({ port: z.number().int().min(1).max(65_535), pid: z.number().int().positive() });

/** Undefined when either file is missing or not what it should be; the executor makes them anew at its start. */
export function readEndpoint(dataFolder: string): (Endpoint & { pid: number }) | undefined {
  try {
    const { port, pid } = endpointSchema.parse(JSON.parse(readFileSync(join(dataFolder, 'endpoint.json'), 'utf8')));
    const token = readFileSync(join(dataFolder, 'token'), 'utf8').trim();
    return token ? { port, pid, token } : undefined;
  } catch {
    return undefined;
  }
}

const firstLineSchema = z.union([
  z.object({ ready: z.literal(true), port: z.number().int().min(1).max(65_535) }),
  z.object({ ready: z.literal(false), problems: z.array(problemSchema).min(1) }),
]);
export type FirstLine = z.infer<typeof firstLineSchema>;

/** What the executor says once: where it listens, or why it can't. Undefined for any other line. */
export function parseFirstLine(line: string): FirstLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return firstLineSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
