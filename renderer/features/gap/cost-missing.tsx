import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { costGapWords } from '../../../shared/checklist/cost-gap-words';
import type { CostGap } from '../../../shared/checklist/cost-gaps';
import type { Vendor } from '../../../shared/checklist/schema';
import { useEngagement } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './cost-view.module.css';
import { pointName } from './cost-words';
import type { Place } from './heat-map';
import type { GapModel } from './use-gap';

type Props = { model: GapModel; onSelect: (place: Place) => void; onEdit: (vendor: string) => void };

/** What stands between each sum and the true one, each with the way to where it is said. */
export function CostMissing({ model, onSelect, onEdit }: Props) {
  const { t } = useWords();
  const open = model.vendors.filter(({ cost }) => cost && cost.gaps.length > 0);
  return (
    <section className={classes.card}>
      <h2>{t('gap.cost.missing')}</h2>
      {open.length === 0 ? (
        <Quiet>{t('gap.cost.missing-nothing')}</Quiet>
      ) : (
        <div className={classes.missing}>
          {open.map(({ vendor, cost }) => (
            <div key={vendor.id}>
              <h3>
                <UserText>{vendor.name}</UserText>
              </h3>
              <ul>
                {cost?.gaps.map((gap) => (
                  <li key={JSON.stringify(gap)}>
                    <IconAlertTriangle size={14} aria-hidden />
                    <GapLine model={model} vendor={vendor} gap={gap} onSelect={onSelect} onEdit={onEdit} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

function GapLine({ model, vendor, gap, onSelect, onEdit }: Props & { vendor: Vendor; gap: CostGap }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const journeys = useEngagement((e) => e.journeys);
  const sends = useEngagement((e) => e.plannedSends);
  const inOffer = (words: string) => (
    <UnstyledButton className={classes.link} onClick={() => onEdit(vendor.id)}>
      {words}
    </UnstyledButton>
  );
  const inVolumes = (words: string) => <Link to={`/e/${engagementId}/business-case`}>{words}</Link>;
  const atPoint = (point: string, words: string) => (
    <UnstyledButton className={classes.link} onClick={() => onSelect({ point, vendor: vendor.id })}>
      {words}
    </UnstyledButton>
  );
  const words = costGapWords(gap, vendor, t, (id) => pointName(model, id, text));
  switch (gap.kind) {
    case 'no-licence':
    case 'no-steps':
    case 'no-message-price':
    case 'taken-as-included':
    case 'beyond-steps':
    case 'no-add-on-price':
    case 'no-price':
      return inOffer(words);
    case 'no-volume':
    case 'customers-for-contacts':
    case 'no-growth':
    case 'short-plan':
      return inVolumes(words);
    case 'no-fallback-price':
    case 'twice':
      return atPoint(gap.point, words);
    case 'uncounted-messages':
      return (
        <span>
          {words}{' '}
          {gap.journeys.map((id, i) => (
            <span key={id}>
              {i > 0 && ' · '}
              <Link to={`/e/${engagementId}/journeys/${id}`}>{text(journeys.find((one) => one.id === id)?.name)}</Link>
            </span>
          ))}
          {gap.sends.map((id, i) => (
            <span key={id}>
              {(i > 0 || gap.journeys.length > 0) && ' · '}
              <Link to={`/e/${engagementId}/business-case`}>
                <UserText>{sends.find((one) => one.id === id)?.name}</UserText>
              </Link>
            </span>
          ))}
        </span>
      );
  }
}
