import { caseMonths } from '../../../shared/business-case/case-model';
import { niceStep } from '../../../shared/business-case/nice-step';
import type { CaseRange } from '../../../shared/business-case/total-case';
import { numberFormat } from '../../../shared/i18n/number-format';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './case-views.module.css';

const [width, height] = [640, 250];
const edge = { start: 66, end: 14, top: 14, bottom: 28 };

/** What is left after each month: the expected line, the band between worst and best, and where it is paid back. */
export function PaybackChart({ range }: { range: CaseRange }) {
  const { t, locale, direction } = useWords();
  const currency = useEngagement((e) => e.client.currency);
  const short = numberFormat(locale, { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 });
  const all = [...range.low.cumulated, ...range.high.cumulated, ...range.expected.cumulated, 0];
  const step = niceStep((Math.max(...all) - Math.min(...all)) / 4);
  const from = Math.floor(Math.min(...all) / step) * step;
  const to = Math.max(from + step, Math.ceil(Math.max(...all) / step) * step);
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
  // Time runs the way the page is read.
  const inRtl = (x: number) => (direction === 'rtl' ? width - x : x);
  const x = (month: number) => inRtl(edge.start + (month / caseMonths) * (width - edge.start - edge.end));
  const y = (value: number) => edge.top + ((to - value) / (to - from)) * (height - edge.top - edge.bottom);
  const line = (values: readonly number[]) => values.map((value, month) => `${x(month).toFixed(1)},${y(value).toFixed(1)}`);
  const { paybackMonth } = range.expected;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={classes.chart} role="img" aria-label={t('case.chart.label')} direction="ltr">
      {ticks.map((value) => (
        <g key={value}>
          <line x1={x(0)} x2={x(caseMonths)} y1={y(value)} y2={y(value)} className={value === 0 ? classes.axis : classes.gridLine} />
          <text x={inRtl(edge.start - 8)} y={y(value) + 4} textAnchor={direction === 'rtl' ? 'start' : 'end'}>
            {short.format(value)}
          </text>
        </g>
      ))}
      {[0, 6, 12, 18, 24, 30, 36].map((month) => (
        <text key={month} x={x(month)} y={height - 8} textAnchor="middle">
          {numberFormat(locale).format(month)}
        </text>
      ))}
      <polygon points={[...line(range.high.cumulated), ...line(range.low.cumulated).reverse()].join(' ')} className={classes.band} />
      <polyline points={line(range.expected.cumulated).join(' ')} className={classes.line} />
      {paybackMonth !== undefined && paybackMonth > 0 && (
        <>
          <line x1={x(paybackMonth)} x2={x(paybackMonth)} y1={edge.top} y2={height - edge.bottom} className={classes.payback} />
          <circle cx={x(paybackMonth)} cy={y(range.expected.cumulated[paybackMonth] ?? 0)} r={4.5} className={classes.dot} />
        </>
      )}
    </svg>
  );
}
