import { NumberInput, Popover, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { withoutMarks } from '../../../../shared/direction-marks';
import { numberFormat, signedNumber } from '../../../../shared/i18n/number-format';
import { textIn } from '../../../../shared/text';
import { NeededInput } from '../../../ui/needed-input';
import { TypedInput } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import type { CellProps } from './sheet-view';
import classes from './storyboard.module.css';

const MOST = 1e9;

/** How many should come this far and how many did: bars, figures typed where they stand, and the gap. */
export function NumbersCell({ sheet, moment, most }: CellProps & { most: number }) {
  const { t } = useWords();
  const { readOnly, edit, nameOf, gaps } = sheet;
  const { touchpoint, frame, planned, actual, gap } = moment;
  const reading = gaps.get(touchpoint);
  const name = nameOf(touchpoint);
  const height = (count: number | undefined) => ({ blockSize: `${count === undefined || most === 0 ? 0 : Math.max(2, (count / most) * 100)}%` });
  return (
    <div className={classes.numbers}>
      <div className={classes.bars} aria-hidden="true">
        <span className={classes.planBar} style={height(planned?.count)} />
        <span className={classes.actualBar} style={height(actual?.count)} data-miss={reading?.kind === 'own'} />
      </div>
      <div className={classes.figures}>
        <Figure
          word={t('storyboard.plan')}
          label={t('storyboard.plan-of', { moment: name })}
          value={frame?.planned}
          derived={planned?.from === 'volumes' ? planned.count : undefined}
          readOnly={readOnly}
          onChange={(count) => edit(touchpoint, { planned: count }, 'planned')}
        />
        {planned?.from === 'volumes' && <span className={classes.source}>{t('storyboard.a-month')}</span>}
        <Figure
          word={t('storyboard.actual')}
          label={t('storyboard.actual-of', { moment: name })}
          value={frame?.actual?.count}
          derived={actual?.from === 'executor' ? actual.count : undefined}
          readOnly={readOnly}
          onChange={(count) => edit(touchpoint, { actual: count === undefined ? undefined : { on: today(), ...frame?.actual, count } }, 'actual')}
        />
        {gap !== undefined && <Gap gap={gap} reading={reading} />}
        <ActualSource sheet={sheet} moment={moment} />
      </div>
    </div>
  );
}

type FigureProps = {
  word: string;
  label: string;
  value: number | undefined;
  /** What stands there while nobody has typed a figure. */
  derived: number | undefined;
  readOnly: boolean;
  onChange: (count: number | undefined) => void;
};

function Figure({ word, label, value, derived, readOnly, onChange }: FigureProps) {
  const { locale } = useWords();
  return (
    <div className={classes.figure}>
      <span aria-hidden="true">{word}</span>
      <NumberInput
        variant="unstyled"
        hideControls
        classNames={{ input: classes.figureInput ?? '' }}
        aria-label={label}
        value={value ?? ''}
        placeholder={derived === undefined ? '…' : withoutMarks(numberFormat(locale).format(derived))}
        onChange={(typed) => onChange(typeof typed === 'number' && Number.isInteger(typed) && typed >= 0 && typed <= MOST ? typed : undefined)}
        allowDecimal={false}
        allowNegative={false}
        max={MOST}
        clampBehavior="strict"
        thousandSeparator=","
        readOnly={readOnly}
      />
    </div>
  );
}

function Gap({ gap, reading }: { gap: number; reading: { kind: string; since?: number } | undefined }) {
  const { t, locale } = useWords();
  const signed = <bdi dir="ltr">{signedNumber(gap, locale)}</bdi>;
  if (reading?.kind === 'carried')
    return (
      <span className={classes.gap}>
        {signed} {t('storyboard.since', { touchpoint: reading.since ?? 0 })}
      </span>
    );
  return (
    <span className={classes.gap} data-kind={reading?.kind}>
      {signed}
    </span>
  );
}

/** Where the actual is from; a typed one has a date and a source. */
function ActualSource({ sheet, moment }: CellProps) {
  const { t, locale } = useWords();
  const [open, setOpen] = useState(false);
  const { edit, language, readOnly, nameOf } = sheet;
  const { touchpoint, frame } = moment;
  const typed = frame?.actual;
  if (!typed) return <span className={classes.source}>{t(moment.actual ? 'storyboard.from-executor' : 'storyboard.arrives')}</span>;
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(typed.on));
  return (
    <Popover opened={open} onChange={setOpen} position="bottom" width={260} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.source}
          onClick={() => setOpen((was) => !was)}
          aria-label={t('storyboard.source-of', { moment: nameOf(touchpoint) })}
        >
          <bdi>{day}</bdi> · <bdi>{textIn(typed.source, language) || t('storyboard.source-missing')}</bdi>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className={classes.card} disabled={readOnly}>
          <NeededInput
            type="date"
            label={t('storyboard.counted-on')}
            value={typed.on}
            onChange={(on) => edit(touchpoint, { actual: { ...typed, on } }, 'actual-on')}
          />
          <TypedInput
            label={t('storyboard.source')}
            placeholder={t('storyboard.source-hint')}
            value={typed.source?.[language] ?? ''}
            onType={(words) => edit(touchpoint, { actual: { ...typed, source: { ...typed.source, [language]: words } } }, 'actual-source')}
            lang={language}
            maxLength={200}
          />
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}

function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
