import { IconBan, IconQuote, IconRosetteDiscountCheck } from '@tabler/icons-react';
import type { KnownPoint } from '../../../shared/checklist/point-groups';
import type { Answer, Vendor } from '../../../shared/checklist/schema';
import { gapOf, standingOf } from '../../../shared/checklist/score';
import { useShownText } from '../../ui/private';
import { useWords } from '../../ui/words';
import classes from './heat-map.module.css';
import { type GapModel, shadeOf } from './use-gap';

type Props = {
  known: KnownPoint;
  vendor: Vendor;
  answer: Answer | undefined;
  required: GapModel['required'];
  column: number;
  cursor: boolean;
  chosen: boolean;
  onPick: () => void;
};

/** One answer as a coloured digit: how far it is from what is needed, whether somebody saw it proved, whether it blocks. */
export function GapCell({ known, vendor, answer, required, column, cursor, chosen, onPick }: Props) {
  const { t, locale, text } = useWords();
  const shown = useShownText();
  const { point } = known;
  const gap = gapOf(point, answer, required);
  const standing = standingOf(point, answer);
  const blocks = vendor.role === 'candidate' && point.priority === 'must' && (answer?.score ?? 4) <= 1 && standing === 'scored';
  const claims = standing !== 'not-applicable' && answer?.claimedScore !== answer?.score ? answer?.claimedScore : undefined;
  const number = new Intl.NumberFormat(locale);
  const spoken = [
    `${vendor.name}, ${text(known.label)}`,
    standing === 'scored' ? t('gap.cell.score', { score: answer?.score ?? 0, gap: signed(gap ?? 0, locale) }) : t(`gap.standing.${standing}`),
    ...(claims === undefined ? [] : [t('gap.claims', { score: claims })]),
    ...(standing === 'scored' && answer?.verified ? [t('gap.verified')] : []),
    ...(blocks ? [t('gap.blocks')] : []),
  ].join(', ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled once by the grid, for the cell at hand
    <div
      role="gridcell"
      aria-colindex={column}
      aria-selected={chosen}
      aria-label={spoken}
      className={classes.slot}
      tabIndex={cursor ? 0 : -1}
      data-point={point.id}
      data-vendor={vendor.id}
      onClick={onPick}
    >
      <span
        className={classes.cell}
        data-gap={shadeOf(gap)}
        data-standing={standing}
        data-pale={vendor.role === 'current'}
        title={[claims === undefined ? '' : t('gap.claims', { score: claims }), answer?.claim && shown(answer.claim)].filter(Boolean).join(' · ') || undefined}
      >
        {blocks && <IconBan size={13} className={classes.blocks} aria-hidden />}
        {claims !== undefined && (
          <span className={classes.claims}>
            <IconQuote size={11} aria-hidden />
            {number.format(claims)}
          </span>
        )}
        {standing === 'scored' && (
          <>
            {number.format(answer?.score ?? 0)}
            {answer?.verified && <IconRosetteDiscountCheck size={14} stroke={1.8} aria-hidden />}
          </>
        )}
        {standing === 'not-applicable' && '–'}
        {standing === 'unanswered' &&
          claims === undefined &&
          (answer?.claim ? <IconQuote size={13} aria-hidden /> : <span className={classes.unanswered}>{t('gap.standing.unanswered')}</span>)}
      </span>
    </div>
  );
}

/** "+1", "−2", "0", the sign on the side the language wants it. */
export function signed(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(value);
}
