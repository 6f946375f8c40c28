import { ActionIcon, Button, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { portLabel, type Speaker } from '../../../../shared/journey/node-label';
import type { Node, NodeOf } from '../../../../shared/journey/schema';
import { ConditionEditor } from '../../../ui/condition/condition-editor';
import { newPart } from '../../../ui/condition/new-part';
import { InspectorSection } from '../../../ui/inspector';
import { Quiet } from '../../../ui/quiet';
import { TypedInput } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import { freePort, moved } from './ports';

/** Cases in the order they are asked; the first that holds is taken. */
export function DecisionSettings({ node, speaker, onChange }: { node: NodeOf<'decision'>; speaker: Speaker; onChange: (node: Node, part?: string) => void }) {
  const { t, language } = useWords();
  const { cases } = node;
  const set = (next: typeof cases, part?: string) => onChange({ ...node, cases: next }, part);
  const blank = newPart('attribute', speaker.context, undefined, 'and');
  return (
    <>
      {cases.length > 1 && <Quiet>{t('canvas.first-that-holds')}</Quiet>}
      {cases.map((one, i) => (
        <InspectorSection
          key={one.port}
          title={t('canvas.case', { port: portLabel(node, one.port, speaker) })}
          beside={
            cases.length > 1 && (
              <Group gap={2} wrap="nowrap">
                <ActionIcon size={24} aria-label={t('canvas.case-earlier')} disabled={i === 0} onClick={() => set(moved(cases, i, -1))}>
                  <IconArrowUp size={14} />
                </ActionIcon>
                <ActionIcon size={24} aria-label={t('canvas.case-later')} disabled={i === cases.length - 1} onClick={() => set(moved(cases, i, 1))}>
                  <IconArrowDown size={14} />
                </ActionIcon>
                <ActionIcon size={24} aria-label={t('canvas.remove')} onClick={() => set(cases.toSpliced(i, 1))}>
                  <IconTrash size={14} />
                </ActionIcon>
              </Group>
            )
          }
        >
          <TypedInput
            aria-label={t('canvas.node-name')}
            placeholder={t('canvas.node-name')}
            value={one.name?.[language] ?? ''}
            onType={(words) => set(cases.with(i, { ...one, name: { ...one.name, [language]: words } }), `case-name-${i}`)}
            maxLength={200}
          />
          <ConditionEditor value={one.when} onChange={(when) => set(cases.with(i, { ...one, when }))} context={speaker.context} />
        </InspectorSection>
      ))}
      {blank && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            set([
              ...cases,
              {
                port: freePort([...cases.map(({ port }) => port), 'else'], (n) => `case-${n}`),
                when: blank,
              },
            ])
          }
        >
          {t('canvas.add-case')}
        </Button>
      )}
    </>
  );
}
