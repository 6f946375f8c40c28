/** Groups and cards as React Flow draws them. */
import { Position } from '@xyflow/react';
import { cardsOf } from '../../../../shared/journey/cards';
import { groupFrames } from '../../../../shared/journey/groups';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey } from '../../../../shared/journey/schema';
import { type Language, textIn } from '../../../../shared/text';
import type { CardFlowNode } from './card-node';
import { cardId, groupId } from './drawn-ids';
import type { GroupFlowNode } from './group-node';
import { toScreen } from './mirror';

type View = { speaker: Speaker; language: Language; rtl: boolean; readOnly: boolean };

export function toGroupNodes(journey: Journey, { speaker, language, rtl, readOnly }: View): GroupFlowNode[] {
  return groupFrames(journey).map(({ group, x, y, width, height, count, entering, leaving }) => {
    const folded = group.folded ?? false;
    const name = textIn(group.name, language);
    const [left, right] = [
      { position: Position.Left, x: -2, y: height / 2, width: 0, height: 0 },
      { position: Position.Right, x: width + 2, y: height / 2, width: 0, height: 0 },
    ];
    const [inline, outline] = rtl ? [right, left] : [left, right];
    return {
      id: groupId(group.id),
      type: 'steps',
      position: toScreen({ x, y }, width, rtl),
      width,
      height,
      measured: { width, height },
      handles: [
        { id: 'side', type: 'target', ...inline },
        { id: '>', type: 'source', ...outline },
      ],
      zIndex: folded ? 1 : 0,
      // A frame is not in the way of what it holds.
      draggable: folded && !readOnly,
      selectable: folded,
      connectable: false,
      ariaLabel: speaker.translate('canvas.group-said', { name, count, entering, leaving }),
      data: { group: group.id, name, folded, count, entering, leaving, rtl, readOnly },
    };
  });
}

export function toCardNodes(journey: Pick<Journey, 'annotations'>, { speaker, rtl, readOnly }: View): CardFlowNode[] {
  return cardsOf(journey).map((card) => {
    const { width, height } = card;
    return {
      id: cardId(card.id),
      type: 'card',
      position: toScreen(card, width, rtl),
      width,
      height,
      measured: { width, height },
      handles: [],
      zIndex: 2,
      connectable: false,
      ariaLabel: `${speaker.translate('canvas.card')}, ${card.text}`,
      data: { card, rtl, readOnly },
    };
  });
}
