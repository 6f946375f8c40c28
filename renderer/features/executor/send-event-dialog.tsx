import { Button, Checkbox, Group, JsonInput, Modal, SegmentedControl, Select } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { DeploymentSummary, EventEnvelope } from '../../../shared/executor/api';
import { type DraftValue, filled, parseEnvelopes, toEnvelope } from '../../../shared/executor/event-draft';
import { problemsOfWarnings } from '../../../shared/executor/ingest-warnings';
import { startingEvents } from '../../../shared/executor/starting';
import { toWire } from '../../../shared/ids';
import type { Problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { useCatalogue } from '../../store/derived';
import { executorTime } from '../../store/executor-status';
import { newId } from '../../store/new-id';
import { Code } from '../../ui/isolate';
import { ValueInput } from '../../ui/value-input';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';
import { IdentifiersInput, type Target } from './identifiers-input';
import { type Outcome, SendResult } from './send-result';

type Props = {
  opened: boolean;
  onClose: () => void;
  target: Target | undefined;
  deployments: readonly DeploymentSummary[];
  showsNames: boolean;
  onSent: () => void;
  /** Leads to the customer these identifiers name. */
  onShow: (identifiers: Readonly<Record<string, string | number>>) => void;
};

/** One event by form, or any number as JSON, sent to the executor as a system of the client would. */
export function SendEventDialog({ opened, onClose, target: opensWith, deployments, showsNames, onSent, onShow }: Props) {
  const { t, text } = useWords();
  const catalogue = useCatalogue();
  const [view, setView] = useState<'form' | 'json'>('form');
  const [name, setName] = useState<string>();
  const [target, setTarget] = useState(opensWith);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [properties, setProperties] = useState<Record<string, DraftValue>>({});
  const [isTest, setIsTest] = useState(false);
  const [json, setJson] = useState('');
  const [outcome, setOutcome] = useState<Outcome & { sentTo?: EventEnvelope['identifiers'] }>();
  const [busy, setBusy] = useState(false);

  // As it was on opening: what is chosen at first must not change while the rest is filled in.
  const [starting] = useState(() => startingEvents(deployments));
  const events = catalogue?.events.events ?? [];
  const chosen = name ?? events.find((e) => e.id === 'checkout-started' && starting.has(e.id))?.id ?? events.find((e) => starting.has(e.id))?.id;
  const event = events.find((e) => e.id === chosen);
  const identifiers = target?.identifiers ?? typed;
  const made = event && makeEnvelope(new Date().toISOString());

  function makeEnvelope(occurredAt: string) {
    return toEnvelope({ name: event?.id ?? '', identifiers, properties, isTest }, { uid: newId(), occurredAt, properties: event?.properties ?? [] });
  }

  async function switchTo(next: string) {
    setOutcome(undefined);
    if (next === 'json') {
      const envelope = makeEnvelope(await executorTime());
      if (envelope.ok) setJson(JSON.stringify(onTheWire(envelope.value), null, 2));
    }
    setView(next === 'json' ? 'json' : 'form');
  }

  async function send(submitted: FormEvent) {
    submitted.preventDefault();
    setBusy(true);
    const read = view === 'json' ? parseEnvelopes(json) : asList(makeEnvelope(await executorTime()));
    if (!read.ok) {
      setBusy(false);
      setOutcome({ accepted: 0, duplicates: 0, problems: read.problems });
      return;
    }
    const reply = await platform['executor.sendEvents']({ events: read.value });
    setBusy(false);
    const problems: Problem[] = reply.ok ? [...read.problems, ...problemsOfWarnings(reply.value.warnings ?? [])] : reply.problems;
    setOutcome({ ...(reply.ok ? reply.value : { accepted: 0, duplicates: 0 }), problems, sentTo: read.value.at(-1)?.identifiers ?? {} });
    onSent();
  }

  const sentTo = outcome?.sentTo;
  return (
    <Modal opened={opened} onClose={onClose} title={t('executor.send-event')} size={620} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className={classes.dialog} onSubmit={(submitted) => void send(submitted)}>
        <SegmentedControl
          value={view}
          onChange={(next) => void switchTo(next)}
          data={[
            { value: 'form', label: t('executor.form') },
            // The text would show who it is.
            { value: 'json', label: t('executor.json'), disabled: target !== undefined && !showsNames },
          ]}
          aria-label={t('executor.form-or-json')}
        />
        {view === 'json' ? (
          <JsonInput
            label={t('executor.envelope')}
            description={t('executor.envelope-hint')}
            value={json}
            onChange={setJson}
            dir="ltr"
            autosize
            minRows={12}
            maxRows={20}
            classNames={{ input: classes.json ?? '' }}
            data-autofocus
          />
        ) : (
          <>
            <Select
              label={t('executor.event')}
              placeholder={t('executor.choose')}
              value={chosen ?? null}
              onChange={(id) => {
                setName(id ?? undefined);
                setProperties({});
                setOutcome(undefined);
              }}
              data={catalogue?.events.categories.map((category) => ({
                group: text(category.label),
                items: events
                  .filter((e) => e.category === category.id)
                  .map((e) => ({ value: e.id, label: `${text(e.label)}${starting.has(e.id) ? ` · ${t('executor.starts-a-journey')}` : ''}` })),
              }))}
              description={event && <Code>{event.name}</Code>}
              inputWrapperOrder={['label', 'input', 'description']}
              searchable
              openOnFocus={false}
              allowDeselect={false}
              data-autofocus
            />
            <fieldset className={classes.group}>
              <legend>{t('executor.who')}</legend>
              <IdentifiersInput value={typed} onChange={setTyped} target={target} onDropTarget={() => setTarget(undefined)} />
            </fieldset>
            {event && event.properties.length > 0 && (
              <fieldset className={classes.group}>
                <legend>{t('executor.properties')}</legend>
                <div className={classes.fields}>
                  {event.properties.map((property) => (
                    <ValueInput
                      key={`${event.id}${property.id}`}
                      label={text(property.label)}
                      type={property.type}
                      required={property.required}
                      value={properties[property.id]}
                      onChange={(value) => setProperties({ ...properties, [property.id]: value })}
                      error={made?.ok === false && made.problems.some((p) => p.path[0] === property.id) ? t('executor.not-of-type') : undefined}
                    />
                  ))}
                </div>
              </fieldset>
            )}
            <Checkbox label={t('executor.is-test')} checked={isTest} onChange={(changed) => setIsTest(changed.currentTarget.checked)} />
          </>
        )}
        {outcome && <SendResult outcome={outcome} onShow={sentTo && Object.keys(filled(asText(sentTo))).length > 0 ? () => onShow(sentTo) : undefined} />}
        <Group justify="flex-end" gap={8} className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button type="submit" leftSection={<IconSend size={16} />} loading={busy} disabled={view === 'form' ? !event : json.trim() === ''}>
            {t('executor.send')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function asList(made: ReturnType<typeof toEnvelope>) {
  return made.ok ? { ...made, value: [made.value] } : made;
}

/** As a system would write it: names with underscores. */
function onTheWire(envelope: EventEnvelope): EventEnvelope {
  return {
    ...envelope,
    name: toWire(envelope.name),
    identifiers: wired(envelope.identifiers),
    properties: wired(envelope.properties),
  };
}

function wired<T>(values: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [toWire(id), value]));
}

function asText(identifiers: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(identifiers).map(([id, value]) => [id, String(value)]));
}
