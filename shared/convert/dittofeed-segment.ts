import type { Condition, Operand } from '../condition/schema';
import { toWire } from '../ids';
import type { DittofeedSegmentNode } from './dittofeed';
import { secondsOf } from './other-words';

/** A condition as a Dittofeed segment; undefined when its segments cannot say it. */
export function toDittofeedSegment(condition: Condition): { entryNode: DittofeedSegmentNode; nodes: DittofeedSegmentNode[] } | undefined {
  const nodes: DittofeedSegmentNode[] = [];
  let count = 0;
  const say = (part: Condition): DittofeedSegmentNode | undefined => {
    const id = String(++count);
    switch (part.op) {
      case 'and':
      case 'or': {
        const children = part.args.map(say);
        if (!children.every((child) => child !== undefined)) return undefined;
        nodes.push(...children);
        return { type: part.op === 'and' ? 'And' : 'Or', id, children: children.map((child) => child.id) };
      }
      case 'eq':
      case 'ne': {
        const value = plainValue(part.right);
        return part.left.kind === 'customer' && value !== undefined
          ? trait(id, part.left.path, { type: part.op === 'eq' ? 'Equals' : 'NotEquals', value })
          : undefined;
      }
      case 'gte':
      case 'lt':
        return part.left.kind === 'customer' && typeof part.right === 'number'
          ? trait(id, part.left.path, { type: part.op === 'gte' ? 'GreaterThanOrEqual' : 'LessThan', value: part.right })
          : undefined;
      case 'exists':
        return part.left.kind === 'customer' ? trait(id, part.left.path, { type: 'Exists' }) : undefined;
      case 'not':
        return part.arg.op === 'exists' && part.arg.left.kind === 'customer' ? trait(id, part.arg.left.path, { type: 'NotExists' }) : undefined;
      case 'within':
        return part.left.kind === 'customer' && part.past !== undefined && part.next === undefined
          ? trait(id, part.left.path, { type: 'Within', windowSeconds: secondsOf(part.past) })
          : undefined;
      case 'performed': {
        const { event, measure, is, window, where, groupBy } = part;
        const op = { eq: '=', gte: '>=', lt: '<' }[is.op as string];
        if (measure !== 'count' || !op || where || groupBy || window?.sinceEntry || window?.afterLast || window?.beforeLast) return undefined;
        return {
          type: 'Performed',
          id,
          event: toWire(event),
          times: is.value,
          timesOperator: op,
          ...(window?.last === undefined ? {} : { withinSeconds: secondsOf(window.last) }),
        };
      }
      default:
        return undefined;
    }
  };
  const entryNode = say(condition);
  return entryNode && { entryNode, nodes };
}

function trait(id: string, path: string, operator: NonNullable<DittofeedSegmentNode['operator']>): DittofeedSegmentNode {
  return { type: 'Trait', id, path: toWire(path), operator };
}

function plainValue(right: Operand): string | number | undefined {
  return typeof right === 'string' || typeof right === 'number' ? right : typeof right === 'boolean' ? String(right) : undefined;
}
