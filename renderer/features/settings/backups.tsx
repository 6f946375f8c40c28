import { Button } from '@mantine/core';
import { IconCopy, IconHistory } from '@tabler/icons-react';
import { produce } from 'immer';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import { withoutMarks } from '../../../shared/direction-marks';
import { openEngagement } from '../../../shared/engagement/open-engagement';
import type { backupSchema } from '../../../shared/platform';
import { ok, type Problem, type Result } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { carryAttachments } from '../../store/attachments';
import { newId } from '../../store/new-id';
import { useEngagement, useSession } from '../../store/session';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import { SettingCard } from './setting-card';
import classes from './settings-page.module.css';

type Backup = z.infer<typeof backupSchema>;

/** Earlier states of the file. One opens as an engagement of its own; the present one stays as it is. */
export function Backups() {
  const { t, locale } = useWords();
  const id = useEngagement((e) => e.id);
  const present = useEngagement((e) => e.revision);
  const session = useSession();
  const savedAt = session.status === 'open' && session.saved.state === 'saved' ? session.saved.at : undefined;
  const navigate = useNavigate();
  const [backups, setBackups] = useState<Backup[]>();
  const [problems, setProblems] = useState<Problem[]>([]);
  const [busy, setBusy] = useState<string>();
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

  // A save may have made one.
  useEffect(() => {
    if (savedAt === undefined) return;
    let wanted = true;
    void platform['engagements.backups']({ id }).then((reply) => {
      if (!wanted) return;
      if (reply.ok) setBackups(reply.value.sort((a, b) => b.savedAt.localeCompare(a.savedAt)));
      else setProblems(reply.problems);
    });
    return () => {
      wanted = false;
    };
  }, [id, savedAt]);

  async function openCopy(backup: Backup) {
    setBusy(backup.name);
    const made = await copyOf(id, backup, (name) => t('settings.copy-name', { name, date: date.format(new Date(backup.savedAt)) }));
    setBusy(undefined);
    if (made.ok) navigate(`/e/${made.value}`);
    else setProblems(made.problems);
  }

  return (
    <SettingCard title={t('settings.backups')} hint={t('settings.backups-hint')}>
      <div className={classes.wide}>
        {problems.length > 0 && <ProblemList problems={problems} />}
        {backups?.length === 0 && <p className={classes.hint}>{t('settings.no-backups')}</p>}
        <ul className={classes.backups}>
          {backups?.map((backup) => (
            <li key={backup.name}>
              <IconHistory size={16} aria-hidden />
              <time dateTime={backup.savedAt}>{date.format(new Date(backup.savedAt))}</time>
              <span className={classes.hint}>{t('settings.revision', { revision: backup.revision, count: Math.max(0, present - backup.revision) })}</span>
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconCopy size={14} />}
                loading={busy === backup.name}
                disabled={busy !== undefined}
                onClick={() => void openCopy(backup)}
              >
                {t('settings.open-copy')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </SettingCard>
  );
}

/** Saves the backup under a new id and gives that id. */
async function copyOf(id: string, backup: Backup, name: (original: string) => string): Promise<Result<string>> {
  const read = await platform['engagements.readBackup']({ id, name: backup.name });
  const opened = read.ok ? openEngagement(read.value.document) : read;
  if (!opened.ok) return opened;
  const copy = produce(opened.value, (draft) => {
    draft.id = newId();
    draft.name = withoutMarks(name(draft.name)).slice(0, 200);
  });
  const saved = await platform['engagements.save']({ document: copy as never });
  return saved.ok ? ok(copy.id, await carryAttachments(id, copy)) : saved;
}
