import { Checkbox } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import type { KnownPoint, PointGroup } from '../../../shared/checklist/point-groups';
import type { Vendor } from '../../../shared/checklist/schema';
import { wantedOf } from '../../../shared/checklist/score';
import { useReadOnly } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { pressed } from '../../ui/shortcuts';
import { TypedInput } from '../../ui/typed-input';
import { useWords } from '../../ui/words';
import classes from './answers-view.module.css';
import { answerByKey, answer as write } from './gap-commands';
import { PointName } from './heat-map';
import heat from './heat-map.module.css';
import { type GapModel, shadeOf } from './use-gap';
import { WeightDots } from './weight-dots';

type Props = {
  model: GapModel;
  groups: readonly PointGroup[];
  vendor: Vendor;
  selected: string | undefined;
  onVendor: (id: string) => void;
  onSelect: (point: string) => void;
};

/** One vendor, all points: made for filling in during a demo, with the scores under the fingers. */
export function AnswersView({ model, groups, vendor, selected, onVendor, onSelect }: Props) {
  const { t, text, locale } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });

  /** Up and down go to the same control of the next point; the list is long, and Tab has three stops per line. */
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const does = pressed('answers', event);
    if ((does !== 'previous' && does !== 'next') || !(event.target instanceof HTMLElement)) return;
    const stops = [...(list.current?.querySelectorAll<HTMLElement>('[data-stop="score"]') ?? [])];
    const at = stops.indexOf(event.target);
    const next = stops[at + (does === 'next' ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys between the controls inside
    <div className={classes.page} ref={list} onKeyDown={onKeyDown}>
      <div className={classes.vendors} role="group" aria-label={t('gap.vendor')}>
        {model.vendors.map(({ vendor: one, score }) => (
          <button type="button" key={one.id} className={classes.vendor} aria-pressed={one.id === vendor.id} onClick={() => onVendor(one.id)}>
            <UserText>{one.name}</UserText>
            <span>{one.role === 'current' ? t('gap.today') : t('gap.answered', { share: percent.format(score.answered.share ?? 0) })}</span>
          </button>
        ))}
      </div>
      {groups.map((group) => (
        <section key={group.category}>
          <h2 className={classes.group}>{text(group.label)}</h2>
          {group.points
            .filter(({ point }) => point.switchedOff === undefined)
            .map((known) => (
              <AnswerLine
                key={`${vendor.id} ${known.point.id}`}
                model={model}
                known={known}
                vendor={vendor}
                selected={selected === known.point.id}
                onSelect={() => onSelect(known.point.id)}
              />
            ))}
        </section>
      ))}
    </div>
  );
}

type LineProps = { model: GapModel; known: KnownPoint; vendor: Vendor; selected: boolean; onSelect: () => void };

function AnswerLine({ model, known, vendor, selected, onSelect }: LineProps) {
  const { t, text, locale, direction } = useWords();
  const readOnly = useReadOnly();
  const scores = useRef<HTMLDivElement>(null);
  const { point, known: published } = known;
  const answer = model.answerOf(vendor.id, point.id);
  const applies = answer?.applies ?? true;
  const number = new Intl.NumberFormat(locale);
  const meanings = published?.scoring ?? model.catalogue.checklist.scoringScale.map(({ score, label }) => ({ score, text: label }));

  function onKeyDown(event: KeyboardEvent) {
    if (readOnly) return;
    const does = pressed('answers', event, direction === 'rtl');
    if (does === 'lower' || does === 'higher') {
      const by = does === 'higher' ? 1 : -1;
      write(known, vendor, { score: Math.max(0, Math.min(4, (answer?.score ?? (by > 0 ? -1 : 5)) + by)) });
    } else if (!answerByKey(event, known, vendor, answer)) return;
    event.preventDefault();
    // The chosen score is the one stop of the group, so the focus goes along.
    requestAnimationFrame(() => scores.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  }

  return (
    <div className={classes.line} data-selected={selected}>
      <div className={classes.point}>
        <PointName known={known} onClick={onSelect} />
        {published && <p>{text(known.question)}</p>}
      </div>
      <WeightDots point={point} />
      <div ref={scores} className={classes.scores} role="radiogroup" aria-label={t('gap.score-of', { point: known.label })} onKeyDown={onKeyDown}>
        {meanings.map(({ score, text: meaning }) => {
          const checked = applies && answer?.score === score;
          const isStop = applies && answer?.score !== undefined ? checked : score === 0;
          return (
            <button
              type="button"
              key={score}
              role="radio"
              aria-checked={checked}
              tabIndex={isStop ? 0 : -1}
              data-stop={isStop ? 'score' : undefined}
              disabled={readOnly}
              className={heat.chip}
              data-gap={checked ? shadeOf(score - wantedOf(point, model.required)) : undefined}
              title={text(meaning)}
              aria-label={`${number.format(score)}: ${text(meaning)}`}
              onClick={() => write(known, vendor, { score })}
            >
              {number.format(score)}
            </button>
          );
        })}
      </div>
      <TypedInput
        aria-label={t('gap.claim-of', { point: known.label })}
        placeholder={t('gap.claim')}
        value={answer?.claim ?? ''}
        onType={(claim) => write(known, vendor, { claim }, 'claim')}
        disabled={readOnly}
        maxLength={5000}
      />
      <Checkbox
        label={t('gap.verified')}
        checked={answer?.verified ?? false}
        disabled={readOnly || answer?.score === undefined}
        onChange={(event) => write(known, vendor, { verified: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('gap.standing.not-applicable')}
        checked={!applies}
        disabled={readOnly}
        onChange={(event) => write(known, vendor, { applies: !event.currentTarget.checked })}
      />
    </div>
  );
}
