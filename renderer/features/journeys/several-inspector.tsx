import { Select } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { numberFormat } from '../../../shared/i18n/number-format';
import { settingAt, type ValueKind } from '../../../shared/journey/diff-settings';
import { sayValue } from '../../../shared/journey/diff-values';
import { setOnSeveral, setOnTouchpoints, sharedFrameSetting, sharedSettings, touchpointsOfNodes } from '../../../shared/journey/edit-several';
import { listed, type Speaker } from '../../../shared/journey/node-label';
import { type Frame, funnelStages, type Journey, type Node, type NodeKind, nodeKinds } from '../../../shared/journey/schema';
import { textIn } from '../../../shared/text';
import { run, useReadOnly } from '../../store/session';
import { namesOf } from '../../ui/condition/condition-names';
import { Inspector, InspectorFields, InspectorHead, InspectorSection } from '../../ui/inspector';
import { Quiet } from '../../ui/quiet';
import { TypedInput } from '../../ui/typed-input';
import { useWords } from '../../ui/words';
import { isOptionalSetting } from './settings/optional-settings';
import { SettingField } from './settings/setting-field';

type Props = { journey: Journey; chosen: ReadonlySet<string>; speaker: Speaker; onClose: () => void };

/** Several chosen nodes: how many of each kind, and what those of one kind have in common, set on all of them at once. */
export function SeveralInspector({ journey, chosen, speaker, onClose }: Props) {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  const nodes = journey.nodes.filter(({ id }) => chosen.has(id));
  const number = numberFormat(locale);
  const byKind = nodeKinds.flatMap((kind) => {
    const some = nodes.filter((node) => node.kind === kind);
    return some.length > 0 ? [{ kind, some }] : [];
  });
  const counts = byKind.map(({ kind, some }) => `${number.format(some.length)} ${t(`node.kind.${kind}`)}`).join(' · ');
  return (
    <Inspector>
      <InspectorHead icon={<IconStack2 size={18} stroke={1.7} />} title={t('canvas.selected', { count: nodes.length })} facts={counts} onClose={onClose} />
      <InspectorFields disabled={readOnly}>
        {byKind.map(({ kind, some }) => (
          <OneKind key={kind} journey={journey} kind={kind} nodes={some} speaker={speaker} />
        ))}
        <Touchpoints journey={journey} nodes={nodes} />
        {byKind.every(({ some }) => sharedSettings(some).length === 0) && <Quiet>{t('canvas.nothing-shared')}</Quiet>}
      </InspectorFields>
    </Inspector>
  );
}

function OneKind({ journey, kind, nodes, speaker }: { journey: Journey; kind: NodeKind; nodes: readonly Node[]; speaker: Speaker }) {
  const { t } = useWords();
  const settings = sharedSettings(nodes);
  if (settings.length === 0) return null;
  const ids = nodes.map(({ id }) => id);
  const side = { speaker, journey, names: (event?: string) => namesOf(speaker.context, event) };
  const say = (path: string, values: readonly unknown[]) => {
    const valueKind: ValueKind = settingAt('node', path).look?.kind ?? 'code';
    const words = values.slice(0, 4).map((value) => (value === undefined ? t('diff.nothing') : sayValue(valueKind, value, side)));
    return listed(words, speaker.language, ';');
  };
  return (
    <InspectorSection title={t('canvas.several-of', { kind: t(`node.kind.${kind}`), count: nodes.length })}>
      {settings.map(({ path, values }) => (
        <SettingField
          key={path}
          path={path}
          value={values.length === 1 ? values[0] : undefined}
          mixed={values.length > 1 ? say(path, values) : undefined}
          optional={isOptionalSetting(path)}
          onChange={(value) =>
            run(
              { key: 'canvas.step.edit-several', params: { count: ids.length } },
              (e) => setOnSeveral(e, { journey: journey.id, nodes: ids, path, value }),
              `${journey.id}:several:${ids.join()}:${path}`,
            )
          }
          speaker={speaker}
        />
      ))}
    </InspectorSection>
  );
}

/** Funnel stage and owner of the touchpoints the chosen messages stand at. */
function Touchpoints({ journey, nodes }: { journey: Journey; nodes: readonly Node[] }) {
  const { t, text, language } = useWords();
  const touchpoints = touchpointsOfNodes(
    journey,
    nodes.map(({ id }) => id),
  );
  if (touchpoints.length === 0) return null;
  const stages = sharedFrameSetting(journey, touchpoints, 'stage');
  const owners = sharedFrameSetting(journey, touchpoints, 'owner');
  const set = (frame: { stage?: Frame['stage'] | undefined; owner?: Frame['owner'] }, part: string) =>
    run(
      { key: 'canvas.step.edit-several', params: { count: touchpoints.length } },
      (e) => setOnTouchpoints(e, { journey: journey.id, touchpoints, frame }),
      `${journey.id}:touchpoints:${touchpoints.join()}:${part}`,
    );
  const stageWords = listed(
    stages.map((stage) => (stage ? t(`stage.${stage}`) : t('diff.nothing'))),
    language,
  );
  const ownerWords = listed(
    owners.map((owner) => textIn(owner, language) || t('diff.nothing')),
    language,
  );
  return (
    <InspectorSection title={t('canvas.touchpoints', { count: touchpoints.length })}>
      <Select
        label={t('storyboard.stage')}
        value={stages.length === 1 ? (stages[0] ?? null) : null}
        placeholder={stages.length > 1 ? t('canvas.several', { values: stageWords }) : undefined}
        onChange={(stage) => set({ stage: funnelStages.find((one) => one === stage) }, 'stage')}
        data={funnelStages.map((value) => ({ value, label: t(`stage.${value}`) }))}
        clearable
      />
      <TypedInput
        label={t('storyboard.owner')}
        value={owners.length === 1 ? text(owners[0]) : ''}
        placeholder={owners.length > 1 ? t('canvas.several', { values: ownerWords }) : undefined}
        onType={(words) => set({ owner: { ...(owners.length === 1 ? owners[0] : {}), [language]: words } }, 'owner')}
        maxLength={200}
      />
    </InspectorSection>
  );
}
