import { describe, expect, it } from 'vitest';
import { spotOfProblem } from './journey-problem';

const edges = [{ id: 'e1', from: 'ask', port: 'yes', to: 'thanks' }];
const spot = (...path: string[]) => spotOfProblem({ path: ['journeys', 'j', ...path] }, { edges });

describe('where a problem of a journey is put right', () => {
  it('is the node, also for what its port or edge lacks', () => {
    expect(spot('nodes', 'ask')).toEqual({ node: 'ask' });
    expect(spot('nodes', 'ask', 'yes')).toEqual({ node: 'ask' });
    expect(spot('edges', 'e1')).toEqual({ node: 'ask' });
  });

  it('is the part of the journey that is set, when it is no node', () => {
    expect(spot('entry', 'filter')).toEqual({ part: 'entry filter' });
    expect(spot('policies', 'exits', 'bought')).toEqual({ part: 'policies exits bought' });
    expect(spot()).toEqual({ part: '' });
  });
});
