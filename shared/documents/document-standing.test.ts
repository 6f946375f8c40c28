import { describe, expect, it } from 'vitest';
import { testEngagement } from '../engagement/engagement.fixture';
import { standingOf } from './document-standing';

describe('what stands beside a document that is not made yet', () => {
  const empty = { ...testEngagement(), sources: [], journeys: [], segments: [] };

  it('names what is missing of what it is about, not of the plan', () => {
    expect(standingOf('field-map', empty)).toEqual([{ tone: 'waiting', code: 'no-fields' }]);
    expect(standingOf('field-map-report', empty)).toEqual([{ tone: 'waiting', code: 'no-fields' }]);
    expect(standingOf('workshop-report', empty)).toEqual([{ tone: 'waiting', code: 'no-journeys' }]);
  });

  it('counts what is in it', () => {
    const { segments, record } = testEngagement();
    expect(standingOf('segment-book', testEngagement())).toEqual([{ tone: 'quiet', code: 'segments', count: segments.length }]);
    expect(standingOf('record-specification', testEngagement())).toEqual([{ tone: 'quiet', code: 'attributes', count: record.attributes.length }]);
  });
});
