import { Link } from 'react-router';
import type { Progress } from '../../../shared/engagement/progress';
import { Ring } from '../../ui/ring';
import { method } from '../../ui/stations';
import { useWords } from '../../ui/words';
import classes from './overview-page.module.css';

const WIDTH = 1000;
const HEIGHT = 96;

/** The road of the workshop; each station's ring is computed. Mirrors in right-to-left languages. */
export function Road({ progress }: { progress: Progress }) {
  const { t, locale } = useWords();
  const step = WIDTH / method.length;
  const points = method.map((_, i) => ({ x: step * (i + 0.5), y: HEIGHT / 2 + (i % 2 === 0 ? 8 : -10) }));
  const line = (from: number, to: number) => {
    const a = points[from];
    const b = points[to];
    if (!a || !b) return '';
    const middle = (a.x + b.x) / 2;
    return `M${a.x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`;
  };
  return (
    <div className={classes.road} data-stop="road">
      <svg className={classes.line} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        {points.slice(1).map((_, i) => {
          const station = method[i]?.progress;
          const walked = station !== undefined && progress.stations[station].share >= 0.5;
          return <path key={line(i, i + 1)} d={line(i, i + 1)} className={walked ? classes.walked : classes.ahead} vectorEffect="non-scaling-stroke" />;
        })}
      </svg>
      {method.map((station, i) => {
        const part = station.progress ? progress.stations[station.progress] : undefined;
        return (
          <Link key={station.path} to={station.path} className={classes.station} style={{ paddingBlockStart: i % 2 === 0 ? 30 : 12 }}>
            <Ring share={part?.share ?? 0} icon={station.icon} blocked={part?.blocked ?? false} size={52} />
            <span className={classes.stationName}>
              {t(station.label)} <span className={classes.stationShare}>{new Intl.NumberFormat(locale, { style: 'percent' }).format(part?.share ?? 0)}</span>
            </span>
            <span className={classes.stationFacts}>
              {part && part.total > 0 ? t(`overview.station.${station.progress}`, { done: part.done, total: part.total }) : t('overview.not-begun')}
            </span>
          </Link>
        );
      })}
    </div>
  );
}
