import type { FigureOrigin } from '../../../shared/business-case/figure';
import { useCatalogue } from '../../store/derived';
import { Badge, type BadgeTone } from '../../ui/badge';
import { useWords } from '../../ui/words';

const tones: Record<FigureOrigin['kind'], BadgeTone> = {
  client: 'good',
  journey: 'good',
  input: 'good',
  volumes: 'data',
  events: 'data',
  triggers: 'data',
  'order-value': 'data',
  kpi: 'accent',
  assumption: 'waiting',
  all: 'waiting',
  example: 'quiet',
  published: 'quiet',
};

/** Where a number is from. */
export function OriginBadge({ origin }: { origin: FigureOrigin }) {
  const { t, text } = useWords();
  const catalogue = useCatalogue();
  const words = () => {
    if (origin.kind === 'kpi') return t('case.origin.kpi', { kpi: text(catalogue?.kpi.kpis.find(({ id }) => id === origin.kpi)?.name) || origin.kpi });
    if (origin.kind === 'triggers') return t(origin.atMost ? 'case.origin.triggers-at-most' : `case.origin.triggers-${origin.from}`);
    return t(`case.origin.${origin.kind}`);
  };
  return <Badge tone={tones[origin.kind]}>{words()}</Badge>;
}
