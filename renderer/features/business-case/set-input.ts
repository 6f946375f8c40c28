import { growthInput, messagePriceInput } from '../../../shared/business-case/case-model';
import { volumeBehind } from '../../../shared/business-case/kpi-values';
import { editVolumes, setKpiInput } from '../../../shared/engagement/edit-plan';
import type { Engagement } from '../../../shared/engagement/schema';
import { channels } from '../../../shared/journey/schema';

/** Writes an input of the formulas where it belongs: into the volumes when it is another name for one of them. */
export function setInput(engagement: Engagement, id: string, value: number | undefined): Engagement {
  if (id === growthInput) return editVolumes(engagement, { volumes: { growthPerYear: value } });
  const priced = channels.find((channel) => messagePriceInput(channel) === id);
  if (priced) return editVolumes(engagement, { volumes: { messagePrices: { [priced]: value } } });
  const behind = volumeBehind(id);
  if (!behind) return setKpiInput(engagement, { input: id, value });
  return editVolumes(engagement, { volumes: 'volume' in behind ? { [behind.volume]: value } : { eventsPerMonth: { [behind.event]: value } } });
}
