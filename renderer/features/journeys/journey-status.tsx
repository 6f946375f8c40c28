import { IconAlertOctagon } from '@tabler/icons-react';
import type { Journey } from '../../../shared/journey/schema';
import { Badge, type BadgeTone } from '../../ui/badge';
import { useWords } from '../../ui/words';

const tones = { draft: 'accent', 'in-review': 'suggestion', approved: 'good', published: 'good', retired: 'quiet' } satisfies Record<
  Journey['status'],
  BadgeTone
>;

export function StatusBadge({ status, blocked }: { status: Journey['status']; blocked: boolean }) {
  const { t } = useWords();
  if (blocked && status !== 'retired')
    return (
      <Badge tone="blocking" icon={<IconAlertOctagon size={13} />}>
        {t('journey-status.blocked')}
      </Badge>
    );
  return <Badge tone={tones[status]}>{t(`journey-status.${status}`)}</Badge>;
}
