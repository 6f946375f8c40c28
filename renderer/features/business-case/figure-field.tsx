import { NumberInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { SpanPatch } from '../../../shared/business-case/edit-business-case';
import type { Figure, Limits } from '../../../shared/business-case/figure';
import type { Span } from '../../../shared/business-case/schema';
import { useEngagement, useReadOnly } from '../../store/session';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './case-views.module.css';
import { OriginBadge } from './origin-badge';

const ends = ['low', 'expected', 'high'] as const;
type End = (typeof ends)[number];

type Props = {
  label: string;
  measure: Figure['measure'];
  /** What is reckoned with; absent: nobody knows. */
  figure: Figure | undefined;
  /** The ends as they were said. */
  span: Span | undefined;
  /** Where nothing below 0 and no share above 1 does not hold. */
  limits?: Limits | undefined;
  /** The middle follows from other numbers and is changed there. */
  isWorkedOut?: boolean;
  onChange: (patch: SpanPatch) => void;
  children?: ReactNode;
};

/** A number with how low and how high it may turn out, and where it is from. It counts once the field is left. */
export function FigureField({ label, measure, figure, span, limits, isWorkedOut = false, onChange, children }: Props) {
  const { t } = useWords();
  const [fault, setFault] = useState<string>();
  const shown: Span = { ...span, expected: figure?.expected };

  function leave(end: End, value: number | undefined): boolean {
    const next = { ...shown, [end]: value };
    const said = ends.flatMap((one) => next[one] ?? []);
    const isOver = value !== undefined && measure === 'share' && value > (limits?.most ?? 1);
    const isOrdered = said.every((one, i) => i === 0 || one >= (said[i - 1] ?? one));
    // A new middle takes the ends along that it passes.
    const problem = isOver ? 'case.fault.share' : !isOrdered && end !== 'expected' ? 'case.fault.order' : undefined;
    setFault(problem);
    if (!problem) onChange({ [end]: value });
    return !problem;
  }
  return (
    <fieldset className={classes.figure}>
      <legend>{label}</legend>
      <div className={classes.span}>
        {ends.map((end) => (
          <EndField
            key={`${end} ${shown[end]}`}
            label={label}
            end={end}
            value={shown[end]}
            measure={measure}
            isNegative={limits !== undefined && limits.least < 0}
            disabled={end === 'expected' && isWorkedOut}
            onLeave={(value) => leave(end, value)}
          />
        ))}
      </div>
      {fault && (
        <p role="alert" className={classes.fault}>
          {t(fault)}
        </p>
      )}
      <div className={classes.from}>{figure ? <OriginBadge origin={figure.origin} /> : <Quiet>{t('case.not-said')}</Quiet>}</div>
      {children}
    </fieldset>
  );
}

type EndProps = {
  label: string;
  end: End;
  value: number | undefined;
  measure: Figure['measure'];
  isNegative: boolean;
  disabled: boolean;
  onLeave: (value: number | undefined) => boolean;
};

function EndField({ label, end, value, measure, isNegative, disabled, onLeave }: EndProps) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const currency = useEngagement((e) => e.client.currency);
  const factor = measure === 'share' ? 100 : 1;
  const before = value === undefined ? '' : Number((value * factor).toPrecision(10));
  const [typed, setTyped] = useState<number | string>(before);
  function leave() {
    if (typed === before || (typed !== '' && typeof typed !== 'number')) return;
    onLeave(typed === '' ? undefined : Number((Number(typed) / factor).toPrecision(10)));
  }
  return (
    <NumberInput
      label={t(`case.end.${end}`)}
      aria-label={t('case.end-of', { what: label, end: t(`case.end.${end}`) })}
      value={typed}
      onChange={setTyped}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
      disabled={readOnly || disabled}
      allowNegative={isNegative}
      thousandSeparator=","
      hideControls
      size="xs"
      {...(measure === 'share' ? { suffix: '%' } : {})}
      {...(measure === 'money' ? { rightSection: <bdi className="mono">{currency}</bdi>, rightSectionWidth: 36 } : {})}
    />
  );
}
