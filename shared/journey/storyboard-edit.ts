/**
 * Commands on the storyboard. Touchpoints are numbered from 1 in their order; the numbers bind frames, nodes and the goal,
 * so a change of order renumbers all of them together. Nothing here is in the content hash.
 */
import type { Engagement } from '../engagement/schema';
import { typedText } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import { isEmptyText, type Text } from '../text';
import { placeInColumns } from './columns';
import { changeJourney, findJourney, setTouchpoint, tidyJourney } from './edit-journey';
import { isTidy } from './layout';
import type { Frame, Journey, Sheet } from './schema';
import { toStoryboard } from './storyboard';

const WORDS = 2000;
const frameWords = ['name', 'when', 'evidence', 'contact', 'pain', 'opportunity', 'owner', 'kpi'] as const;
const feelings = ['emotion', 'doubt', 'motivation'] as const;

export type FramePatch = { [K in keyof Omit<Frame, 'touchpoint'>]?: Frame[K] | undefined };
export type SheetPatch = { [K in keyof Sheet]?: Sheet[K] | undefined };

/** Changes what is said about a touchpoint; `undefined` and empty words take it away. */
export function editFrame(engagement: Engagement, { journey, touchpoint, frame }: { journey: string; touchpoint: number; frame: FramePatch }): Engagement {
  const old = findJourney(engagement, journey);
  if (!old || !touchpointsOf(old).includes(touchpoint)) return engagement;
  const before = old.annotations.storyboard.find((one) => one.touchpoint === touchpoint);
  const after = tidyFrame({ ...(before ?? emptyFrame(touchpoint)), ...frame, touchpoint });
  if (before && JSON.stringify(tidyFrame(before)) === JSON.stringify(after)) return engagement;
  return annotate(engagement, old, { storyboard: inOrder([...old.annotations.storyboard.filter((one) => one !== before), after]) });
}

/** Changes what is said about the whole sheet. */
export function editSheet(engagement: Engagement, { journey, sheet }: { journey: string; sheet: SheetPatch }): Engagement {
  const old = findJourney(engagement, journey);
  if (!old) return engagement;
  const before = old.annotations.sheet ?? {};
  const after = { ...before, ...sheet };
  const words = { persona: wordsOrNothing(after.persona), goal: wordsOrNothing(after.goal) };
  const kept: Sheet = withoutUndefined({ ...after, ...words });
  if (JSON.stringify(kept) === JSON.stringify(before)) return engagement;
  return annotate(engagement, old, { sheet: kept });
}

/** A new, empty touchpoint after another one; without `after`, at the end. */
export function addTouchpoint(engagement: Engagement, { journey, after, name }: { journey: string; after?: number; name?: Text }): Engagement {
  const old = findJourney(engagement, journey);
  if (!old) return engagement;
  const order = touchpointsOf(old);
  const at = after === undefined ? order.length : order.indexOf(after) + 1;
  if (after !== undefined && at === 0) return engagement;
  const renumbered = renumber(old, [...order.slice(0, at), undefined, ...order.slice(at)]);
  const words = wordsOrNothing(name);
  const frame: Frame = { ...emptyFrame(at + 1), ...(words ? { name: words } : {}) };
  return keepTidy(engagement, annotate(engagement, old, { ...renumbered, storyboard: inOrder([...(renumbered.storyboard ?? []), frame]) }), journey);
}

/** Puts a touchpoint at a place (0: first); its nodes and words go with it. */
export function moveTouchpoint(engagement: Engagement, { journey, touchpoint, index }: { journey: string; touchpoint: number; index: number }): Engagement {
  const old = findJourney(engagement, journey);
  if (!old) return engagement;
  const order = touchpointsOf(old);
  const from = order.indexOf(touchpoint);
  const to = Math.max(0, Math.min(order.length - 1, index));
  if (from < 0 || from === to) return engagement;
  return keepTidy(engagement, annotate(engagement, old, renumber(old, order.toSpliced(from, 1).toSpliced(to, 0, touchpoint))), journey);
}

/** Takes a touchpoint off the sheet. Its nodes stay in the journey, at no touchpoint. */
export function removeTouchpoint(engagement: Engagement, { journey, touchpoint }: { journey: string; touchpoint: number }): Engagement {
  const old = findJourney(engagement, journey);
  const order = old ? touchpointsOf(old) : [];
  if (!old || !order.includes(touchpoint)) return engagement;
  const left = order.filter((one) => one !== touchpoint);
  return keepTidy(engagement, annotate(engagement, old, renumber(old, left)), journey);
}

/** Puts a send that stands at no touchpoint, or at another one, at this one. */
export function putAtTouchpoint(engagement: Engagement, { journey, node, touchpoint }: { journey: string; node: string; touchpoint: number }): Engagement {
  return keepTidy(engagement, setTouchpoint(engagement, { id: journey, node, touchpoint }), journey);
}

/** Sends that stand at no touchpoint, in the journey's order. */
export function unassignedSends(journey: Pick<Journey, 'nodes' | 'annotations'>): string[] {
  return journey.nodes.filter((node) => node.kind === 'send' && journey.annotations.touchpoints[node.id] === 0).map((node) => node.id);
}

function touchpointsOf(journey: Journey): number[] {
  return toStoryboard(journey).map(({ touchpoint }) => touchpoint);
}

/** Numbers touchpoints by their place in `order`; those that are not in it are gone. Sends that were counted get their number written down. */
function renumber(journey: Journey, order: readonly (number | undefined)[]): Partial<Journey['annotations']> {
  const numbers = new Map(order.flatMap((old, i) => (old === undefined ? [] : [[old, i + 1] as const])));
  const { storyboard, touchpoints, sheet } = journey.annotations;
  const assigned = [...placeInColumns(journey).touchpointOf].map(([node, touchpoint]) => [node, numbers.get(touchpoint) ?? 0] as const);
  const reachedAt = sheet?.reachedAt === undefined ? undefined : numbers.get(sheet.reachedAt);
  const { reachedAt: _, ...others } = sheet ?? {};
  return {
    storyboard: inOrder(
      storyboard.flatMap((frame) => {
        const touchpoint = numbers.get(frame.touchpoint);
        return touchpoint === undefined ? [] : [{ ...frame, touchpoint }];
      }),
    ),
    touchpoints: { ...touchpoints, ...Object.fromEntries(assigned) },
    ...(sheet ? { sheet: reachedAt === undefined ? others : { ...others, reachedAt } } : {}),
  };
}

/** What stood in columns stands in the new ones; where somebody has put nodes by hand, they stay. */
function keepTidy(before: Engagement, after: Engagement, journey: string): Engagement {
  const old = findJourney(before, journey);
  return old && after !== before && isTidy(old) ? tidyJourney(after, { id: journey }) : after;
}

function annotate(engagement: Engagement, journey: Journey, parts: Partial<Journey['annotations']>): Engagement {
  return changeJourney(engagement, journey.id, { annotations: { ...journey.annotations, ...parts } });
}

function emptyFrame(touchpoint: number): Frame {
  return { touchpoint, emotion: {}, doubt: {}, motivation: {} };
}

/** Without empty words and absent parts, so that a frame that says the same is the same in the file. */
function tidyFrame(frame: { touchpoint: number } & FramePatch): Frame {
  const { toBe, actual } = frame;
  const better = toBe && { mood: toBe.mood, emotion: wordsOrNothing(toBe.emotion) };
  const parts = {
    ...frame,
    ...Object.fromEntries(feelings.map((part) => [part, typedText(frame[part] ?? {}, WORDS)])),
    ...Object.fromEntries(frameWords.map((part) => [part, wordsOrNothing(frame[part])])),
    toBe: better && (better.mood !== undefined || better.emotion) ? withoutUndefined(better) : undefined,
    actual: actual && withoutUndefined({ ...actual, source: wordsOrNothing(actual.source) }),
  };
  return withoutUndefined(parts) as Frame;
}

function wordsOrNothing(words: Text | undefined): Text | undefined {
  const kept = typedText(words ?? {}, WORDS);
  return isEmptyText(kept) ? undefined : kept;
}

function inOrder(frames: readonly Frame[]): Frame[] {
  return frames.toSorted((a, b) => a.touchpoint - b.touchpoint);
}
