import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconGripVertical, IconPower } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { switchOnPoint } from '../../../shared/checklist/edit-checklist';
import type { KnownPoint, PointGroup } from '../../../shared/checklist/point-groups';
import type { Vendor } from '../../../shared/checklist/schema';
import { scoreVendor } from '../../../shared/checklist/score';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { pressed } from '../../ui/shortcuts';
import { useArrival } from '../../ui/use-arrival';
import { useWords } from '../../ui/words';
import { GapCell } from './gap-cell';
import { answerByKey } from './gap-commands';
import classes from './heat-map.module.css';
import { RequirementCell } from './requirement-words';
import { type ScoreAsked, ScoreDialog } from './score-dialog';
import type { GapModel } from './use-gap';
import { useRowOrder } from './use-row-order';
import { VendorHead } from './vendor-head';
import { WeightButton } from './weight-button';

export type Place = { point: string; vendor: string | undefined };

type Props = {
  model: GapModel;
  groups: readonly PointGroup[];
  selected: Place | undefined;
  /** `replace`: the cursor only moved on, which is no page to come back to. */
  onSelect: (place: Place | undefined, replace?: boolean) => void;
  onEditVendor: (vendor: Vendor) => void;
  onAnswers: (vendor: string) => void;
};

/** Columns before the vendors: point, weight, requirement. */
const FIXED = 3;

/** Points against vendors: a spreadsheet that takes scores from the keyboard and shows the gaps from across the room. */
export function HeatMap({ model, groups, selected, onSelect, onEditVendor, onAnswers }: Props) {
  const { t, text, locale, direction } = useWords();
  const number = new Intl.NumberFormat(locale);
  const readOnly = useReadOnly();
  const grid = useRef<HTMLDivElement>(null);
  const arrived = useRef<HTMLDivElement>(null);
  useArrival(arrived, selected?.point);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<Place>();
  const [why, setWhy] = useState<ScoreAsked>();
  const order = useRowOrder(groups, grid);
  const categoryTotals = useCategoryTotals(model);
  const vendors = model.vendors.map(({ vendor }) => vendor);
  const compact = vendors.length > 6;
  const width = compact ? 62 : 92;
  const template = {
    gridTemplateColumns: `minmax(214px, 1.6fr) 56px minmax(118px, 1fr)${vendors.length > 0 ? ` repeat(${vendors.length}, minmax(${width}px, 1fr))` : ''}`,
  };
  const rows = groups.filter(({ category }) => !folded.has(category)).flatMap(({ points }) => points.filter(({ point }) => point.switchedOff === undefined));
  const at = selected ?? cursor ?? { point: rows[0]?.point.id ?? '', vendor: vendors[0]?.id };

  function moveTo(point: KnownPoint | undefined, vendor: Vendor | undefined) {
    if (!point || !vendor) return;
    const place = { point: point.point.id, vendor: vendor.id };
    setCursor(place);
    if (selected) onSelect(place, true);
    const cell = grid.current?.querySelector(`[data-point="${place.point}"][data-vendor="${place.vendor}"]`);
    if (cell instanceof HTMLElement) cell.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const cell = event.target instanceof HTMLElement ? event.target : undefined;
    const moves = pressed('heat-map', event, direction === 'rtl');
    const moved = cell?.closest<HTMLElement>('[data-row]')?.dataset.row;
    if ((moves === 'earlier' || moves === 'later') && moved) {
      event.preventDefault();
      const inside = cell?.dataset.vendor ? `[data-vendor="${cell.dataset.vendor}"]` : '[role=rowheader] button';
      if (!readOnly) order.moveByKey(moved, moves, `[data-row="${moved}"] ${inside}`);
      return;
    }
    const { point: pointId, vendor: vendorId } = cell?.dataset ?? {};
    const row = rows.findIndex(({ point }) => point.id === pointId);
    const column = vendors.findIndex(({ id }) => id === vendorId);
    const [known, vendor] = [rows[row], vendors[column]];
    if (!known || !vendor) return;
    const does = pressed('heat-map', event, direction === 'rtl');
    switch (does) {
      case 'previous':
      case 'next':
        moveTo(rows[row + (does === 'next' ? 1 : -1)], vendor);
        break;
      case 'back':
      case 'along':
        moveTo(known, vendors[column + (does === 'along' ? 1 : -1)]);
        break;
      case 'first':
      case 'last':
        moveTo(known, vendors.at(does === 'first' ? 0 : -1));
        break;
      case 'open':
        onSelect({ point: known.point.id, vendor: vendor.id });
        break;
      case 'close':
        if (!selected) return;
        onSelect(undefined);
        break;
      case undefined:
        if (readOnly || !answerByKey(event, known, vendor, model.answerOf(vendor.id, known.point.id))) return;
    }
    event.preventDefault();
  }

  function toggle(category: string) {
    const next = new Set(folded);
    if (!next.delete(category)) next.add(category);
    setFolded(next);
  }

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      aria-label={t('gap.heat-map')}
      aria-colcount={FIXED + vendors.length}
      className={classes.grid}
      data-compact={compact}
      style={{ minWidth: 400 + vendors.length * (width + 4) }}
      onKeyDown={onKeyDown}
    >
      <div role="row" className={classes.head} style={template}>
        <div role="columnheader" className={classes.first}>
          {t('gap.column.point')}
        </div>
        <div role="columnheader">{t('gap.column.weight')}</div>
        <div role="columnheader">{t('gap.column.requirement')}</div>
        {model.vendors.map(({ vendor, score, consequences }, n) => (
          <VendorHead
            key={vendor.id}
            vendor={vendor}
            score={score}
            consequences={consequences}
            compact={compact}
            column={FIXED + n + 1}
            onWhy={() => setWhy({ vendor: vendor.id })}
            onEdit={() => onEditVendor(vendor)}
            onAnswers={() => onAnswers(vendor.id)}
          />
        ))}
      </div>
      {groups.map((group) => (
        <div key={group.category} role="rowgroup">
          <div role="row" className={`${classes.row} ${classes.group}`} style={template}>
            <div role="rowheader" aria-colspan={FIXED} className={classes.groupName}>
              <UnstyledButton onClick={() => toggle(group.category)} aria-expanded={!folded.has(group.category)} className={classes.fold}>
                <IconChevronDown size={14} aria-hidden />
                {text(group.label)}
                {folded.has(group.category) && <span>{t('gap.points', { count: group.points.length })}</span>}
              </UnstyledButton>
            </div>
            {vendors.map((vendor, n) => {
              const share = categoryTotals.get(`${group.category} ${vendor.id}`);
              if (share === undefined) return <div key={vendor.id} role="gridcell" aria-colindex={FIXED + n + 1} />;
              const score = Math.round(share * 100);
              const words = t('gap.parts.of-category', { vendor: vendor.name, category: group.label, score });
              return (
                <div key={vendor.id} role="gridcell" aria-colindex={FIXED + n + 1}>
                  <button
                    type="button"
                    className={classes.groupTotal}
                    title={words}
                    aria-label={words}
                    onClick={() => setWhy({ vendor: vendor.id, category: group.category })}
                  >
                    {number.format(score)}
                  </button>
                </div>
              );
            })}
          </div>
          {!folded.has(group.category) &&
            group.points.map((known) => (
              <div
                key={known.point.id}
                role="row"
                ref={selected?.point === known.point.id ? arrived : undefined}
                className={classes.row}
                style={template}
                data-selected={selected?.point === known.point.id}
                data-off={known.point.switchedOff !== undefined}
                data-row={known.point.id}
                {...order.rowProps(known)}
              >
                <div role="rowheader" className={classes.first}>
                  <span className={classes.grip} draggable={!readOnly} aria-hidden title={t('gap.drag')} {...order.gripProps(known)}>
                    <IconGripVertical size={13} />
                  </span>
                  <PointName known={known} onClick={() => onSelect({ point: known.point.id, vendor: at.vendor })} />
                </div>
                {known.point.switchedOff === undefined ? (
                  <>
                    <div role="gridcell" aria-colindex={2}>
                      <WeightButton known={known} />
                    </div>
                    <div role="gridcell" aria-colindex={3}>
                      <RequirementCell known={known} requirement={model.requirements.get(known.point.id)} />
                    </div>
                    {vendors.map((vendor, n) => (
                      <GapCell
                        key={vendor.id}
                        known={known}
                        vendor={vendor}
                        answer={model.answerOf(vendor.id, known.point.id)}
                        required={model.required}
                        column={FIXED + n + 1}
                        cursor={at.point === known.point.id && at.vendor === vendor.id}
                        chosen={selected?.point === known.point.id && selected.vendor === vendor.id}
                        onPick={() => {
                          setCursor({ point: known.point.id, vendor: vendor.id });
                          onSelect({ point: known.point.id, vendor: vendor.id });
                        }}
                      />
                    ))}
                  </>
                ) : (
                  <SwitchedOff known={known} />
                )}
              </div>
            ))}
        </div>
      ))}
      {why && (
        <ScoreDialog
          key={`${why.vendor} ${why.category}`}
          model={model}
          asked={why}
          onClose={() => setWhy(undefined)}
          onGo={(point) => {
            setWhy(undefined);
            onSelect({ point, vendor: why.vendor });
          }}
        />
      )}
    </div>
  );
}

/** Share by "category vendor"; what has no score yet is missing. */
function useCategoryTotals({ groups, vendors }: Pick<GapModel, 'groups' | 'vendors'>): ReadonlyMap<string, number> {
  const answers = useEngagement((e) => e.checklist.answers);
  return useMemo(() => {
    const totals = new Map<string, number>();
    for (const { vendor } of vendors) {
      const own = answers.filter((answer) => answer.vendor === vendor.id);
      for (const { category, points } of groups) {
        const { share } = scoreVendor({ points: points.map(({ point }) => point), answers: own }, vendor.id);
        if (share !== undefined) totals.set(`${category} ${vendor.id}`, share);
      }
    }
    return totals;
  }, [groups, vendors, answers]);
}

export function PointName({ known, onClick }: { known: KnownPoint; onClick: () => void }) {
  const { text, locale } = useWords();
  return (
    <UnstyledButton className={classes.point} onClick={onClick} title={text(known.question)}>
      <span className={classes.number}>{new Intl.NumberFormat(locale).format(known.number)}</span>
      <span className={classes.pointName}>{text(known.label)}</span>
    </UnstyledButton>
  );
}

function SwitchedOff({ known }: { known: KnownPoint }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  return (
    <div role="gridcell" className={classes.off}>
      <span>{t('gap.off', { reason: known.point.switchedOff ?? '' })}</span>
      <ActionIcon
        size={24}
        disabled={readOnly}
        aria-label={t('gap.switch-on')}
        title={t('gap.switch-on')}
        onClick={() => run({ key: 'gap.step.on', params: { point: known.label } }, (e) => switchOnPoint(e, { point: known.point.id }))}
      >
        <IconPower size={15} />
      </ActionIcon>
    </div>
  );
}
