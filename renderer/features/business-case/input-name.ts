import { saleRateInput } from '../../../shared/business-case/case-model';
import type { FigureId } from '../../../shared/business-case/total-case';
import { type Channel, channels } from '../../../shared/journey/schema';
import { useCatalogue } from '../../store/derived';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';

/** What an input of the formulas is called: as the catalogue has it. */
export function useInputName(): (input: string) => string {
  const { t, text } = useWords();
  const catalogue = useCatalogue();
  return (input) => {
    const channel = channels.find((one) => saleRateInput(one) === input);
    if (channel) return t('case.sale-rate', { channel: t(`channel.${channel}`) });
    for (const kpi of catalogue?.kpi.kpis ?? []) {
      const found = kpi.inputs.find(({ id }) => id === input);
      if (found) return text(found.label);
    }
    return input;
  };
}

/** What a figure of the case is called, with the journey it is of. */
export function useFigureName(): (id: FigureId) => string {
  const { t, text } = useWords();
  const journeys = useEngagement((e) => e.journeys);
  const inputName = useInputName();
  return (id) => {
    const [kind, of = '', name = ''] = id.split(':');
    if (kind === 'input') return inputName(of);
    if (kind === 'sale-rate') return inputName(saleRateInput(of as Channel));
    return t('case.figure-of', { journey: text(journeys.find((journey) => journey.id === of)?.name), figure: t(`case.figure.${name}`) });
  };
}
