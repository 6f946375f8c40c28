import { ActionIcon, Button, FileButton, Menu, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconAlertOctagon,
  IconCopy,
  IconDots,
  IconDownload,
  IconFolderOpen,
  IconPencil,
  IconPlus,
  IconRoute,
  IconSparkles,
  IconTrash,
} from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { withoutMarks } from '../../../shared/direction-marks';
import type { Engagement } from '../../../shared/engagement/schema';
import { problemText } from '../../../shared/i18n/translator';
import type { EngagementSummary } from '../../../shared/platform';
import type { Problem, Result } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { closeCurrent } from '../../store/open';
import { EmptyState } from '../../ui/empty-state';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import { LanguageMenu, SchemeToggle } from '../preference-controls';
import { createEngagementFile, duplicateEngagement, openEngagementFile, renameEngagement, saveEngagementAs } from './engagement-actions';
import classes from './home-page.module.css';
import { NewEngagementDialog } from './new-engagement-dialog';

/** Every engagement of this install, and the three ways to a new one. */
export function HomePage() {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [list, setList] = useState<EngagementSummary[]>();
  const [problems, setProblems] = useState<Problem[]>([]);
  const [creating, setCreating] = useState(false);
  const [renaming, setRenaming] = useState<EngagementSummary>();
  const [busy, setBusy] = useState(false);

  const refresh = useCallback(async () => {
    const reply = await platform['engagements.list']({});
    if (reply.ok) setList(reply.value);
    else setProblems(reply.problems);
  }, []);

  useEffect(() => {
    void closeCurrent().then(refresh);
  }, [refresh]);

  /** Runs an action, shows what failed, and brings the list up to date. */
  async function act<T>(action: () => Promise<Result<T>>): Promise<T | undefined> {
    setBusy(true);
    setProblems([]);
    const reply = await action();
    setBusy(false);
    await refresh();
    if (reply.ok) {
      for (const one of reply.problems) notifications.show({ message: problemText(one, t), autoClose: 10_000 });
      return reply.value;
    }
    setProblems(reply.problems);
    return undefined;
  }

  async function enter(action: () => Promise<Result<{ id: string }>>) {
    const made = await act(action);
    if (made) navigate(`/e/${made.id}`);
  }

  async function remove(item: EngagementSummary) {
    const done = await act(() => platform['engagements.remove']({ id: item.id }));
    if (done === undefined) return;
    const id = `removed-${item.id}`;
    notifications.show({
      id,
      message: (
        <span className={classes.toast}>
          {t('home.removed', { name: item.name })}
          <Button
            variant="subtle"
            onClick={() => {
              notifications.hide(id);
              void act(() => platform['engagements.restore']({ id: item.id }));
            }}
          >
            {t('frame.undo')}
          </Button>
        </span>
      ),
    });
  }

  const openFile = (file: File | null) => file && void enter(() => openEngagementFile(file));
  const openSample = () => void enter(() => platform['engagements.createSample']({ language }));

  return (
    <main className={classes.home}>
      <header className={classes.top}>
        <img src="/icon.svg" alt="" width={30} height={30} />
        <strong>Masa</strong>
        <span className={classes.space} />
        <LanguageMenu />
        <SchemeToggle />
      </header>
      <section className={classes.sheet}>
        <div className={classes.head}>
          <div>
            <h1 className={classes.headline}>{t('home.title')}</h1>
            <p className={classes.lead}>{t('home.lead')}</p>
          </div>
          <div className={classes.ways}>
            <Button variant="default" leftSection={<IconSparkles size={16} />} onClick={openSample} loading={busy}>
              {t('home.open-sample')}
            </Button>
            <FileButton onChange={openFile} accept=".json,application/json" inputProps={{ 'aria-label': t('home.open-file') }}>
              {(props) => (
                <Button variant="default" leftSection={<IconFolderOpen size={16} />} {...props}>
                  {t('home.open-file')}
                </Button>
              )}
            </FileButton>
            <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
              {t('home.new-engagement')}
            </Button>
          </div>
        </div>
        {problems.length > 0 && (
          <div className={classes.problems} role="alert">
            <IconAlertOctagon size={18} />
            <div>
              {problems.slice(0, 4).map((p) => (
                <p key={`${p.code}${p.path.join('.')}`}>{problemText(p, t)}</p>
              ))}
            </div>
          </div>
        )}
        {list?.length === 0 && <EmptyState icon={<IconRoute size={34} />} title={t('home.empty')} text={t('home.empty-text')} />}
        <ul className={classes.list}>
          {list?.map((item) => (
            <EngagementCard
              key={item.id}
              item={item}
              onOpen={() => navigate(`/e/${item.id}`)}
              onRename={() => setRenaming(item)}
              onDuplicate={() => void act(() => duplicateEngagement(item.id, withoutMarks(t('home.copy-of', { name: item.name }))))}
              onSaveAs={() => void act(() => saveEngagementAs(item.id))}
              onRemove={() => void remove(item)}
            />
          ))}
        </ul>
      </section>
      <NewEngagementDialog
        opened={creating}
        onClose={() => setCreating(false)}
        onCreate={(wanted) => {
          setCreating(false);
          void enter(() => createEngagementFile(wanted));
        }}
      />
      {renaming && (
        <RenameDialog item={renaming} onClose={() => setRenaming(undefined)} onRename={(name) => act<Engagement>(() => renameEngagement(renaming.id, name))} />
      )}
    </main>
  );
}

type CardProps = { item: EngagementSummary; onOpen: () => void; onRename: () => void; onDuplicate: () => void; onSaveAs: () => void; onRemove: () => void };

function EngagementCard({ item, onOpen, onRename, onDuplicate, onSaveAs, onRemove }: CardProps) {
  const { t, locale } = useWords();
  return (
    <li className={classes.card} data-problem={item.problem !== undefined}>
      <span className={classes.initial} aria-hidden>
        {[...item.name][0]?.toUpperCase()}
      </span>
      <button type="button" className={classes.open} onClick={onOpen}>
        <span className={classes.name}>
          <UserText>{item.name}</UserText>
        </span>
        <span className={classes.facts}>
          {item.problem
            ? problemText(item.problem, t)
            : t('home.changed', { when: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(item.updatedAt)) })}
        </span>
      </button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('home.more', { name: item.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={onRename} disabled={item.problem !== undefined}>
            {t('home.rename')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={onDuplicate} disabled={item.problem !== undefined}>
            {t('home.duplicate')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={15} />} onClick={onSaveAs} disabled={item.problem !== undefined}>
            {t('home.save-as')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={15} />} color="pomegranate" onClick={onRemove}>
            {t('home.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

function RenameDialog({ item, onClose, onRename }: { item: EngagementSummary; onClose: () => void; onRename: (name: string) => Promise<unknown> }) {
  const { t } = useWords();
  const [name, setName] = useState(item.name);
  return (
    <Modal opened onClose={onClose} title={t('home.rename')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        className={classes.rename}
        onSubmit={(event) => {
          event.preventDefault();
          if (!name.trim()) return;
          onClose();
          void onRename(name.trim());
        }}
      >
        <TextInput label={t('home.name')} value={name} onChange={(e) => setName(e.currentTarget.value)} data-autofocus dir="auto" maxLength={200} />
        <Button type="submit" disabled={!name.trim()}>
          {t('home.rename')}
        </Button>
      </form>
    </Modal>
  );
}
