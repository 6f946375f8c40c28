import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OwnNode } from './flow-types';
import { sameNode } from './to-flow';

type Hear = { setChosen: (ids: ReadonlySet<string>) => void; onSelect: (node: string | undefined) => void };

/**
 * What React Flow moves and chooses while hands are at it; the document hears of a move when the drag ends, and the address
 * of a choice when it is one node.
 */
export function useFlowNodes(drawn: OwnNode[], { setChosen, onSelect }: Hear) {
  const [nodes, setNodes] = useState<OwnNode[]>(drawn);
  const picked = useRef<ReadonlySet<string>>(new Set());

  // What was drawn before stays as it is: React Flow need not look at it again.
  useEffect(
    () =>
      setNodes((old) => {
        const before = new Map(old.map((node) => [node.id, node]));
        const next = drawn.map((node) => {
          const last = before.get(node.id);
          const isPicked = picked.current.has(node.id);
          if (last && sameNode(last, node) && (last.selected ?? false) === isPicked) return last;
          return isPicked ? { ...node, selected: true } : node;
        });
        // A node that was dragged lies where the document now says: nothing is left to draw.
        return next.length === old.length && next.every((node, i) => node === old[i]) ? old : next;
      }),
    [drawn],
  );

  const pick = useCallback(
    (ids: ReadonlySet<string>) => {
      picked.current = ids;
      setChosen(ids);
      setNodes((old) => old.map((node) => ((node.selected ?? false) === ids.has(node.id) ? node : { ...node, selected: ids.has(node.id) })));
    },
    [setChosen],
  );

  /** Chosen by a command, not by a press: the address follows. */
  const choose = useCallback(
    (ids: readonly string[]) => {
      pick(new Set(ids));
      onSelect(addressOf(ids));
    },
    [pick, onSelect],
  );

  const isPicked = useCallback((id: string) => picked.current.has(id), []);

  /** Moves and choices made by hand. */
  const apply = useCallback(
    (changes: NodeChange<OwnNode>[]) => {
      setNodes((old) => applyNodeChanges(changes, old));
      const selects = changes.filter((change) => change.type === 'select');
      if (selects.length === 0) return;
      const ids = new Set(picked.current);
      for (const change of selects) {
        if (change.selected) ids.add(change.id);
        else ids.delete(change.id);
      }
      picked.current = ids;
      setChosen(ids);
      queueMicrotask(() => onSelect(addressOf([...picked.current])));
    },
    [setChosen, onSelect],
  );

  return { nodes, pick, choose, isPicked, apply };
}

/** One step alone has an address; groups and cards have none. */
function addressOf(ids: readonly string[]): string | undefined {
  const [only] = ids;
  return ids.length === 1 && only !== undefined && !only.includes(':') ? only : undefined;
}
