import { ActionIcon, Button, Group, NumberInput, Select } from '@mantine/core';
import { IconCircleCheck, IconCopy, IconDatabaseExport, IconLock, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { withoutMarks } from '../../../shared/direction-marks';
import { duplicateSegment, editSegment, freeSegmentKey, removeSegment, type SegmentPatch } from '../../../shared/segments/edit-segments';
import type { Segment } from '../../../shared/segments/schema';
import type { SegmentUse } from '../../../shared/segments/segment-uses';
import { openSession, run, useReadOnly } from '../../store/session';
import { Badge } from '../../ui/badge';
import { ConditionEditor } from '../../ui/condition/condition-editor';
import { Inspector, InspectorFields, InspectorHead, InspectorList, InspectorRow, InspectorSection } from '../../ui/inspector';
import { Code } from '../../ui/isolate';
import { ProblemList } from '../../ui/problem-list';
import { Quiet } from '../../ui/quiet';
import { TypedInput, TypedTextarea } from '../../ui/typed-input';
import { useWords } from '../../ui/words';
import { LiveCard } from './live-card';
import classes from './segments-page.module.css';
import { SizeCard } from './sizes/size-card';
import type { SegmentCount } from './sizes/use-segment-report';
import { SqlDialog } from './sql-dialog';
import type { SegmentsModel } from './use-segments';

type Props = { model: SegmentsModel; segment: Segment; count: SegmentCount; onSelect: (id: string | undefined) => void };

const stationOf: Partial<Record<SegmentUse['kind'], string>> = { journey: 'journeys', segment: 'segments' };

/** A segment's name, purpose and rule, what it lacks, who rests on it. */
export function SegmentInspector({ model, segment, count, onSelect }: Props) {
  const { t, text, language } = useWords();
  const readOnly = useReadOnly();
  const { engagementId } = useParams();
  const { id, name, administrative } = segment;
  const [isSqlOpen, setSqlOpen] = useState(false);
  const problems = model.problemsOf(id);
  const uses = model.usesOf(id);
  // What the plan lacks nothing for may still be nowhere in the sample: what the platform finds out itself, for one.
  const isOnSample = count.report?.sizes.find((size) => size.segment === id)?.state !== 'not-computable';
  const template = model.catalogue.segments.segments.find((one) => one.id === id);
  const categories = model.catalogue.segments.categories.filter((one) => one.id !== 'administrative' || administrative);
  const change = (patch: SegmentPatch, merge?: string) =>
    run({ key: 'segments.step.edit', params: { name } }, (e) => editSegment(e, { id, segment: patch }), merge && `${id}:${merge}`);

  function duplicate() {
    const now = openSession()?.history.present;
    if (!now) return;
    const copy = freeSegmentKey(now, id);
    const words = withoutMarks(t('segments.copy-of', { name }));
    run({ key: 'segments.step.duplicate', params: { name } }, (e) => duplicateSegment(e, { id, name: { [language]: words } }));
    onSelect(copy);
  }

  return (
    <Inspector>
      <InspectorHead
        title={text(name) || id}
        facts={<Code>{id}</Code>}
        actions={
          <ActionIcon onClick={duplicate} disabled={readOnly} aria-label={t('segments.duplicate')} title={t('segments.duplicate')}>
            <IconCopy size={16} />
          </ActionIcon>
        }
        onClose={() => onSelect(undefined)}
      />
      {administrative && (
        <p className={classes.note}>
          <IconLock size={15} aria-hidden />
          {t('segments.administrative-text')}
        </p>
      )}
      <SizeCard segment={segment} count={count} context={model.context} />
      <InspectorFields disabled={readOnly}>
        <TypedInput
          label={t('segments.name')}
          value={text(name)}
          onType={(words) => change({ name: { ...name, [language]: words } }, 'name')}
          maxLength={200}
        />
        <TypedTextarea
          label={t('segments.purpose')}
          value={text(segment.purpose)}
          onType={(words) => change({ purpose: { ...segment.purpose, [language]: words } }, 'purpose')}
          maxLength={2000}
        />
        <InspectorRow>
          <Select
            label={t('segments.category')}
            value={segment.category}
            disabled={administrative}
            onChange={(category) => category && change({ category })}
            data={categories.map((one) => ({ value: one.id, label: text(one.label) }))}
            allowDeselect={false}
            flex={1}
          />
          <NumberInput
            label={t('segments.minimum-size')}
            value={segment.minimumSize}
            min={0}
            allowDecimal={false}
            thousandSeparator=","
            onChange={(size) => typeof size === 'number' && change({ minimumSize: size }, 'size')}
            w={120}
          />
        </InspectorRow>
        {template && <Quiet>{text(template.minimumSize.guidance)}</Quiet>}

        <InspectorSection title={t('segments.who')}>
          <ConditionEditor value={segment.when} onChange={(when) => change({ when }, 'when')} context={model.context} open={!readOnly} />
        </InspectorSection>
      </InspectorFields>
      <Button size="compact-sm" variant="default" w="fit-content" leftSection={<IconDatabaseExport size={15} />} onClick={() => setSqlOpen(true)}>
        {t('segments.sql')}
      </Button>
      {isSqlOpen && <SqlDialog segment={segment} onClose={() => setSqlOpen(false)} />}
      {!administrative && <LiveCard key={id} segment={segment} />}

      <InspectorSection title={t('segments.missing')}>
        {problems.length === 0 && !isOnSample ? (
          <Quiet>{t('segments.computable-later')}</Quiet>
        ) : problems.length === 0 ? (
          <p className={classes.good}>
            <IconCircleCheck size={15} aria-hidden />
            {t('segments.computable')}
          </p>
        ) : (
          <div className={classes.problems}>
            <ProblemList
              problems={problems}
              action={({ params }) =>
                typeof params.attribute === 'string' && model.context.attributes.has(params.attribute) ? (
                  <Link to={`/e/${engagementId}/record/${params.attribute}`} className={classes.link}>
                    {t('segments.to-record')}
                  </Link>
                ) : null
              }
            />
          </div>
        )}
      </InspectorSection>

      <InspectorSection title={t('segments.used-by', { count: uses.length })}>
        {uses.length === 0 && <Quiet>{t('segments.unused')}</Quiet>}
        <InspectorList>
          {uses.map((use) => {
            const station = stationOf[use.kind];
            return (
              <li key={`${use.kind}${use.id}`}>
                <Badge tone={use.kind === 'journey' ? 'accent' : 'quiet'}>{t(`use.${use.kind}`)}</Badge>
                {station ? <Link to={`/e/${engagementId}/${station}/${use.id}`}>{text(use.name)}</Link> : <span dir="auto">{text(use.name)}</span>}
              </li>
            );
          })}
        </InspectorList>
      </InspectorSection>
      {!administrative && <RemoveSegment segment={segment} uses={uses} onRemoved={() => onSelect(undefined)} />}
    </Inspector>
  );
}

/** Nobody rests on it: it goes. Somebody does: says who first, then goes; either way one step that can be undone. */
function RemoveSegment({ segment, uses, onRemoved }: { segment: Segment; uses: readonly SegmentUse[]; onRemoved: () => void }) {
  const { t, text, locale } = useWords();
  const readOnly = useReadOnly();
  const [asked, setAsked] = useState(false);
  const remove = () => {
    run({ key: 'segments.step.remove', params: { name: segment.name } }, (e) => removeSegment(e, { id: segment.id }));
    onRemoved();
  };
  if (!asked)
    return (
      <Button
        size="compact-sm"
        variant="subtle"
        color="pomegranate"
        w="fit-content"
        disabled={readOnly}
        leftSection={<IconTrash size={15} />}
        onClick={uses.length === 0 ? remove : () => setAsked(true)}
      >
        {t('segments.remove')}
      </Button>
    );
  const names = new Intl.ListFormat(locale).format(uses.slice(0, 6).map((use) => `\u2068${text(use.name)}\u2069`));
  return (
    <div className={classes.ask} role="alert">
      <p>{t('segments.remove-used', { count: uses.length, names })}</p>
      <Group gap={6}>
        <Button size="compact-sm" color="pomegranate" onClick={remove}>
          {t('segments.remove-anyway')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setAsked(false)}>
          {t('common.cancel')}
        </Button>
      </Group>
    </div>
  );
}
