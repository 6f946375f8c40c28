import { Button, Modal, Popover, TextInput } from '@mantine/core';
import { IconCalendar, IconFlask, IconPlayerSkipForward, IconPlayerStop, IconPlayerTrackNext, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useLocation } from 'react-router';
import type { MoveClock } from '../../shared/executor/routes/storing';
import { problemText } from '../../shared/i18n/translator';
import type { Problem } from '../../shared/problem';
import { spanOf } from '../../shared/time/moment';
import { platform } from '../platform/platform';
import { refreshExecutorStatus, useExecutorStatus } from '../store/executor-status';
import { useEngagement } from '../store/session';
import { useWords } from '../ui/words';
import classes from './clock-bar.module.css';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** On the way to a date one arrives in the morning, when things happen. */
const MORNING = '09:00';

/** Where the executor is a sandbox: that its time is not real, what time it has, and the ways to move it. */
export function ClockBar() {
  const { t, locale } = useWords();
  const { pathname } = useLocation();
  const { mode, state, health } = useExecutorStatus();
  const zone = useEngagement((e) => e.client.timeZone);
  const [onTheWay, setOnTheWay] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [picking, setPicking] = useState(false);
  const [date, setDate] = useState('');
  const [emptying, setEmptying] = useState(false);
  const halted = useRef(false);
  const isOnPage = /\/(journeys|executor)(\/|$)/.test(pathname);
  if (!isOnPage || state !== 'ready' || !health?.clock.sandbox) return null;

  const now = Date.parse(health.clock.now);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: zone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  // Apart: Persian would put the year first and the weekday last.
  const full = (at: number) => t('clock.moment', { weekday: weekday.format(at), date: day.format(at) });
  const next = health.nextWakeAt === undefined ? undefined : Date.parse(health.nextWakeAt);

  /** A day at a time, so that one sees how far it has come and can stop it. */
  async function forward(to: number | 'next-wake') {
    setProblem(undefined);
    setOnTheWay(true);
    halted.current = false;
    for (let at = now; !halted.current; ) {
      if (to !== 'next-wake' && at >= to) break;
      const stop = to === 'next-wake' ? undefined : Math.min(to, at + DAY_MS);
      const move: MoveClock = { to: stop === undefined ? 'next-wake' : new Date(stop).toISOString() };
      const moved = await platform['executor.moveClock'](move);
      await refreshExecutorStatus();
      if (!moved.ok) setProblem(moved.problems[0]);
      if (!moved.ok || stop === undefined || stop === to) break;
      at = Math.max(stop, Date.parse(moved.value.now));
    }
    setOnTheWay(false);
  }

  async function empty() {
    setEmptying(false);
    setOnTheWay(true);
    const emptied = await platform['executor.emptySandbox']({});
    if (!emptied.ok) setProblem(emptied.problems[0]);
    await refreshExecutorStatus();
    setOnTheWay(false);
  }

  return (
    <section className={classes.bar} aria-label={t('clock.banner')}>
      <IconFlask size={16} aria-hidden />
      <strong>{t('clock.banner')}</strong>
      <time dateTime={health.clock.now} className={classes.time} aria-live="polite">
        {full(now)}
      </time>
      <span className={classes.space} />
      {problem && <span role="alert">{problemText(problem, t)}</span>}
      {onTheWay ? (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlayerStop size={13} />}
          onClick={() => {
            halted.current = true;
          }}
        >
          {t('clock.halt')}
        </Button>
      ) : (
        <>
          <span className={classes.word}>
            <IconPlayerTrackNext size={14} className={classes.mirrored} aria-hidden />
            {t('clock.forward')}
          </span>
          {[HOUR_MS, DAY_MS, 7 * DAY_MS].map((ms) => (
            <Button key={ms} size="compact-xs" variant="default" onClick={() => void forward(now + ms)}>
              {ms < DAY_MS ? t('clock.hours', { count: ms / HOUR_MS }) : t('clock.days', { count: ms / DAY_MS })}
            </Button>
          ))}
          <Button
            size="compact-xs"
            variant="default"
            disabled={next === undefined}
            leftSection={<IconPlayerSkipForward size={13} className={classes.mirrored} />}
            onClick={() => void forward('next-wake')}
          >
            {next === undefined ? t('clock.no-wake') : t('clock.next-wake', { time: full(next) })}
          </Button>
          <Popover opened={picking} onChange={setPicking} position="bottom-end" withArrow trapFocus>
            <Popover.Target>
              <Button size="compact-xs" variant="default" leftSection={<IconCalendar size={13} />} onClick={() => setPicking(!picking)}>
                {t('clock.to-date')}
              </Button>
            </Popover.Target>
            <Popover.Dropdown>
              <form
                className={classes.pick}
                onSubmit={(event) => {
                  event.preventDefault();
                  const morning = spanOf(`${date}T${MORNING}`, zone)?.from;
                  if (morning === undefined) return;
                  setPicking(false);
                  void forward(morning);
                }}
              >
                <TextInput
                  type="date"
                  size="xs"
                  aria-label={t('clock.to-date')}
                  value={date}
                  min={health.clock.now.slice(0, 10)}
                  onChange={(event) => setDate(event.currentTarget.value)}
                />
                <Button size="xs" type="submit" disabled={date === ''}>
                  {t('clock.go')}
                </Button>
              </form>
            </Popover.Dropdown>
          </Popover>
          {mode === 'sandbox' && (
            <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconTrash size={13} />} onClick={() => setEmptying(true)}>
              {t('clock.start-over')}
            </Button>
          )}
        </>
      )}
      <Modal opened={emptying} onClose={() => setEmptying(false)} title={t('clock.start-over')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <p className={classes.words}>{t('clock.start-over-text')}</p>
        <div className={classes.foot}>
          <Button variant="default" onClick={() => setEmptying(false)}>
            {t('common.cancel')}
          </Button>
          <Button color="pomegranate" onClick={() => void empty()}>
            {t('clock.start-over')}
          </Button>
        </div>
      </Modal>
    </section>
  );
}
