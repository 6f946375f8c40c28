import { type CaseSpeaker, figureName, inputName } from '../../../shared/business-case/case-words';
import type { FigureId } from '../../../shared/business-case/total-case';
import { useCatalogue } from '../../store/derived';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';

/** Whoever speaks of figures of the case: the reader's language, and the plan they are of. */
export function useCaseSpeaker(): CaseSpeaker {
  const { t, language } = useWords();
  return { engagement: useEngagement(), catalogue: useCatalogue(), translate: t, language };
}

/** What an input of the formulas is called. */
export function useInputName(): (input: string) => string {
  const speaker = useCaseSpeaker();
  return (input) => inputName(input, speaker);
}

/** What a figure of the case is called, with the journey it is of. */
export function useFigureName(): (id: FigureId) => string {
  const speaker = useCaseSpeaker();
  return (id) => figureName(id, speaker);
}
