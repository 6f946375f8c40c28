import { type Amounts, createAmounts } from '../../../shared/business-case/amounts';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';

/** Numbers as the reader's language and the client's currency have them. */
export function useAmounts(): Amounts {
  const { locale } = useWords();
  return createAmounts(
    locale,
    useEngagement((e) => e.client.currency),
  );
}
