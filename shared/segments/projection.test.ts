import { describe, expect, it } from 'vitest';
import { roundedProjection } from './projection';

describe('a rounded projection', () => {
  it('is as exact as its error allows', () => {
    expect(roundedProjection({ people: 3412, low: 3102, high: 3743 })).toEqual({ people: 3400, low: 3100, high: 3800 });
    expect(roundedProjection({ people: 12345, low: 12340, high: 12350 })).toEqual({ people: 12345, low: 12340, high: 12350 });
  });

  it('of nobody begins at nobody', () => {
    expect(roundedProjection({ people: 0, low: 0, high: 314 })).toEqual({ people: 0, low: 0, high: 400 });
  });
});
