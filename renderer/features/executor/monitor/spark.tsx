import classes from './monitor.module.css';

type Props = { values: readonly number[]; tone: 'accent' | 'good' | 'waiting' | 'time' | 'data'; label: string };

const height = 30;

/** Hours side by side, the newest at the end of the reading direction; from zero. */
export function Spark({ values, tone, label }: Props) {
  const most = Math.max(1, ...values);
  const step = 100 / Math.max(1, values.length - 1);
  const points = values.map((value, i) => `${round(i * step)},${round(height - 1 - (value / most) * (height - 3))}`);
  return (
    <svg className={classes.spark} data-tone={tone} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path className={classes.sparkArea} d={`M0,${height} L${points.join(' L')} L100,${height} Z`} />
      <polyline className={classes.sparkLine} points={points.join(' ')} />
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
