import { expect, test } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { placeInColumns } from './columns';
import { journeyHash } from './content-hash';
import { setFrame } from './edit-journey';
import { removeNodes } from './edit-nodes';
import { copyNodes, pasteNodes } from './paste-nodes';
import { type Journey, journeySchema } from './schema';
import { ownStages, setStage, stageOf } from './stages';

const engagement = mappedEngagement();
const of = (one: typeof engagement) => one.journeys.find(({ from }) => from === 'cart-abandonment') as Journey;
const cart = of(engagement);
const [send, other] = cart.nodes.filter((node) => node.kind === 'send').map(({ id }) => id) as [string, string];
const stage = (one: typeof engagement, node: string) => stageOf(of(one), placeInColumns(of(one)), node);

test('a step stands where its touchpoint does until it has a stage of its own, and again afterwards', () => {
  const touchpoint = placeInColumns(cart).touchpointOf.get(send) ?? 0;
  const frame = cart.annotations.storyboard.find((one) => one.touchpoint === touchpoint);
  const { touchpoint: _, ...rest } = frame ?? { touchpoint, emotion: {}, doubt: {}, motivation: {} };
  const staged = setFrame(engagement, { id: cart.id, touchpoint, frame: { ...rest, stage: 'decision' } });
  expect(stage(staged, send)).toBe('decision');
  const own = setStage(staged, { journey: cart.id, node: send, stage: 'loyalty' });
  expect(stage(own, send)).toBe('loyalty');
  expect(ownStages(of(own), placeInColumns(of(own)))).toEqual(new Map([[send, 'loyalty']]));
  const same = of(setStage(staged, { journey: cart.id, node: send, stage: 'decision' }));
  expect(ownStages(same, placeInColumns(same))).toEqual(new Map());
  expect(journeySchema.safeParse(of(own)).success).toBe(true);
  expect(of(setStage(own, { journey: cart.id, node: send, stage: undefined })).annotations).toEqual(of(staged).annotations);
  expect(setStage(own, { journey: cart.id, node: 'nobody', stage: 'use' })).toBe(own);
});

test('it goes with copies, leaves with the step, and makes no other version', () => {
  const own = setStage(engagement, { journey: cart.id, node: send, stage: 'use' });
  expect(journeyHash(of(own), own.messages)).toBe(journeyHash(cart, engagement.messages));
  const clip = copyNodes(own, { journey: cart.id, nodes: [send, other] });
  if (!clip) throw new Error('nothing was copied');
  let last = 0;
  const pasted = of(pasteNodes(own, { journey: cart.id, clip, at: { x: 0, y: 0 }, newId: () => `copy-${++last}` }));
  expect(pasted.annotations.stages).toEqual({ [send]: 'use', 'copy-1': 'use' });
  expect(of(removeNodes(own, { journey: cart.id, nodes: [send] })).annotations.stages).toEqual({});
});
