import { useWords } from '../words';
import classes from './score.module.css';

const width = 320;
const height = 72;

type Props = {
  /** First and last moment shown, epoch ms. */
  from: number;
  to: number;
  /** Values from their moment on, oldest first; the first holds at `from`. */
  steps: readonly { at: number; value: number }[];
  least: number;
  most: number;
  lines: readonly number[];
  label: string;
};

/** What a score comes to as time goes by, in steps, along the reading direction. The words beside it say the same. */
export function ScoreCurve({ from, to, steps, least, most, lines, label }: Props) {
  const { locale } = useWords();
  const x = (at: number) => ((Math.min(to, Math.max(from, at)) - from) / Math.max(1, to - from)) * width;
  const y = (value: number) => height - 2 - ((value - least) / Math.max(1, most - least)) * (height - 4);
  const shown = steps.filter(({ at }) => at <= to);
  const path = shown.map(({ at, value }, i) => `${i === 0 ? `M${x(from)} ${y(value)}` : `H${x(at)} V${y(value)}`}`).join(' ');
  const day = (at: number) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(at);
  return (
    <figure className={classes.curve}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {lines.map((value) => (
          <line key={value} x1={0} x2={width} y1={y(value)} y2={y(value)} className={classes.line} />
        ))}
        <path d={`${path} H${width} V${height} H0 Z`} className={classes.area} />
        <path d={`${path} H${width}`} className={classes.stroke} />
      </svg>
      <figcaption>
        <span>{day(from)}</span>
        <span>{day(to)}</span>
      </figcaption>
    </figure>
  );
}
