import { Popover } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { moodWords } from '../../../../shared/journey/mood-words';
import { type CurvePiece, moodAt, moodFrom } from '../../../../shared/journey/storyboard-curve';
import { useWords } from '../../../ui/words';
import { MoodCard } from './mood-card';
import type { CellProps } from './sheet-view';
import classes from './storyboard.module.css';
import { WordsCell, WordsField } from './words-cell';

type Which = 'as-is' | 'to-be';
type Props = CellProps & { asIs: CurvePiece | undefined; toBe: CurvePiece | undefined };

/** One column's piece of the curves, with the point that is dragged or moved by the arrow keys. */
export function EmotionCell({ sheet, moment, asIs, toBe }: Props) {
  const { t } = useWords();
  const { feelings, edit, language, nameOf } = sheet;
  const { touchpoint, frame } = moment;
  return (
    <div className={classes.emotion}>
      <svg className={classes.curve} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {[-2, -1, 0, 1, 2].map((level) => (
          <line key={level} x1={0} x2={100} y1={moodAt(level) * 100} y2={moodAt(level) * 100} data-zero={level === 0} />
        ))}
        {feelings !== 'to-be' && asIs && <path className={classes.area} d={asIs.area} fill="url(#mood-fill)" />}
        {toBe && <path className={classes.toBe} d={toBe.line} />}
        {feelings !== 'to-be' && asIs && <path className={classes.asIs} d={asIs.line} />}
      </svg>
      {feelings !== 'as-is' && <MoodPoint sheet={sheet} moment={moment} which="to-be" />}
      {feelings !== 'to-be' && <MoodPoint sheet={sheet} moment={moment} which="as-is" />}
      {feelings === 'to-be' ? (
        <Label mood={frame?.toBe?.mood}>
          <WordsField
            sheet={sheet}
            words={frame?.toBe?.emotion}
            label={`${t('storyboard.to-be-words')} · ${nameOf(touchpoint)}`}
            hint={t('storyboard.to-be-words')}
            look={classes.feeling}
            onWords={(emotion) => edit(touchpoint, { toBe: { ...frame?.toBe, emotion } }, `to-be-words:${language}`)}
          />
        </Label>
      ) : (
        <Label mood={frame?.mood}>
          <WordsCell sheet={sheet} moment={moment} part="emotion" lane={t('storyboard.emotion')} hint={t('storyboard.how-felt')} look={classes.feeling} />
        </Label>
      )}
    </div>
  );
}

/** Words beside a point: above the good ones, below the others. */
function Label({ mood = 0, children }: { mood: number | undefined; children: React.ReactNode }) {
  const at = moodAt(mood);
  const style = mood > 0 ? { insetBlockEnd: `calc(${(1 - at) * 100}% + 9px)` } : { insetBlockStart: `calc(${at * 100}% + 9px)` };
  return (
    <div className={classes.label} style={style}>
      {children}
    </div>
  );
}

function MoodPoint({ sheet, moment, which }: CellProps & { which: Which }) {
  const { t, text } = useWords();
  const { readOnly, edit, nameOf } = sheet;
  const { touchpoint, frame } = moment;
  const stored = which === 'as-is' ? frame?.mood : frame?.toBe?.mood;
  const lane = useRef<DOMRect | undefined>(undefined);
  /** While the point is held; the document hears of it when it is let go. */
  const [held, setHeld] = useState<number>();
  const [open, setOpen] = useState(false);
  const mood = held ?? stored;
  const known = which === 'to-be' || frame?.evidence !== undefined;

  function set(next: number | undefined) {
    if (readOnly || next === stored) return;
    edit(touchpoint, which === 'as-is' ? { mood: next } : { toBe: { ...frame?.toBe, mood: next } }, `mood:${which}`);
  }
  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 2, PageDown: -2, Home: -4, End: 4 }[event.key];
    if (by) set(Math.max(-2, Math.min(2, (stored ?? 0) + by)));
    else if (event.key === 'Delete' || event.key === 'Backspace') set(undefined);
    else if (event.key === 'Enter' || event.key === ' ') setOpen(true);
    else return;
    event.preventDefault();
  }
  function onPointerDown(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0 || readOnly) return;
    lane.current = event.currentTarget.parentElement?.getBoundingClientRect();
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function onPointerMove(event: PointerEvent) {
    if (!lane.current) return;
    const next = moodFrom((event.clientY - lane.current.top) / lane.current.height);
    if (next !== mood) setHeld(next);
  }
  function onPointerUp() {
    if (!lane.current) return;
    lane.current = undefined;
    setHeld(undefined);
    if (held === undefined) setOpen(true);
    else set(held);
  }

  const words = which === 'as-is' ? text(frame?.emotion) : text(frame?.toBe?.emotion);
  const level = mood === undefined ? t('storyboard.not-judged') : moodWords(mood, t);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom" width={300} shadow="md" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <div
          role="slider"
          tabIndex={0}
          className={classes.point}
          style={{ insetBlockStart: `${moodAt(mood ?? 0) * 100}%` }}
          data-mood={mood}
          data-which={which}
          data-guess={!known}
          aria-label={t(which === 'as-is' ? 'storyboard.mood-of' : 'storyboard.to-be-of', { moment: nameOf(touchpoint) })}
          aria-orientation="vertical"
          aria-valuemin={-2}
          aria-valuemax={2}
          aria-valuenow={mood ?? 0}
          aria-valuetext={[level, words, which === 'as-is' && mood !== undefined && t(known ? 'storyboard.known' : 'storyboard.guess')]
            .filter(Boolean)
            .join(' · ')}
          aria-readonly={readOnly}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={() => {
            lane.current = undefined;
            setHeld(undefined);
          }}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <MoodCard sheet={sheet} moment={moment} />
      </Popover.Dropdown>
    </Popover>
  );
}
