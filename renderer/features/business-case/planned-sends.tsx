import { ActionIcon, Button, Popover, Select, TextInput } from '@mantine/core';
import { IconCalendarPlus, IconTrash } from '@tabler/icons-react';
import { addPlannedSend, editPlannedSend, type PlannedSendFields, removePlannedSend } from '../../../shared/engagement/edit-plan';
import type { PlannedSend } from '../../../shared/engagement/schema';
import { channels } from '../../../shared/journey/schema';
import { newId } from '../../store/new-id';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { NeededInput } from '../../ui/needed-input';
import { useWords } from '../../ui/words';
import classes from './business-case-page.module.css';
import { NumberField } from './number-field';

/** Campaigns that are planned beside the journeys: when, on what channel, to whom, at what cost. */
export function PlannedSends() {
  const { t } = useWords();
  const sends = useEngagement((e) => e.plannedSends);
  const contacts = useEngagement((e) => e.volumes.contacts);
  const readOnly = useReadOnly();
  function add() {
    const send: PlannedSendFields = { name: t('case.new-send'), date: new Date().toISOString().slice(0, 10), channel: 'email', ...recipients(contacts) };
    run({ key: 'case.step.add-send' }, (e) => addPlannedSend(e, { id: newId(), send }));
  }
  return (
    <section className={classes.card}>
      <div className={classes.cardHead}>
        <h2>{t('case.sends')}</h2>
        <Button variant="default" leftSection={<IconCalendarPlus size={16} />} onClick={add} disabled={readOnly}>
          {t('case.add-send')}
        </Button>
      </div>
      {sends.length === 0 ? (
        <p className={classes.quiet}>{t('case.no-sends')}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.sends}>
            <thead>
              <tr>
                {(['name', 'date', 'channel', 'segment', 'recipients', 'cost'] as const).map((column) => (
                  <th scope="col" key={column} data-column={column}>
                    {t(`case.send.${column}`)}
                  </th>
                ))}
                <th scope="col" aria-label={t('case.send.remove')} />
              </tr>
            </thead>
            <tbody>
              {sends.map((send) => (
                <SendRow key={send.id} send={send} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function recipients(contacts: number | undefined): { recipients?: number } {
  return contacts === undefined ? {} : { recipients: Math.round(contacts) };
}

function SendRow({ send }: { send: PlannedSend }) {
  const { t, text } = useWords();
  const readOnly = useReadOnly();
  const segments = useEngagement((e) => e.segments);
  const change = (patch: Partial<PlannedSendFields>) =>
    run(
      { key: 'case.step.edit-send', params: { name: send.name } },
      (e) => editPlannedSend(e, { id: send.id, send: patch }),
      `${send.id}:${Object.keys(patch).join()}`,
    );
  return (
    <tr>
      <td>
        <TextInput
          key={send.name}
          aria-label={t('case.send.name')}
          defaultValue={send.name}
          onBlur={(event) => change({ name: event.currentTarget.value })}
          disabled={readOnly}
          dir="auto"
          maxLength={200}
        />
      </td>
      <td>
        <NeededInput type="date" aria-label={t('case.send.date')} value={send.date} onChange={(date) => change({ date })} disabled={readOnly} />
      </td>
      <td>
        <Select
          aria-label={t('case.send.channel')}
          value={send.channel}
          onChange={(value) => {
            const channel = channels.find((one) => one === value);
            if (channel) change({ channel });
          }}
          data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
          allowDeselect={false}
          disabled={readOnly}
        />
      </td>
      <td>
        <Select
          aria-label={t('case.send.segment')}
          placeholder={t('case.everybody')}
          value={send.segment ?? null}
          onChange={(segment) => change({ segment: segment ?? undefined })}
          data={segments.map((segment) => ({ value: segment.id, label: text(segment.name) || segment.id }))}
          searchable
          clearable
          disabled={readOnly}
        />
      </td>
      <td>
        <NumberField
          label={t('case.send.recipients')}
          hideLabel
          value={send.recipients}
          onChange={(value) => change({ recipients: value === undefined ? undefined : Math.round(value) })}
        />
      </td>
      <td data-column="cost">
        <Cost send={send} />
      </td>
      <td>
        <ActionIcon
          aria-label={t('case.remove', { name: send.name })}
          disabled={readOnly}
          onClick={() => run({ key: 'case.step.remove-send', params: { name: send.name } }, (e) => removePlannedSend(e, { id: send.id }))}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </td>
    </tr>
  );
}

/** Recipients × price; opens to say so. */
function Cost({ send }: { send: PlannedSend }) {
  const { t, locale } = useWords();
  const price = useEngagement((e) => e.volumes.messagePrices[send.channel]);
  const currency = useEngagement((e) => e.client.currency);
  const money = (value: number, digits: number) => new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: digits }).format(value);
  const isKnown = price !== undefined && send.recipients !== undefined;
  return (
    <Popover position="top" shadow="md" withinPortal>
      <Popover.Target>
        <button type="button" className={classes.cost} data-known={isKnown}>
          {isKnown ? <bdi>{money(price * (send.recipients ?? 0), 0)}</bdi> : t('case.unknown')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.pop}>
          {isKnown
            ? t('case.cost-is', { recipients: send.recipients ?? 0, price: money(price, 4) })
            : t(price === undefined ? 'case.cost-no-price' : 'case.cost-no-recipients', { channel: t(`channel.${send.channel}`) })}
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}
