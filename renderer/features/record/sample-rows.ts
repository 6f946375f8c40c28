import { useEffect, useState } from 'react';
import type { Row } from '../../../shared/record/transform';
import { platform } from '../../platform/platform';

/** Rows looked at: enough for a few different values. */
const LIMIT = 30;
const none: ReadonlyMap<string, readonly Row[]> = new Map();

/** The first sample rows of each object; an object without samples is missing. Kept in memory only while the page is open. */
export function useSampleRows(engagement: string, objects: readonly string[]): ReadonlyMap<string, readonly Row[]> {
  const [rows, setRows] = useState(none);
  const wanted = objects.join(' ');
  useEffect(() => {
    if (wanted === '') return;
    let isWanted = true;
    void Promise.all(
      wanted.split(' ').map(async (object) => {
        const result = await platform['samples.read']({ id: engagement, object, limit: LIMIT });
        return [object, result.ok ? result.value.rows : []] as const;
      }),
    ).then((found) => isWanted && setRows(new Map(found.filter(([, some]) => some.length > 0))));
    return () => {
      isWanted = false;
    };
  }, [engagement, wanted]);
  return rows;
}
