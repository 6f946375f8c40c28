import { IconPlus } from '@tabler/icons-react';
import { useContext } from 'react';
import { useWords } from '../../../ui/words';
import { AddAt, type Place } from './place';
import classes from './plus-button.module.css';

/** "+" on an edge or below a port that leads nowhere yet. Keyboards have N and the digits instead. */
export function PlusButton({ place, style, className }: { place: Place; style?: React.CSSProperties; className?: string | undefined }) {
  const { t } = useWords();
  const addAt = useContext(AddAt);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`nodrag nopan ${classes.plus} ${className ?? ''}`}
      style={style}
      aria-label={t('canvas.add-here')}
      onClick={(event) => {
        event.stopPropagation();
        addAt(place, { x: event.clientX, y: event.clientY });
      }}
    >
      <IconPlus size={14} stroke={2} />
    </button>
  );
}
