import { Button, Modal, UnstyledButton } from '@mantine/core';
import { IconBan, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type LeftOut, type ScorePart, scoreParts } from '../../../shared/checklist/score-parts';
import { useEngagement } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './score-dialog.module.css';
import type { GapModel } from './use-gap';

export type ScoreAsked = { vendor: string; category?: string };
type Props = { model: GapModel; asked: ScoreAsked; onClose: () => void; onGo: (point: string) => void };

const reasons: readonly LeftOut['why'][] = ['unanswered', 'not-applicable', 'could', 'switched-off'];

/** "A number answers why": each point with its weight, its score and what it gives, the gates, and what is left out and why. */
export function ScoreDialog({ model, asked, onClose, onGo }: Props) {
  const { t, text, locale } = useWords();
  const answers = useEngagement((e) => e.checklist.answers);
  const [category, setCategory] = useState(asked.category);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const groups = useMemo(() => (category ? model.groups.filter((group) => group.category === category) : model.groups), [model.groups, category]);
  const { total, parts, leftOut } = useMemo(
    () => scoreParts({ points: groups.flatMap(({ points }) => points.map(({ point }) => point)), answers }, asked.vendor),
    [groups, answers, asked.vendor],
  );
  const names = new Map(groups.flatMap(({ points }) => points.map(({ point, label }) => [point.id, text(label)] as const)));
  const vendor = model.vendors.find(({ vendor: one }) => one.id === asked.vendor)?.vendor;
  const blocking = parts.filter(({ blocks }) => blocks);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <>
          <UserText>{vendor?.name}</UserText>
          {category && <> · {text(groups[0]?.label)}</>}
        </>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.body}>
        <p className={classes.total}>
          <strong>{total === undefined ? '–' : number.format(total)}</strong> {t('gap.of-100')}
          {category && (
            <Button size="compact-xs" variant="subtle" onClick={() => setCategory(undefined)}>
              {t('gap.parts.whole')}
            </Button>
          )}
        </p>
        <p className={classes.how}>{t('gap.parts.how')}</p>
        {blocking.length > 0 && (
          <p className={classes.gates}>
            <IconBan size={15} aria-hidden />
            {t('gap.parts.gates', { count: blocking.length })}
          </p>
        )}
        {parts.length > 0 && (
          <table className={classes.parts}>
            <thead>
              <tr>
                <th scope="col">{t('gap.column.point')}</th>
                <th scope="col">{t('gap.weight')}</th>
                <th scope="col">{t('gap.score')}</th>
                <th scope="col">{t('gap.parts.gives')}</th>
              </tr>
            </thead>
            <tbody>
              {parts.map((part) => (
                <Part key={part.point} part={part} name={names.get(part.point) ?? part.point} onGo={onGo} />
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('gap.part.total')}</th>
                <td>{number.format(parts.reduce((sum, { weight }) => sum + weight, 0))}</td>
                <td />
                <td>{total === undefined ? '–' : number.format(total)}</td>
              </tr>
            </tfoot>
          </table>
        )}
        {reasons.map((why) => {
          const out = leftOut.filter((one) => one.why === why);
          if (out.length === 0) return null;
          return (
            <details key={why} className={classes.out}>
              <summary>{t(`gap.parts.out.${why}`, { count: out.length })}</summary>
              <ul>
                {out.map(({ point }) => (
                  <li key={point}>
                    <UnstyledButton onClick={() => onGo(point)}>{names.get(point)}</UnstyledButton>
                  </li>
                ))}
              </ul>
            </details>
          );
        })}
      </div>
    </Modal>
  );
}

function Part({ part, name, onGo }: { part: ScorePart; name: string; onGo: (point: string) => void }) {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return (
    <tr>
      <th scope="row">
        <UnstyledButton onClick={() => onGo(part.point)}>{name}</UnstyledButton>
      </th>
      <td>{number.format(part.weight)}</td>
      <td>
        <span className={classes.given}>
          {number.format(part.score)}
          {part.verified && <IconRosetteDiscountCheck size={14} role="img" aria-label={t('gap.verified')} />}
          {part.blocks && <IconBan size={13} role="img" aria-label={t('gap.blocks')} className={classes.blocks} />}
        </span>
      </td>
      <td title={t('gap.parts.gives-of', { gives: part.gives, most: part.couldGive })}>
        <span className={classes.gives}>
          {number.format(part.gives)}
          <span className={classes.track} aria-hidden>
            <span style={{ width: `${part.couldGive === 0 ? 0 : (part.gives / part.couldGive) * 100}%` }} />
          </span>
        </span>
      </td>
    </tr>
  );
}
