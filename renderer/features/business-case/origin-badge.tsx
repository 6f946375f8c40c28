import { originWords } from '../../../shared/business-case/case-words';
import type { FigureOrigin } from '../../../shared/business-case/figure';
import { Badge, type BadgeTone } from '../../ui/badge';
import { useCaseSpeaker } from './input-name';

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
  planned: 'data',
  offer: 'data',
  all: 'waiting',
  example: 'quiet',
  published: 'quiet',
};

/** Where a number is from. */
export function OriginBadge({ origin }: { origin: FigureOrigin }) {
  const speaker = useCaseSpeaker();
  return <Badge tone={tones[origin.kind]}>{originWords(origin, speaker)}</Badge>;
}
