import { Accordion, Button } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { freeKey } from '../../../shared/ids';
import { calendarContents } from '../../../shared/journey/calendar-words';
import { addCalendar } from '../../../shared/journey/edit-calendars';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { useWords } from '../../ui/words';
import { CalendarForm } from './calendar-form';
import classes from './calendars.module.css';
import { SettingCard } from './setting-card';
import pageClasses from './settings-page.module.css';

/** When the client's customers are left in peace: every calendar with what is in it, and the next times it is quiet. */
export function Calendars() {
  const { t, text, language } = useWords();
  const calendars = useEngagement((e) => e.calendars);
  const readOnly = useReadOnly();
  const [open, setOpen] = useState<string | null>(null);

  function add() {
    const id = freeKey('calendar', new Set(calendars.map((one) => one.id)));
    run({ key: 'calendar.step.add' }, (e) => addCalendar(e, { calendar: { id, name: { [language]: t('calendar.new') }, countries: [], rest: [] } }));
    setOpen(id);
  }

  return (
    <SettingCard title={t('calendar.title')} hint={t('calendar.hint')}>
      <div className={pageClasses.wide}>
        <Accordion value={open} onChange={setOpen} variant="separated">
          {calendars.map((calendar) => (
            <Accordion.Item key={calendar.id} value={calendar.id}>
              <Accordion.Control>
                <bdi className={classes.name}>{text(calendar.name) || calendar.id}</bdi>
                <span className={classes.contents}>{calendarContents(calendar, t, language) || t('calendar.empty')}</span>
              </Accordion.Control>
              <Accordion.Panel>{open === calendar.id && <CalendarForm calendar={calendar} />}</Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
        <div>
          <Button variant="default" leftSection={<IconCalendarPlus size={16} />} onClick={add} disabled={readOnly}>
            {t('calendar.add')}
          </Button>
        </div>
      </div>
    </SettingCard>
  );
}
