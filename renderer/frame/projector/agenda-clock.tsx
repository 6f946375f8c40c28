import { Menu, UnstyledButton } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { agendaTime } from '../../../shared/workshop/agenda-clock';
import { projectorStore, setProjector } from '../../store/projector';
import { useWords } from '../../ui/words';
import classes from './projector.module.css';

/** How long parts of an agenda mostly are, in minutes. */
const lengths = [5, 10, 15, 20, 30, 45, 60, 90];

/** What time it is, and how long the present part of the agenda still has; a click begins a part anew. */
export function AgendaClock() {
  const { t, locale } = useWords();
  const agenda = projectorStore((state) => state.agenda);
  const now = useNow();
  const { state, minutes } = agendaTime(agenda, now);
  const begin = (length: number | undefined) => setProjector({ agenda: { startedAt: Date.now(), minutes: length } });
  return (
    <Menu position="top-end">
      <Menu.Target>
        <UnstyledButton className={classes.clock} data-state={state} aria-label={t('projector.clock')}>
          <IconClock size={18} aria-hidden />
          <time>{new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(now)}</time>
          <span>{t(`projector.clock-${state === 'soon' ? 'running' : state}`, { count: minutes })}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('projector.clock-begin')}</Menu.Label>
        {lengths.map((length) => (
          <Menu.Item key={length} onClick={() => begin(length)}>
            {t('projector.minutes', { count: length })}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => begin(undefined)}>{t('projector.clock-no-end')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Now, renewed with each second, of which only the minutes are shown. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
