import { describe, expect, it } from 'vitest';
import { testEngagement, testId, testJourney } from '../engagement/engagement.fixture';
import { engagementSchema } from '../engagement/schema';
import { addNote } from '../notes/edit-notes';
import { addSegment, duplicateSegment, editSegment, freeSegmentKey, removeSegment } from './edit-segments';
import type { Segment } from './schema';
import { usesOfSegments } from './segment-uses';

const hasEmail: Segment['when'] = { op: 'exists', left: { kind: 'customer', path: 'email' } };
const segment = (id: string, patch: Partial<Segment> = {}): Segment => ({
  id,
  name: { en: id },
  category: 'lifecycle',
  when: hasEmail,
  administrative: false,
  minimumSize: 200,
  ...patch,
});
const send = { id: testId(1, 'P'), name: 'Spring', date: '2026-03-01', channel: 'email' as const, segment: 'vip' };
const start = testEngagement({
  segments: [segment('vip', { purpose: { en: 'Best people' } }), segment('test-records', { administrative: true, category: 'administrative' })],
  plannedSends: [send],
});

describe('commands on segments', () => {
  it('add one under a free id and with a name', () => {
    const added = addSegment(start, { segment: segment('new', { name: { en: ' New ', he: ' ' } }) });
    expect(added.segments.at(-1)?.name).toEqual({ en: 'New' });
    expect(engagementSchema.safeParse(added).success).toBe(true);
    expect(addSegment(start, { segment: segment('vip') })).toBe(start);
    expect(addSegment(start, { segment: segment('Not A Key') })).toBe(start);
    expect(addSegment(start, { segment: segment('blank', { name: { en: ' ' } }) })).toBe(start);
    expect(freeSegmentKey(start, 'vip')).toBe('vip-2');
  });

  it('edit what is named and nothing else', () => {
    const edited = editSegment(start, { id: 'vip', segment: { purpose: { en: ' ' }, minimumSize: 50, when: { op: 'not', arg: hasEmail } } });
    expect(edited.segments[0]).toEqual(segment('vip', { minimumSize: 50, when: { op: 'not', arg: hasEmail } }));
    expect(edited.segments[1]).toBe(start.segments[1]);
    for (const patch of [{ minimumSize: -1 }, { name: { en: '' } }, { when: { op: 'and' as const, args: [] } }])
      expect(editSegment(start, { id: 'vip', segment: patch })).toBe(start);
    expect(editSegment(start, { id: 'vip', segment: { name: { en: 'Best' } } }).segments[0]?.when).toBe(start.segments[0]?.when);
    expect(editSegment(start, { id: 'test-records', segment: { category: 'lifecycle' } }).segments[1]?.category).toBe('administrative');
  });

  it('duplicate behind the original, never as administrative', () => {
    const copied = duplicateSegment(start, { id: 'test-records', name: { en: 'Copy' } });
    expect(copied.segments.map(({ id, administrative }) => [id, administrative])).toEqual([
      ['vip', false],
      ['test-records', true],
      ['test-records-2', false],
    ]);
    expect(duplicateSegment(start, { id: 'gone', name: { en: 'Copy' } })).toBe(start);
  });

  it('remove one with its notes kept, but never an administrative one', () => {
    const about = { kind: 'segment' as const, id: 'vip' };
    const noted = addNote(start, { id: testId(1, 'N'), now: start.createdAt, note: { kind: 'question', text: 'How many?', about } });
    const removed = removeSegment(noted, { id: 'vip' });
    expect(removed.segments.map(({ id }) => id)).toEqual(['test-records']);
    expect(removed.plannedSends[0]).not.toHaveProperty('segment');
    expect(removed.notes[0]).toMatchObject({ text: 'vip: How many?' });
    expect(removed.notes[0]).not.toHaveProperty('about');
    expect(removeSegment(start, { id: 'test-records' })).toBe(start);
  });
});

describe('usesOfSegments', () => {
  it('names journeys, planned sends and other segments that rest on one', () => {
    const journey = testJourney(1, [{ id: 'in', kind: 'trigger', trigger: { kind: 'segment-enter', segment: 'vip' } }]);
    const resting = { ...start, journeys: [journey], segments: [...start.segments, segment('best', { when: { op: 'in-segment', segment: 'vip' } })] };
    expect(usesOfSegments(resting)).toEqual(
      new Map([
        [
          'vip',
          [
            { kind: 'journey', id: journey.id, name: journey.name },
            { kind: 'planned-send', id: send.id, name: { en: 'Spring' } },
            { kind: 'segment', id: 'best', name: { en: 'best' } },
          ],
        ],
      ]),
    );
  });
});
