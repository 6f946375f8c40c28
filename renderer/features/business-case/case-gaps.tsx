import { IconInfoCircle } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { type CaseGap, saleRateInput } from '../../../shared/business-case/case-model';
import { costGapWords } from '../../../shared/checklist/cost-gap-words';
import { useCatalogue } from '../../store/derived';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './case-views.module.css';
import { useInputName } from './input-name';
import type { Case } from './use-case';

/** What is not in the sums because nobody said it, each leading to where it is said. */
export function CaseGaps({ of: { model } }: { of: Case }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const journeys = useEngagement((e) => e.journeys);
  const vendors = useEngagement((e) => e.checklist.vendors);
  const catalogue = useCatalogue();
  const inputName = useInputName();
  if (model.gaps.length === 0) return null;
  const nameOf = (id: string) => text(journeys.find((journey) => journey.id === id)?.name);
  const vendorOf = (id: string) => vendors.find((vendor) => vendor.id === id)?.name ?? id;
  const page = `/e/${engagementId}/business-case`;
  const told = (gap: CaseGap): { words: string; to: string } => {
    switch (gap.kind) {
      case 'journey':
        return {
          words: t('case.gap.journey', { name: nameOf(gap.journey), what: gap.missing.map((one) => t(`case.figure.${one}`)).join(' · ') }),
          to: `${page}?view=journeys&journey=${gap.journey}`,
        };
      case 'stopped':
        return { words: t('case.gap.stopped', { name: nameOf(gap.journey), vendor: vendorOf(gap.vendor) }), to: `/e/${engagementId}/gap` };
      case 'campaign':
        return { words: t('case.gap.campaign', { channel: t(`channel.${gap.channel}`) }), to: `${page}?view=total#${saleRateInput(gap.channel)}` };
      case 'message-price':
        return { words: t('case.gap.price', { channel: t(`channel.${gap.channel}`) }), to: page };
      case 'input':
        return {
          words: t('case.gap.input', { what: inputName(gap.input) }),
          to: gap.input === 'aov' || gap.input === 'margin' ? page : `${page}?view=total#${gap.input}`,
        };
      case 'vendor':
        return {
          words: t('case.gap.vendor', {
            vendor: vendorOf(gap.vendor),
            what: costGapWords(
              gap.gap,
              vendors.find(({ id }) => id === gap.vendor) ?? {},
              t,
              (id) => text(catalogue?.checklist.points.find((point) => point.id === id)?.label) || id,
            ),
          }),
          to: `/e/${engagementId}/gap?view=cost`,
        };
    }
  };
  return (
    <section className={classes.card}>
      <h2>{t('case.gaps')}</h2>
      <ul className={classes.gaps}>
        {model.gaps.map((gap) => {
          const { words, to } = told(gap);
          return (
            <li key={words}>
              <IconInfoCircle size={15} aria-hidden />
              <Link to={to}>{words}</Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
