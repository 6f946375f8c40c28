import { Button, Group, Stack, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Catalogue } from '../../../shared/catalogue/schema';
import type { Cause } from '../../../shared/checklist/cause';
import { clearRequirement, setRequirement } from '../../../shared/checklist/edit-checklist';
import type { KnownPoint } from '../../../shared/checklist/point-groups';
import { requirementWords } from '../../../shared/checklist/requirement-words';
import type { Requirement } from '../../../shared/checklist/requirements';
import { placeOfThing } from '../../store/places';
import { run, useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { InspectorList, InspectorSection } from '../../ui/inspector';
import { Code } from '../../ui/isolate';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './point-inspector.module.css';
import { causeIcons, useRequirementSpeaker } from './requirement-words';

/** Causes shown before "more". */
const FIRST = 6;

/** What is needed, where that comes from, and the things in the plan that lead to it; can be replaced with a reason. */
export function PointRequirement({ known, requirement, catalogue }: { known: KnownPoint; requirement: Requirement | undefined; catalogue: Catalogue }) {
  const { t } = useWords();
  const speaker = useRequirementSpeaker();
  const [editing, setEditing] = useState(false);
  const [all, setAll] = useState(false);
  const causes = requirement?.causes ?? [];
  const step = { key: 'gap.step.requirement', params: { point: known.label } };
  return (
    <InspectorSection
      title={t('gap.requirement')}
      beside={requirement && <Badge tone={requirement.from === 'plan' ? 'accent' : 'quiet'}>{t(`gap.from.${requirement.from}`)}</Badge>}
    >
      {requirement ? <p className={classes.needed}>{requirementWords(requirement, speaker(known))}</p> : <Quiet>{t('gap.no-requirement-text')}</Quiet>}
      {requirement?.reason && <Quiet>{requirement.reason}</Quiet>}
      {causes.length > 0 && (
        <InspectorList>
          {causes.slice(0, all ? undefined : FIRST).map((cause) => (
            <CauseLink key={`${cause.kind} ${cause.id}`} cause={cause} catalogue={catalogue} />
          ))}
          {!all && causes.length > FIRST && (
            <li>
              <UnstyledButton className={classes.more} onClick={() => setAll(true)}>
                {t('gap.more-causes', { count: causes.length - FIRST })}
              </UnstyledButton>
            </li>
          )}
        </InspectorList>
      )}
      {editing ? (
        <OwnRequirement
          start={
            requirement?.from === 'consultant' && requirement.value.kind === 'words'
              ? { value: requirement.value.value, reason: requirement.reason ?? '' }
              : undefined
          }
          onCancel={() => setEditing(false)}
          onSave={(own) => {
            run(step, (e) => setRequirement(e, { point: known.point.id, ...own }));
            setEditing(false);
          }}
        />
      ) : (
        <Group gap={6}>
          <Button size="compact-xs" variant="default" onClick={() => setEditing(true)}>
            {t(known.point.requirement ? 'gap.edit-requirement' : 'gap.replace-requirement')}
          </Button>
          {known.point.requirement && (
            <Button size="compact-xs" variant="subtle" onClick={() => run(step, (e) => clearRequirement(e, { point: known.point.id }))}>
              {t('gap.back-to-computed')}
            </Button>
          )}
        </Group>
      )}
    </InspectorSection>
  );
}

function CauseLink({ cause, catalogue }: { cause: Cause; catalogue: Catalogue }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const place = placeOfThing(cause, engagement, catalogue);
  const Icon = causeIcons[cause.kind];
  const name = cause.kind === 'languages' || cause.kind === 'volumes' ? t(`gap.cause.${cause.kind}`) : text(cause.name);
  const words = place?.technical ? <Code>{name}</Code> : name;
  return (
    <li>
      <Icon size={14} stroke={1.7} aria-hidden />
      {place ? <Link to={`/e/${engagementId}/${place.path}`}>{words}</Link> : words}
    </li>
  );
}

function OwnRequirement({
  start = { value: '', reason: '' },
  onSave,
  onCancel,
}: {
  start: { value: string; reason: string } | undefined;
  onSave: (own: { value: string; reason: string }) => void;
  onCancel: () => void;
}) {
  const { t } = useWords();
  const [value, setValue] = useState(start.value);
  const [reason, setReason] = useState(start.reason);
  return (
    <Stack
      component="form"
      gap={8}
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ value, reason });
      }}
    >
      <TextInput
        label={t('gap.own-requirement')}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        dir="auto"
        maxLength={1000}
        data-autofocus
      />
      <TextInput label={t('gap.own-reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} dir="auto" maxLength={1000} />
      <Group gap={6}>
        <Button size="compact-sm" type="submit" disabled={!value.trim() || !reason.trim()}>
          {t('gap.save-requirement')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
