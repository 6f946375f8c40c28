import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHome, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSettings, type TablerIcon } from '@tabler/icons-react';
import { useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import { numberFormat } from '../../shared/i18n/number-format';
import { useProgress } from '../store/derived';
import { useEngagement } from '../store/session';
import { Ring } from '../ui/ring';
import { atHand, method, type Station } from '../ui/stations';
import { useWords } from '../ui/words';
import classes from './rail.module.css';

/** Screens that need the width fold the rail; a choice made by hand wins and is remembered per screen. */
const folds = ['record', 'journeys/', 'executor'];

export function Rail() {
  const { t } = useWords();
  const { pathname } = useLocation();
  const screen = pathname.split('/')[3] ?? 'overview';
  const folded = folds.some((part) => pathname.includes(`/${part}`));
  const [chosen, setChosen] = useState<Record<string, boolean>>(() => JSON.parse(sessionStorage.getItem('rail') ?? '{}'));
  const narrow = chosen[screen] ?? folded;
  const notes = useEngagement((e) => e.notes);
  const progress = useProgress();
  const openQuestions = notes.filter((n) => n.kind === 'question' && n.state === 'open').length;

  function toggle() {
    const next = { ...chosen, [screen]: !narrow };
    setChosen(next);
    sessionStorage.setItem('rail', JSON.stringify(next));
  }

  return (
    <nav className={classes.rail} data-narrow={narrow} aria-label={t('frame.rail')}>
      <NavLink to="/" className={classes.logo} aria-label={t('frame.to-engagements')}>
        <img src="/icon.svg" alt="" width={26} height={26} />
        {!narrow && <span>Masa</span>}
      </NavLink>
      <RailLink to="." end icon={IconHome} label={t('station.overview')} narrow={narrow} />
      {!narrow && <h2 className={classes.group}>{t('frame.the-method')}</h2>}
      <div className={classes.road}>
        {method.map((station) => {
          const part = station.progress ? progress.stations[station.progress] : undefined;
          return (
            <RailLink
              key={station.path}
              to={station.path}
              station={station}
              label={t(station.label)}
              narrow={narrow}
              share={part?.share}
              blocked={part?.blocked}
            />
          );
        })}
      </div>
      {!narrow && <h2 className={classes.group}>{t('frame.at-hand')}</h2>}
      {atHand.map((station) => (
        <RailLink
          key={station.path}
          to={station.path}
          icon={station.icon}
          label={t(station.label)}
          narrow={narrow}
          count={station.path === 'questions' ? openQuestions : undefined}
        />
      ))}
      <div className={classes.space} />
      <RailLink to="settings" icon={IconSettings} label={t('station.settings')} narrow={narrow} />
      <ActionIcon className={classes.fold} onClick={toggle} aria-label={t(narrow ? 'frame.unfold-rail' : 'frame.fold-rail')}>
        {narrow ? <IconLayoutSidebarLeftExpand size={18} /> : <IconLayoutSidebarLeftCollapse size={18} />}
      </ActionIcon>
    </nav>
  );
}

type LinkProps = {
  to: string;
  end?: boolean;
  label: string;
  narrow: boolean;
  icon?: TablerIcon;
  station?: Station;
  share?: number | undefined;
  blocked?: boolean | undefined;
  count?: number | undefined;
};

function RailLink({ to, end = false, label, narrow, icon: Icon, station, share, blocked, count }: LinkProps) {
  const { locale } = useWords();
  const percent = share === undefined ? undefined : numberFormat(locale, { style: 'percent' }).format(share);
  const link = (
    <NavLink to={to} end={end} className={classes.link} aria-label={narrow ? label : undefined}>
      {station ? <Ring share={share ?? 0} icon={station.icon} blocked={blocked ?? false} /> : Icon && <Icon size={18} stroke={1.7} className={classes.icon} />}
      {!narrow && <span className={classes.label}>{label}</span>}
      {!narrow && percent && <span className={classes.percent}>{percent}</span>}
      {!narrow && count !== undefined && count > 0 && <span className={classes.percent}>{numberFormat(locale).format(count)}</span>}
    </NavLink>
  );
  return narrow ? (
    <Tooltip label={percent ? `${label} · ${percent}` : label} position="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
