import { Select } from '@mantine/core';
import { editPolicies } from '../../../../shared/journey/edit-journey';
import { nodeLabel, type Speaker } from '../../../../shared/journey/node-label';
import type { Journey, Node } from '../../../../shared/journey/schema';
import { run } from '../../../store/session';
import { InspectorSection } from '../../../ui/inspector';
import { useWords } from '../../../ui/words';

type ByNode = NonNullable<Journey['policies']['onRepublish']['byNode']>;
type Action = ByNode[string];
const waiting: ReadonlySet<Node['kind']> = new Set(['wait', 'wait-until', 'wait-event', 'window']);

/** What becomes of the people who stand at this step when a new version is deployed, where it is not as for the whole journey. */
export function RepublishSettings({ journey, node, speaker }: { journey: Journey; node: Node; speaker: Speaker }) {
  const { t } = useWords();
  if (!waiting.has(node.kind)) return null;
  const { onRepublish } = journey.policies;
  const own = onRepublish.byNode?.[node.id];
  function set(action: Action | undefined): void {
    const { [node.id]: _, ...others } = onRepublish.byNode ?? {};
    const byNode = action ? { ...others, [node.id]: action } : others;
    run({ key: 'canvas.step.edit', params: { node: nodeLabel(node, speaker).title } }, (e) =>
      editPolicies(e, {
        id: journey.id,
        policies: { onRepublish: { default: onRepublish.default, ...(Object.keys(byNode).length > 0 ? { byNode } : {}) } },
      }),
    );
  }
  function choose(action: string | null): void {
    if (action === 'migrate') set({ action, to: node.id, timer: 'keep' });
    else if (action === 'finish-on-old' || action === 'exit') set({ action });
    else set(undefined);
  }
  return (
    <InspectorSection title={t('canvas.on-republish')}>
      <Select
        aria-label={t('canvas.on-republish')}
        value={own?.action ?? ''}
        onChange={choose}
        data={[
          { value: '', label: t('canvas.as-journey', { action: t(`republish.${onRepublish.default}`) }) },
          ...(['finish-on-old', 'migrate', 'exit'] as const).map((value) => ({ value, label: t(`republish.${value}`) })),
        ]}
        allowDeselect={false}
      />
      {own?.action === 'migrate' && (
        <>
          <Select
            label={t('journeys.moves-to')}
            value={own.to}
            onChange={(to) => to && set({ ...own, to })}
            data={journey.nodes.filter(({ kind }) => kind !== 'trigger').map((one) => ({ value: one.id, label: nodeLabel(one, speaker).title }))}
            searchable
            allowDeselect={false}
          />
          <Select
            label={t('journeys.timer')}
            value={own.timer}
            onChange={(timer) => set({ ...own, timer: timer === 'restart' ? 'restart' : 'keep' })}
            data={(['keep', 'restart'] as const).map((value) => ({ value, label: t(`timer.${value}`) }))}
            allowDeselect={false}
          />
        </>
      )}
    </InspectorSection>
  );
}
