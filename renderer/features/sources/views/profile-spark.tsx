import { memo } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { FieldProfile } from '../../../../shared/sources/schema';
import { useWords } from '../../../ui/words';
import classes from './profile.module.css';
import { type Spark, sparkOf } from './spark-of';

const WIDTH = 86;
const HEIGHT = 22;
const BAR = 8;

/** How the values of a field are spread, and how many rows have one. A click opens the card with all of it. */
export const ProfileSpark = memo(function ProfileSpark({ profile, name, onOpen }: { profile: FieldProfile | undefined; name: string; onOpen: () => void }) {
  const { t, locale } = useWords();
  const spark = sparkOf(profile);
  if (!spark) return <span className={classes.none}>{t('profile.no-sample')}</span>;
  const share = numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(spark.filled);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.spark}
      onClick={onOpen}
      aria-label={t('profile.spark', { name, share, kind: t(`profile.kind.${spark.kind}`) })}
    >
      <Drawing spark={spark} />
      <span className={classes.share}>{share}</span>
    </button>
  );
});

export function Drawing({ spark }: { spark: Spark }) {
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden>
      {spark.kind === 'columns' ? <Columns heights={spark.heights} /> : <Bar spark={spark} />}
    </svg>
  );
}

function Columns({ heights }: { heights: readonly number[] }) {
  const step = WIDTH / heights.length;
  // One path instead of twelve boxes: forty rows are on the screen.
  const path = heights.map((height, i) => {
    const h = Math.max(1, height * (HEIGHT - 2));
    return `M${(i * step).toFixed(1)} ${HEIGHT}v${(-h).toFixed(1)}h${Math.max(1, step - 1.5).toFixed(1)}v${h.toFixed(1)}z`;
  });
  return <path d={path.join('')} className={classes.solid} />;
}

function Bar({ spark }: { spark: Exclude<Spark, { kind: 'columns' }> }) {
  const y = (HEIGHT - BAR) / 2;
  let x = 0;
  return (
    <>
      <rect x={0} y={y} width={WIDTH} height={BAR} rx={2} className={classes.track} />
      {(spark.kind === 'stack' ? spark.shares : [spark.filled]).map((share, i) => {
        const at = x;
        const width = share * WIDTH;
        x += width;
        const tone = spark.kind === 'stack' ? `tone${Math.min(i, 3)}` : 'solid';
        // Parts have no identity but their place; they never move.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        return <rect key={i} x={at} y={y} width={Math.max(0, width - (spark.kind === 'stack' ? 1 : 0))} height={BAR} rx={1.5} className={classes[tone]} />;
      })}
    </>
  );
}
