import type { TablerIcon } from '@tabler/icons-react';
import classes from './ring.module.css';
import { useWords } from './words';

/** Computed progress of a station, never ticked by hand. */
export function Ring({ share, icon: Icon, blocked, size = 26 }: { share: number; icon: TablerIcon; blocked: boolean; size?: number }) {
  const { direction } = useWords();
  const radius = size / 2 - 1.5;
  const length = 2 * Math.PI * radius;
  return (
    <span className={classes.ring} style={{ width: size, height: size }}>
      <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden>
        <circle cx={size / 2} cy={size / 2} r={radius} fill="var(--sheet)" stroke="var(--hairline)" strokeWidth={2.2} />
        <circle
          cx={size / 2}
          cy={size / 2}
          r={radius}
          fill="none"
          stroke="var(--mantine-color-lapis-filled)"
          strokeWidth={2.2}
          strokeDasharray={`${length * Math.min(1, share)} ${length}`}
          // Fills from the top in reading direction.
          transform={`${direction === 'rtl' ? `translate(${size} 0) scale(-1 1) ` : ''}rotate(-90 ${size / 2} ${size / 2})`}
        />
      </svg>
      <Icon size={size * 0.52} stroke={1.7} className={classes.ringIcon} />
      {blocked && <span className={classes.dot} />}
    </span>
  );
}
