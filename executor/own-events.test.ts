import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { platformEvents } from '../shared/journey/platform-events';
import type { Report } from './channels/adapter';

/** What a channel tells of a message: each is an event `message-…`. */
const reported: Record<Report['what'], true> = { delivered: true, bounced: true, failed: true, opened: true, clicked: true, complained: true, replied: true };

it('what the platform is said to send, something in it sends: a journey that waits for anything else waits for a source', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.(test|fixture))\.ts$/.test(file));
  const paths = [...files.map((file) => join(import.meta.dirname, file)), join(import.meta.dirname, '../shared/journey/step-facts.ts')];
  const text = paths.map((path) => readFileSync(path, 'utf8')).join('\n');
  const isSent = (event: string) =>
    Object.keys(reported).some((what) => event === `message-${what}`) || text.includes(`'${event}', {`) || text.includes(`name: '${event}'`);
  expect(platformEvents.filter((event) => !isSent(event))).toEqual([]);
});
