import { describe, expect, it } from 'vitest';
import { inSlices } from './in-slices';

/** A clock that only the work moves, and pauses that are counted. */
function bench() {
  const state = { at: 0, pauses: 0 };
  return {
    state,
    now: () => state.at,
    pause: async () => {
      state.pauses++;
    },
  };
}

function* counting(steps: number, each: () => void): Generator<undefined, number> {
  for (let i = 0; i < steps; i++) {
    each();
    yield;
  }
  return steps;
}

describe('inSlices', () => {
  it('pauses after each slice of 8 ms and gives the result', async () => {
    const { state, now, pause } = bench();
    const work = counting(20, () => {
      state.at += 3;
    });
    expect(await inSlices(work, now, pause).promise).toBe(20);
    // Three steps of 3 ms fill a slice.
    expect(state.pauses).toBe(7);
  });

  it('stops where it is when told', async () => {
    const { state, now, pause } = bench();
    let done = 0;
    const sliced = inSlices(
      counting(100, () => {
        state.at += 9;
        if (++done === 5) sliced.stop();
      }),
      now,
      pause,
    );
    expect(await sliced.promise).toBeUndefined();
    expect(done).toBe(5);
  });

  it('hands a fault of the work on', async () => {
    const { now, pause } = bench();
    const work = counting(1, () => {
      throw new Error('broken');
    });
    await expect(inSlices(work, now, pause).promise).rejects.toThrow('broken');
  });
});
