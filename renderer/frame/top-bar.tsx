import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronDown,
  IconCircleCheck,
  IconCloudOff,
  IconLoader,
  IconMessageQuestion,
  IconPresentation,
  IconSearch,
} from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { numberFormat } from '../../shared/i18n/number-format';
import { problemText } from '../../shared/i18n/translator';
import { useProblems } from '../store/derived';
import { redoStep, undoStep, useEngagement, useSession } from '../store/session';
import { UserText } from '../ui/isolate';
import { keysText, shortcuts } from '../ui/shortcuts';
import { useWords } from '../ui/words';
import { LanguageMenu, SchemeToggle } from './preference-controls';
import { openProblems } from './problems-drawer';
import { toggleProjector } from './projector/projecting';
import classes from './top-bar.module.css';

export function TopBar() {
  const { t } = useWords();
  const notes = useEngagement((e) => e.notes);
  const problems = useProblems();
  const blocks = problems.filter((p) => p.severity === 'blocks').length;
  const warns = problems.filter((p) => p.severity === 'warns').length;
  const questions = notes.filter((n) => n.kind === 'question' && n.state === 'open').length;

  return (
    <header className={classes.bar}>
      <EngagementMenu />
      <SavedState />
      <div className={classes.space} />
      <button type="button" className={classes.search} onClick={spotlight.open}>
        <IconSearch size={16} />
        <span>{t('frame.search')}</span>
        <kbd dir="ltr">{keysText(shortcuts.everywhere.palette)}</kbd>
      </button>
      <div className={classes.space} />
      <UndoRedo />
      <button type="button" className={classes.pill} onClick={openProblems} aria-label={t('frame.problems', { blocks, warns })}>
        <IconAlertOctagon size={16} className={classes.blocks} />
        <Count value={blocks} />
        <IconAlertTriangle size={16} className={classes.warns} />
        <Count value={warns} />
      </button>
      <Link to="questions" className={classes.pill} aria-label={t('frame.open-questions', { count: questions })}>
        <IconMessageQuestion size={16} />
        <Count value={questions} />
      </Link>
      <Tooltip label={`${t('projector.show')} (${keysText(shortcuts.everywhere.projector)})`}>
        <ActionIcon onClick={toggleProjector} aria-label={t('projector.show')} aria-keyshortcuts={keysText(shortcuts.everywhere.projector)}>
          <IconPresentation size={18} />
        </ActionIcon>
      </Tooltip>
      <LanguageMenu />
      <SchemeToggle />
    </header>
  );
}

function Count({ value }: { value: number }) {
  const { locale } = useWords();
  return <span className={classes.count}>{numberFormat(locale).format(value)}</span>;
}

function EngagementMenu() {
  const { t } = useWords();
  const name = useEngagement((e) => e.name);
  const navigate = useNavigate();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.engagement}>
          <UserText>{name}</UserText>
          <IconChevronDown size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => navigate('/')}>{t('frame.to-engagements')}</Menu.Item>
        <Menu.Item onClick={() => navigate('settings')}>{t('station.settings')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SavedState() {
  const { t, locale } = useWords();
  const session = useSession();
  if (session.status !== 'open') return null;
  const { saved } = session;
  switch (saved.state) {
    case 'saved':
      return (
        <span className={classes.saved} role="status">
          <IconCircleCheck size={15} className={classes.good} />
          {t('frame.saved', { time: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(saved.at) })}
        </span>
      );
    case 'saving':
      return (
        <span className={classes.saved} role="status">
          <IconLoader size={15} />
          {t('frame.saving')}
        </span>
      );
    case 'failed':
      return (
        <Tooltip label={saved.problems.map((p) => problemText(p, t)).join(' ')} multiline maw={360}>
          <span className={classes.saved} role="alert" data-failed>
            <IconCloudOff size={15} />
            {t('frame.not-saved')}
          </span>
        </Tooltip>
      );
  }
}

function UndoRedo() {
  const { t } = useWords();
  const session = useSession();
  const history = session.status === 'open' ? session.history : undefined;
  const back = history?.past.at(-1)?.name;
  const ahead = history?.future[0]?.name;
  const undoLabel = back ? t('frame.undo-step', { step: t(back.key, back.params) }) : t('frame.undo');
  const redoLabel = ahead ? t('frame.redo-step', { step: t(ahead.key, ahead.params) }) : t('frame.redo');
  return (
    <>
      <Tooltip label={undoLabel}>
        <ActionIcon onClick={undoStep} disabled={!back} aria-label={undoLabel} className={classes.mirrored}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redoLabel}>
        <ActionIcon onClick={redoStep} disabled={!ahead} aria-label={redoLabel} className={classes.mirrored}>
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
