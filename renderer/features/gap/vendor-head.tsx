import { Menu, UnstyledButton } from '@mantine/core';
import { IconBan, IconCheck, IconChevronDown, IconHistory, IconPencil, IconRoute, IconTrash, IconUserQuestion } from '@tabler/icons-react';
import { editVendor, removeVendor } from '../../../shared/checklist/edit-checklist';
import type { VendorAnalysis } from '../../../shared/checklist/gap-analysis';
import { run, useReadOnly } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './heat-map.module.css';

type Props = Pick<VendorAnalysis, 'vendor' | 'score' | 'consequences'> & {
  compact: boolean;
  column: number;
  onWhy: () => void;
  onEdit: () => void;
  onAnswers: () => void;
};

/** A vendor's name, place and total; the total opens what it is made of. */
export function VendorHead({ vendor, score, consequences, compact, column, onWhy, onEdit, onAnswers }: Props) {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const current = vendor.role === 'current';
  const failed = score.blocking.length;
  const step = (key: string) => ({ key, params: { vendor: vendor.name } });
  return (
    <div role="columnheader" aria-colindex={column} className={classes.vendor} data-leads={score.rank === 1} data-out={!current && failed > 0}>
      <div className={classes.vendorName}>
        <Menu position="bottom-start">
          <Menu.Target>
            <UnstyledButton className={classes.vendorButton} title={vendor.product ? `${vendor.name} · ${vendor.product}` : vendor.name}>
              <UserText>{vendor.name}</UserText>
              <IconChevronDown size={12} aria-hidden />
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconUserQuestion size={15} />} onClick={onAnswers}>
              {t('gap.fill-answers')}
            </Menu.Item>
            <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit} disabled={readOnly}>
              {t('gap.edit-vendor')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconHistory size={15} />}
              disabled={readOnly}
              onClick={() => run(step('gap.step.edit-vendor'), (e) => editVendor(e, { id: vendor.id, vendor: { role: current ? 'candidate' : 'current' } }))}
            >
              {t(current ? 'gap.mark-candidate' : 'gap.mark-current')}
            </Menu.Item>
            <Menu.Item
              color="pomegranate"
              leftSection={<IconTrash size={15} />}
              disabled={readOnly}
              onClick={() => run(step('gap.step.remove-vendor'), (e) => removeVendor(e, { id: vendor.id }))}
            >
              {t('gap.remove-vendor')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {score.rank !== undefined && (
          <span className={classes.rank} title={t('gap.rank', { rank: score.rank })}>
            {number.format(score.rank)}
          </span>
        )}
      </div>
      <UnstyledButton
        className={classes.score}
        onClick={onWhy}
        aria-label={score.share === undefined ? t('gap.no-score') : t('gap.why-score', { score: Math.round(score.share * 100) })}
      >
        <strong>{score.share === undefined ? '–' : number.format(Math.round(score.share * 100))}</strong>
        {!compact && <span>{t('gap.of-100')}</span>}
      </UnstyledButton>
      <span className={classes.total} aria-hidden>
        <span style={{ width: `${(score.share ?? 0) * 100}%` }} />
      </span>
      {!compact && (
        <>
          {current ? (
            <span className={classes.fact}>
              <IconHistory size={13} aria-hidden />
              <span>{t('gap.today')}</span>
            </span>
          ) : failed > 0 ? (
            <span className={classes.fact} data-tone="blocking">
              <IconBan size={13} aria-hidden />
              <span title={t('gap.gates-failed', { count: failed })}>{t('gap.gates-failed', { count: failed })}</span>
            </span>
          ) : (
            <span className={classes.fact} data-tone={score.answered.count > 0 ? 'good' : undefined}>
              {score.answered.count > 0 && <IconCheck size={13} aria-hidden />}
              <span>{t(score.answered.count > 0 ? 'gap.gates-passed' : 'gap.gates-open')}</span>
            </span>
          )}
          <span className={classes.fact}>{t('gap.answered', { share: percent.format(score.answered.share ?? 0) })}</span>
          <JourneysFact journeys={consequences.journeys} />
        </>
      )}
    </div>
  );
}

/** How many of the client's journeys would run, as far as answers go. */
function JourneysFact({ journeys }: Pick<VendorAnalysis['consequences'], 'journeys'>) {
  const { t } = useWords();
  if (journeys.length === 0) return null;
  const count = (fate: (typeof journeys)[number]['fate']) => journeys.filter((one) => one.fate === fate).length;
  const [stopped, open] = [count('stopped'), count('unknown')];
  const all = journeys.length;
  const words = stopped > 0 ? t('gap.journeys-stopped', { stopped, all }) : open > 0 ? t('gap.journeys-open', { open, all }) : t('gap.journeys', { all });
  return (
    <span className={classes.fact} data-tone={stopped > 0 ? 'blocking' : open > 0 ? undefined : 'good'} title={t('gap.journeys-of', { words })}>
      <IconRoute size={13} aria-hidden />
      <span>{words}</span>
    </span>
  );
}
