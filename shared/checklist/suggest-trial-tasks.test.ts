import { describe, expect, it } from 'vitest';
import { testAttribute, testEngagement, testField, testId, testJourney, testSource } from '../engagement/engagement.fixture';
import type { Node } from '../journey/schema';
import { suggestTrialTasks } from './suggest-trial-tasks';

const nodes: Node[] = [
  { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'signup' } },
  { id: 'w', kind: 'wait', duration: 'P1D' },
  { id: 's', kind: 'send', message: 'hello', channel: 'email', class: 'marketing', ignores: [], onSuppressed: 'branch', onFailure: 'continue' },
];
const segment = (id: string, administrative = false) => ({
  id,
  name: { en: id },
  category: 'value',
  when: { op: 'exists' as const, left: { kind: 'customer' as const, path: 'email' } },
  administrative,
  minimumSize: 0,
});

describe('suggestTrialTasks', () => {
  it('draws on the segments, the largest journey, the messages and the data of the plan', () => {
    const tasks = suggestTrialTasks(
      testEngagement({
        languages: { document: 'en', customers: ['en', 'he'] },
        sources: [testSource(1, [testField(1)]), testSource(2, [testField(2)], { transports: ['csv-export'] })],
        record: { groups: [], attributes: [testAttribute('email', { sources: [{ field: testId(1, 'F') }] })] },
        segments: [segment('unused'), segment('vip'), segment('employees', true)],
        journeys: [testJourney(1, nodes), testJourney(2, nodes.slice(0, 2)), testJourney(3, nodes, { status: 'retired' })],
        messages: [{ id: 'hello', name: { en: 'Hello' }, channel: 'email', class: 'marketing', subject: {}, body: {}, status: 'draft' }],
        plannedSends: [{ id: testId(1, 'P'), name: 'May', date: '2026-05-03', channel: 'sms', segment: 'vip' }],
      }),
    );
    expect(tasks.map(({ id }) => id)).toEqual([
      'segment:vip',
      `journey:${testId(1, 'J')}`,
      `running-change:${testId(1, 'J')}`,
      'why-not:hello',
      'mail:he',
      'text-message',
      'consent',
      'new-field:email',
      `late-file:${testId(2, 'S')}`,
      'erase',
    ]);
    expect(tasks[1]).toMatchObject({ params: { count: 2 }, cause: { kind: 'journey', id: testId(1, 'J') } });
    expect(tasks[4]).toMatchObject({ kind: 'mail-rtl', language: 'he' });
  });

  it('asks nothing about what the plan does not have', () => {
    expect(suggestTrialTasks(testEngagement()).map(({ id }) => id)).toEqual(['erase']);
  });

  it('tries a mail in the first language where none is written from the right', () => {
    const tasks = suggestTrialTasks(testEngagement({ languages: { document: 'en', customers: ['en'] }, journeys: [testJourney(1, nodes)] }));
    expect(tasks.filter(({ kind }) => kind === 'mail' || kind === 'mail-rtl').map(({ id }) => id)).toEqual(['mail:en']);
  });
});
