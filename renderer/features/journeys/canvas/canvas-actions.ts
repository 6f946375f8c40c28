import { boxesOf, type Direction, neighbourOf, type Placed } from '../../../../shared/journey/arrange';
import { cardsOf } from '../../../../shared/journey/cards';
import { toGraph } from '../../../../shared/journey/graph';
import { groupsOf } from '../../../../shared/journey/groups';
import { nodeOfProblem } from '../../../../shared/journey/journey-problem';
import { type Clip, clipBox } from '../../../../shared/journey/paste-nodes';
import type { Words } from '../../../ui/words';
import { firstSetting, focusInspector } from '../focus-inspector';
import { applyFirstFix } from '../quick-fix';
import { copySteps, cutEdges, duplicateSteps, moveSteps, pasteSteps, placeAfter, removeSteps, tidySteps } from './canvas-commands';
import type { CanvasProps } from './canvas-props';
import { addCard, addGroup, CARD, foldGroup, ungroupSteps } from './drawing-commands';
import { cardId, cardOf, groupId, groupOf, seenBoxes, seenOrder, stepsOf } from './drawn-ids';
import { toDocument } from './mirror';
import type { Place } from './place';
import type { CanvasActions } from './use-canvas-keys';
import type { CanvasView } from './use-view';

/** One press of an arrow with Alt. */
const NUDGE = 8;
const steps: Record<Direction, { x: number; y: number }> = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, up: { x: 0, y: -1 }, down: { x: 0, y: 1 } };
const mirrored: Record<Direction, Direction> = { left: 'right', right: 'left', up: 'up', down: 'down' };

type Hands = {
  view: CanvasView;
  chosen: ReadonlySet<string>;
  choose: (ids: readonly string[]) => void;
  openAdd: (place: Place, beside: { x: number; y: number }) => void;
  search: { query: string | undefined; open: () => void; close: () => void };
  toggleMiniMap: () => void;
  focusPane: () => void;
  /** The words of a group or card are to be typed. */
  type: (id: string) => void;
  words: Pick<Words, 't' | 'language'>;
};

/** What keys, bars and the clipboard do to what is chosen or in focus. */
export function canvasActions(
  { journey, problems, rtl, readOnly }: CanvasProps,
  { view, chosen, choose, openAdd, search, toggleMiniMap, focusPane, type, words }: Hands,
) {
  const { t, language } = words;
  /** The node keys act on: the one in focus, else the one that is chosen. */
  const current = (): string | undefined => {
    const focused = document.activeElement?.classList.contains('react-flow__node') ? document.activeElement.getAttribute('data-id') : undefined;
    return focused ?? (chosen.size === 1 ? [...chosen][0] : undefined);
  };
  /** Those that are chosen, else the one in focus. */
  const marked = (): ReadonlySet<string> => {
    const focused = current();
    return chosen.size > 0 || !focused ? chosen : new Set([focused]);
  };
  const several = () => stepsOf(journey, marked());
  const cards = () => cardsOf(journey).filter(({ id }) => marked().has(cardId(id)));

  /** Brings a node into view, if it is not, and puts the focus on it once it is drawn. */
  function goTo(id: string): void {
    choose([id]);
    const at = seenBoxes(journey).find((box) => box.id === id);
    if (!at) return;
    view.reveal(at);
    view.focusNode(id);
  }

  function paste(clip: Clip): void {
    const pane = view.paneOf();
    if (!pane || readOnly) return;
    const middle = view.pointAt(pane.left + pane.width / 2, pane.top + pane.height / 3);
    const { width } = clipBox(clip);
    const ids = pasteSteps(journey, clip, toDocument({ x: Math.round(middle.x - width / 2), y: Math.round(middle.y) }, width, rtl), 'paste');
    choose(ids);
  }

  function remove(): void {
    const ids = [...several()];
    const cut = view.chosenEdges();
    const gone = cards().map(({ id }) => id);
    if (readOnly) return;
    if (ids.length > 0 || gone.length > 0) {
      choose([]);
      removeSteps(journey, ids, gone);
      focusPane();
    } else if (cut.length > 0) cutEdges(journey, cut);
  }

  const actions: CanvasActions = {
    next: (by) => {
      const order = seenOrder(journey, toGraph(journey).order);
      const at = order.indexOf(current() ?? '');
      const id = order[at + by];
      if (at < 0 || id === undefined) return false;
      goTo(id);
      return true;
    },
    go: (direction) => {
      const from = current();
      const to =
        from === undefined ? seenOrder(journey, toGraph(journey).order)[0] : neighbourOf(seenBoxes(journey), from, rtl ? mirrored[direction] : direction);
      if (to !== undefined) goTo(to);
    },
    nudge: (direction) => {
      if (readOnly) return;
      const by = { x: steps[direction].x * NUDGE * (rtl ? -1 : 1), y: steps[direction].y * NUDGE };
      const moved = (boxes: readonly Placed[]) => Object.fromEntries(boxes.map(({ id, x, y }) => [id, { x: x + by.x, y: y + by.y }]));
      moveSteps(journey, moved(boxesOf(journey, several())), moved(cards()));
    },
    enter: () => {
      const id = current();
      if (id === undefined) return false;
      const group = groupOf(id);
      if (group !== undefined) {
        const isFolded = groupsOf(journey).find(({ id: one }) => one === group)?.folded ?? false;
        if (!readOnly) foldGroup(journey, group, !isFolded);
      } else if (cardOf(id) !== undefined) type(id);
      else if (!chosen.has(id) || chosen.size > 1) choose([id]);
      else focusInspector(id, firstSetting);
      return true;
    },
    quickAdd: (port) => {
      const id = current();
      const place = id === undefined ? undefined : placeAfter(journey, id, port);
      const at = id === undefined ? undefined : view.elementOf(id)?.getBoundingClientRect();
      if (place && at) openAdd(place, { x: rtl ? at.left : at.right, y: at.top + 20 });
    },
    remove,
    duplicate: () => {
      if (!readOnly)
        choose(
          duplicateSteps(
            journey,
            several(),
            cards().map(({ id }) => id),
          ),
        );
    },
    selectAll: () => choose(seenBoxes(journey).map(({ id }) => id)),
    group: () => {
      const ids = several();
      if (readOnly || ids.size === 0) return;
      choose([]);
      type(groupId(addGroup(journey, [...ids], { [language]: t('canvas.group-new', { number: groupsOf(journey).length + 1 }) })));
    },
    ungroup: () => {
      if (!readOnly) ungroupSteps(journey, several());
    },
    card: () => {
      const pane = view.paneOf();
      if (!pane || readOnly) return;
      const at = view.pointAt(pane.left + pane.width / 2 - CARD.width / 2, pane.top + pane.height / 3);
      const id = cardId(addCard(journey, toDocument({ x: Math.round(at.x), y: Math.round(at.y) }, CARD.width, rtl)));
      choose([id]);
      type(id);
    },
    search: search.open,
    tidy: () => {
      if (!readOnly) tidySteps(journey);
    },
    fit: view.fit,
    zoom: view.zoom,
    miniMap: toggleMiniMap,
    comment: () => {
      const id = current();
      if (id === undefined || id.includes(':')) return;
      choose([id]);
      focusInspector(id, '[data-note]');
    },
    fix: () => {
      const ids = several();
      const mine = problems.filter((problem) => ids.has(nodeOfProblem(problem) ?? ''));
      if (!readOnly) applyFirstFix(mine.length > 0 ? mine : problems);
    },
    escape: () => {
      if (search.query !== undefined) search.close();
      else choose([]);
      focusPane();
    },
  };
  return {
    actions,
    clipboard: {
      copy: () =>
        copySteps(
          journey,
          several(),
          cards().map(({ id }) => id),
        ),
      remove,
      paste,
    },
  };
}
