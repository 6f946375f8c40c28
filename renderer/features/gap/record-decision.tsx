import { ActionIcon, Button, Group, Loader, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { IconFileTypePdf, IconGavel } from '@tabler/icons-react';
import { useState } from 'react';
import { type DecisionWords, decisionsOf, frozenStanding, recordDecision } from '../../../shared/checklist/decision';
import { robustnessOf, robustnessSettings } from '../../../shared/checklist/robustness';
import { createTranslate } from '../../../shared/i18n/translator';
import { downloadDocument } from '../../store/documents';
import { newId } from '../../store/new-id';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { today } from '../../ui/dates';
import { useWords } from '../../ui/words';
import type { GapModel } from './use-gap';

/** Writes down what was chosen, and hands over the report that it rests on. */
export function DecisionActions({ model }: { model: GapModel }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const [asking, setAsking] = useState(false);
  const [making, setMaking] = useState(false);

  async function makeReport() {
    setMaking(true);
    await downloadDocument('gap-report');
    setMaking(false);
  }

  return (
    <>
      <ActionIcon
        size="lg"
        variant="default"
        aria-label={t('documents.gap-report-pdf')}
        title={t('documents.gap-report-pdf')}
        disabled={making}
        onClick={makeReport}
      >
        {making ? <Loader size={14} color="gray" /> : <IconFileTypePdf size={17} />}
      </ActionIcon>
      <Button leftSection={<IconGavel size={16} />} disabled={readOnly} onClick={() => setAsking(true)}>
        {t('decision.record')}
      </Button>
      {asking && <DecisionDialog model={model} onClose={() => setAsking(false)} />}
    </>
  );
}

/** What the Select holds for choices that are no candidate. */
const [KEEP, NOBODY] = ['current', 'none'];

/** A decision is recorded anew each time; the earlier ones stay in the log. */
export function DecisionDialog({ model, onClose }: { model: GapModel; onClose: () => void }) {
  const { t } = useWords();
  const engagement = useEngagement();
  const vendors = model.vendors.map(({ vendor }) => vendor);
  const candidates = vendors.filter(({ role }) => role === 'candidate');
  const current = vendors.find(({ role }) => role === 'current');
  const [last] = decisionsOf(engagement);
  const leaders = model.analysis.places[0]?.vendors ?? [];
  const [chosen, setChosen] = useState<string>(leaders.length === 1 ? (leaders[0] ?? NOBODY) : NOBODY);
  const [fields, setFields] = useState({ why: '', by: last?.owner ?? engagement.consultant ?? '', on: today(), conditions: '', next: '' });
  const isReady = fields.why.trim() !== '' && /^\d{4}-\d{2}-\d{2}$/.test(fields.on);

  function save() {
    const choice = chosen === KEEP || chosen === NOBODY ? (chosen as 'current' | 'none') : 'vendor';
    const vendor = choice === 'vendor' ? chosen : choice === 'current' ? current?.id : undefined;
    const words: DecisionWords = { choice, ...(vendor && { vendor }), ...fields };
    // Drawn here and not taken from the page, which may still be drawing for the last key.
    const robustness = robustnessOf(engagement.checklist, robustnessSettings);
    const standing = frozenStanding(model.analysis, robustness);
    const [id, now, translate] = [newId(), new Date().toISOString(), createTranslate(engagement.languages.document)];
    run({ key: 'decision.step' }, (e) => recordDecision(e, { id, now, words, standing, draws: robustness.draws, translate }));
    onClose();
  }
  const area = (part: 'why' | 'conditions' | 'next', props: object = {}) => (
    <Textarea
      label={t(`decision.field.${part}`)}
      value={fields[part]}
      onChange={(event) => setFields({ ...fields, [part]: event.currentTarget.value })}
      dir="auto"
      autosize
      minRows={part === 'why' ? 3 : 1}
      maxRows={8}
      maxLength={2000}
      {...props}
    />
  );

  return (
    <Modal opened onClose={onClose} title={t('decision.record')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack
        component="form"
        gap={10}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) save();
        }}
      >
        <Select
          label={t('decision.field.choice')}
          value={chosen}
          onChange={(value) => setChosen(value ?? NOBODY)}
          allowDeselect={false}
          data={[
            ...candidates.map(({ id, name }) => ({ value: id, label: name })),
            { value: KEEP, label: current ? t('decision.keep', { vendor: current.name }) : t('decision.keep-today') },
            { value: NOBODY, label: t('decision.nobody-yet') },
          ]}
        />
        {area('why', { required: true, 'data-autofocus': true, description: t('decision.field.why-text') })}
        <Group grow gap={10}>
          <TextInput
            label={t('decision.field.by')}
            value={fields.by}
            onChange={(event) => setFields({ ...fields, by: event.currentTarget.value })}
            dir="auto"
            maxLength={200}
          />
          <TextInput
            label={t('decision.field.on')}
            type="date"
            value={fields.on}
            onChange={(event) => setFields({ ...fields, on: event.currentTarget.value })}
            required
          />
        </Group>
        {area('conditions')}
        {area('next')}
        <Group justify="flex-end" gap={8} mt={6}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!isReady}>
            {t('decision.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
