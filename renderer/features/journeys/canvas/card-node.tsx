import { type Node as FlowNode, type NodeProps, NodeResizer } from '@xyflow/react';
import { memo, use } from 'react';
import { type Card, cardTints } from '../../../../shared/journey/schema';
import { useWords } from '../../../ui/words';
import classes from './card-node.module.css';
import { Hands } from './drawing-hands';
import { toDocument } from './mirror';

export type CardFlowNode = FlowNode<{ card: Card; rtl: boolean; readOnly: boolean }, 'card'>;

/** Words that lie on the drawing: typed after a double click or Enter, resized at its edges, in one of four tints. */
export const CardNode = memo(function CardNode({ id, data, selected }: NodeProps<CardFlowNode>) {
  const { t } = useWords();
  const hands = use(Hands);
  const { card, rtl, readOnly } = data;
  const isTyping = hands?.typing === id && !readOnly;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the node around it has the focus, and Enter does the same
    <div className={classes.card} data-tint={card.tint} data-selected={selected} dir={rtl ? 'rtl' : 'ltr'} onDoubleClick={() => hands?.onTyping(id)}>
      <NodeResizer
        isVisible={(selected ?? false) && !readOnly}
        minWidth={80}
        minHeight={40}
        maxWidth={2000}
        maxHeight={2000}
        onResizeEnd={(_event, { x, y, width, height }) => hands?.onCard({ ...card, ...toDocument({ x, y }, width, rtl), width, height })}
      />
      {isTyping ? (
        <textarea
          className={`nodrag nowheel ${classes.text}`}
          aria-label={t('canvas.card-text')}
          dir="auto"
          maxLength={5000}
          defaultValue={card.text}
          // biome-ignore lint/a11y/noAutofocus: it was asked for
          autoFocus
          onKeyDown={(event) => {
            if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) event.currentTarget.blur();
          }}
          onBlur={(event) => {
            hands.onTyping(undefined);
            const text = event.currentTarget.value;
            // A card that was never written on goes.
            if (text !== card.text || text === '') hands.onCard({ ...card, text });
          }}
        />
      ) : (
        <div className={classes.text} dir="auto">
          {card.text}
        </div>
      )}
      {selected && !readOnly && !isTyping && (
        <div className={`nodrag ${classes.tints}`} role="group" aria-label={t('canvas.card-tint')}>
          {cardTints.map((tint) => (
            <button
              key={tint}
              type="button"
              data-tint={tint}
              aria-label={t(`canvas.tint.${tint}`)}
              aria-pressed={tint === card.tint}
              onClick={() => hands?.onCard({ ...card, tint })}
            />
          ))}
        </div>
      )}
    </div>
  );
});
