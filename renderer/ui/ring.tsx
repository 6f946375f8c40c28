import type { TablerIcon } from '@tabler/icons-react';
import classes from './ring.module.css';
import { useWords } from './words';

/** Computed progress of a station, never ticked by hand. */
export function Ring({ share, icon: Icon, blocked, size = 26 }: { share: number; icon: TablerIcon; blocked: boolean; size?: number }) {
  const radius = size / 2 - 1.5;
  return (
    <span className={classes.ring} style={{ width: size, height: size }}>
      <ShareRing share={share} size={size} radius={radius} width={2.2} fill="var(--sheet)" />
      <Icon size={size * 0.52} stroke={1.7} className={classes.ringIcon} />
      {blocked && <span className={classes.dot} />}
    </span>
  );
}

/** A share as an arc that fills from the top in reading direction. `label` stands in its middle. */
export function ShareRing({
  share,
  size,
  radius,
  width,
  fill = 'none',
  label,
}: {
  share: number;
  size: number;
  radius: number;
  width: number;
  fill?: string;
  label?: string;
}) {
  const { direction } = useWords();
  const length = 2 * Math.PI * radius;
  const middle = size / 2;
  return (
    <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} className={classes.share} aria-hidden>
      <circle cx={middle} cy={middle} r={radius} fill={fill} stroke="var(--hairline)" strokeWidth={width} />
      <circle
        cx={middle}
        cy={middle}
        r={radius}
        fill="none"
        stroke="var(--mantine-color-lapis-filled)"
        strokeWidth={width}
        strokeDasharray={`${length * Math.min(1, share)} ${length}`}
        transform={`${direction === 'rtl' ? `translate(${size} 0) scale(-1 1) ` : ''}rotate(-90 ${middle} ${middle})`}
      />
      {label && (
        <text x={middle} y={middle + 5} textAnchor="middle">
          {label}
        </text>
      )}
    </svg>
  );
}
