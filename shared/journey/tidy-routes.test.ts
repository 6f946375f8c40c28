import { expect, test } from 'vitest';
import { runsThrough } from '../../tests/drawn-ways';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { toGraph } from './graph';
import { nodeSize, tidy } from './layout';
import { tidyRoutes } from './tidy-routes';

const tidied = mappedEngagement().journeys.map((journey) => ({ ...journey, layout: tidy(journey) }));

test('every way of a tidy journey has one, and none runs behind a step', () => {
  for (const journey of tidied) {
    const routes = tidyRoutes(journey, toGraph(journey));
    expect([...routes.keys()].toSorted()).toEqual(journey.edges.map(({ id }) => id).toSorted());
    const boxes = journey.nodes.map((node) => ({ id: node.id, ...nodeSize(node), ...(journey.layout[node.id] ?? { x: 0, y: 0 }) }));
    for (const edge of journey.edges) {
      const points = routes.get(edge.id) ?? [];
      const behind = boxes.filter(
        ({ id, ...box }) => id !== edge.from && id !== edge.to && points.some((b, i) => i > 0 && runsThrough(points[i - 1] ?? b, b, box)),
      );
      expect(behind.map(({ id }) => `${journey.key}: ${edge.id} behind ${id}`)).toEqual([]);
    }
  }
});

test('a step that was moved takes its own ways along and no other', () => {
  const [journey] = tidied;
  if (!journey) throw new Error('no journey');
  const moved = journey.nodes.find(({ kind }) => kind === 'send')?.id ?? '';
  const layout = { ...journey.layout, [moved]: { x: -500, y: 40 } };
  const routes = tidyRoutes({ ...journey, layout }, toGraph(journey));
  expect(journey.edges.filter(({ id }) => !routes.has(id))).toEqual(journey.edges.filter(({ from, to }) => from === moved || to === moved));
});
