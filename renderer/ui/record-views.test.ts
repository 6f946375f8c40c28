import { expect, test } from 'vitest';
import { keySchema } from '../../shared/ids';
import { recordViewPaths } from './record-views';

test('no attribute can lie at the address of a view', () => {
  for (const path of Object.values(recordViewPaths)) {
    const [station, view] = path.split('/');
    expect(station).toBe('record');
    if (view !== undefined) expect(keySchema.safeParse(view).success).toBe(false);
  }
});
