import { ActionIcon, Button, Group, Modal, Select } from '@mantine/core';
import { IconCheck, IconMailCheck, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { type DraftValue, filled, parseTypedValues } from '../../../shared/executor/event-draft';
import { problemsOfWarnings } from '../../../shared/executor/ingest-warnings';
import { consentAttributes } from '../../../shared/journey/deployment-attributes';
import { problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { useEngagement } from '../../store/session';
import { ValueInput } from '../../ui/value-input';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';
import { IdentifiersInput, type Target } from './identifiers-input';
import { type Outcome, SendResult } from './send-result';

type Props = {
  opened: boolean;
  onClose: () => void;
  target: Target | undefined;
  onSent: () => void;
  onShow: (identifiers: Readonly<Record<string, string | number>>) => void;
};

/** Attribute values of one customer, made or changed: what makes a customer of the demonstration reachable. */
export function SetAttributesDialog({ opened, onClose, target: opensWith, onSent, onShow }: Props) {
  const { t, text } = useWords();
  const attributes = useEngagement((e) => e.record.attributes);
  const [target, setTarget] = useState(opensWith);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [chosen, setChosen] = useState<string[]>(() => ['email-consent', 'open-cart-value'].filter((id) => attributes.some((a) => a.id === id)));
  const [values, setValues] = useState<Record<string, DraftValue>>({});
  const [outcome, setOutcome] = useState<Outcome>();
  const [busy, setBusy] = useState(false);
  const identifiers: Readonly<Record<string, string>> = target?.identifiers ?? filled(typed);
  const rows = chosen.flatMap((id) => attributes.find((a) => a.id === id) ?? []);

  function makeReachable() {
    const consents = Object.values(consentAttributes).filter((id) => id !== undefined && attributes.some((a) => a.id === id));
    const granted = Object.fromEntries(consents.map((id) => [id, 'granted']));
    setChosen([...new Set([...chosen, ...Object.keys(granted)])]);
    setValues({ ...values, ...granted });
  }

  async function save(submitted: FormEvent) {
    submitted.preventDefault();
    const read = parseTypedValues(values, rows);
    if (!read.ok) return setOutcome({ accepted: 0, duplicates: 0, problems: read.problems });
    if (Object.keys(identifiers).length === 0) return setOutcome({ accepted: 0, duplicates: 0, problems: [problem('blocks', 'identifier-missing')] });
    setBusy(true);
    // An address given as the identifier is also where a message goes to.
    const addresses = target ? {} : Object.fromEntries(Object.entries(identifiers).filter(([id]) => attributes.some((a) => a.id === id)));
    const reply = await platform['executor.updateProfiles']({ updates: [{ identifiers, attributes: { ...addresses, ...read.value } }] });
    setBusy(false);
    setOutcome(
      reply.ok ? { ...reply.value, problems: problemsOfWarnings(reply.value.warnings ?? []) } : { accepted: 0, duplicates: 0, problems: reply.problems },
    );
    onSent();
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t('executor.set-attributes')} size={560} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form className={classes.dialog} onSubmit={(submitted) => void save(submitted)}>
        <fieldset className={classes.group}>
          <legend>{t('executor.who')}</legend>
          <IdentifiersInput value={typed} onChange={setTyped} target={target} onDropTarget={() => setTarget(undefined)} />
        </fieldset>
        <fieldset className={classes.group}>
          <legend>{t('executor.attributes-title')}</legend>
          <ul className={classes.attributeRows}>
            {rows.map((attribute) => {
              const name = text(attribute.label) || attribute.id;
              return (
                <li key={attribute.id}>
                  <ValueInput
                    label={name}
                    type={attribute.type}
                    values={attribute.values}
                    value={values[attribute.id]}
                    onChange={(value) => setValues({ ...values, [attribute.id]: value })}
                  />
                  <ActionIcon
                    aria-label={t('executor.take-out', { name })}
                    onClick={() => {
                      setChosen(chosen.filter((id) => id !== attribute.id));
                      setValues({ ...values, [attribute.id]: undefined });
                    }}
                  >
                    <IconX size={15} />
                  </ActionIcon>
                </li>
              );
            })}
          </ul>
          <Group gap={8} align="flex-end">
            <Select
              label={t('executor.add-attribute')}
              placeholder={t('executor.choose')}
              value={null}
              onChange={(id) => id && setChosen([...chosen, id])}
              data={attributes.filter((a) => !chosen.includes(a.id)).map((a) => ({ value: a.id, label: text(a.label) || a.id }))}
              searchable
              limit={80}
              flex={1}
            />
            <Button variant="default" leftSection={<IconMailCheck size={16} />} onClick={makeReachable}>
              {t('executor.grant-all')}
            </Button>
          </Group>
        </fieldset>
        {outcome && <SendResult outcome={outcome} onShow={() => onShow(identifiers)} />}
        <Group justify="flex-end" gap={8} className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button type="submit" leftSection={<IconCheck size={16} />} loading={busy}>
            {t('executor.set')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
