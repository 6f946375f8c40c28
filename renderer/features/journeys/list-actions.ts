import { moveAlong } from '../../../shared/journey/edit-order';
import type { Graph } from '../../../shared/journey/graph';
import { nodeOfProblem } from '../../../shared/journey/journey-problem';
import { type Journey, portsOf } from '../../../shared/journey/schema';
import type { Problem } from '../../../shared/problem';
import { openSession, run } from '../../store/session';
import { digitOf, type ShortcutOf } from '../../ui/shortcuts';
import type { Words } from '../../ui/words';
import { duplicateSteps, placeAfter, removeSteps } from './canvas/canvas-commands';
import type { Place } from './canvas/place';
import { firstSetting, focusInspector } from './focus-inspector';
import { applyFirstFix } from './quick-fix';

type List = {
  journey: Journey;
  graph: Graph;
  /** As the rows stand. */
  order: readonly string[];
  problems: readonly Problem[];
  readOnly: boolean;
  isSelected: (id: string) => boolean;
  goTo: (id: string | undefined) => void;
  onSelect: (id: string | undefined) => void;
  openAdd: (place: Place) => void;
  /** To whoever does not see the list. */
  say: (words: string) => void;
  t: Words['t'];
};

/** Does what a key of the list means for a row; says whether it was taken. */
export type ListActions = (does: ShortcutOf<'list'>, id: string, event?: Pick<KeyboardEvent, 'code'>) => boolean;

export function listActions(list: List): ListActions {
  const { journey, graph, order, problems, readOnly, isSelected, goTo, onSelect, openAdd, say, t } = list;
  const beside = (id: string, by: number) => order[order.indexOf(id) + by];
  const target = (id: string, number: number) => {
    const node = graph.nodes.get(id);
    const port = node && portsOf(node)[number - 1];
    return graph.out.get(id)?.find((edge) => edge.port === port)?.to;
  };

  function move(id: string, by: -1 | 1): void {
    const before = openSession()?.history.present;
    run({ key: 'list.step.move' }, (e) => moveAlong(e, { journey: journey.id, node: id, by }));
    const moved = openSession()?.history.present !== before;
    say(t(moved ? (by < 0 ? 'list.moved-earlier' : 'list.moved-later') : 'list.not-moved'));
    goTo(id);
  }

  return (does, id, event) => {
    switch (does) {
      case 'next':
        goTo(beside(id, 1));
        return true;
      case 'previous':
        goTo(beside(id, -1));
        return true;
      case 'first':
        goTo(order[0]);
        return true;
      case 'last':
        goTo(order.at(-1));
        return true;
      case 'along':
        goTo(graph.out.get(id)?.[0]?.to);
        return true;
      case 'branch':
        if (event) goTo(target(id, digitOf(event)));
        return true;
      case 'back':
        goTo(graph.in.get(id)?.[0]?.from);
        return true;
      case 'enter':
        if (isSelected(id)) focusInspector(id, firstSetting);
        else onSelect(id);
        return true;
      case 'comment':
        onSelect(id);
        focusInspector(id, '[data-note]');
        return true;
      default:
        break;
    }
    if (readOnly) return false;
    switch (does) {
      case 'quick-add':
      case 'port': {
        const place = placeAfter(journey, id, does === 'port' && event ? digitOf(event) : undefined);
        if (place) openAdd(place);
        return true;
      }
      case 'earlier':
      case 'later':
        move(id, does === 'earlier' ? -1 : 1);
        return true;
      case 'duplicate': {
        const [copy] = duplicateSteps(journey, new Set([id]));
        goTo(copy);
        onSelect(copy);
        return true;
      }
      case 'remove': {
        const next = beside(id, 1) ?? beside(id, -1);
        onSelect(undefined);
        removeSteps(journey, [id]);
        goTo(next);
        return true;
      }
      case 'fix':
        applyFirstFix(problems.filter((problem) => nodeOfProblem(problem) === id));
        return true;
    }
  };
}
