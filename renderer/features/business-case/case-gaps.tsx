import { IconInfoCircle } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { type CaseGap, saleRateInput } from '../../../shared/business-case/case-model';
import { caseGapWords } from '../../../shared/business-case/case-words';
import { useWords } from '../../ui/words';
import classes from './case-views.module.css';
import { useCaseSpeaker } from './input-name';
import type { Case } from './use-case';

/** What is not in the sums because nobody said it, each leading to where it is said. */
export function CaseGaps({ of: { model } }: { of: Case }) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const speaker = useCaseSpeaker();
  if (model.gaps.length === 0) return null;
  const page = `/e/${engagementId}/business-case`;
  const placeOf = (gap: CaseGap): string => {
    switch (gap.kind) {
      case 'journey':
        return `${page}?view=journeys&journey=${gap.journey}`;
      case 'stopped':
        return `/e/${engagementId}/gap`;
      case 'campaign':
        return `${page}?view=total#${saleRateInput(gap.channel)}`;
      case 'message-price':
        return page;
      case 'input':
        return gap.input === 'aov' || gap.input === 'margin' ? page : `${page}?view=total#${gap.input}`;
      case 'vendor':
        return `/e/${engagementId}/gap?view=cost`;
    }
  };
  return (
    <section className={classes.card}>
      <h2>{t('case.gaps')}</h2>
      <ul className={classes.gaps}>
        {model.gaps.map((gap) => {
          const words = caseGapWords(gap, speaker);
          return (
            <li key={words}>
              <IconInfoCircle size={15} aria-hidden />
              <Link to={placeOf(gap)}>{words}</Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
