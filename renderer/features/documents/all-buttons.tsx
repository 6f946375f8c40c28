import { Button, Group, Modal } from '@mantine/core';
import { IconFileZip, IconFolderDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { WantedDocument } from '../../../shared/pack/pack-documents';
import type { Problem } from '../../../shared/problem';
import { type ChosenFolder, canChooseFolder, chooseFolder } from '../../store/chosen-folder';
import { UserText } from '../../ui/isolate';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import { type Destination, toArchive, toFolder } from './destinations';
import classes from './documents-page.module.css';

type Props = { wanted: readonly WantedDocument[]; archive: string; disabled: boolean; onMake: (wanted: readonly WantedDocument[], to: Destination) => void };

/** All documents as files in a folder, where the browser's engine lets one be chosen, or as one archive. */
export function AllButtons({ wanted, archive, disabled, onMake }: Props) {
  const { t } = useWords();
  const [asked, setAsked] = useState<{ folder: ChosenFolder; taken: string[] }>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  async function choose() {
    const chosen = await chooseFolder();
    const taken = chosen.ok ? await chosen.value.taken(wanted.map(({ path }) => path)) : chosen;
    if (!taken.ok) setProblems(taken.problems.filter(({ code }) => code !== 'cancelled'));
    else if (chosen.ok && taken.value.length > 0) setAsked({ folder: chosen.value, taken: taken.value });
    else if (chosen.ok) onMake(wanted, toFolder(chosen.value, []));
  }

  return (
    <>
      <Button variant="default" leftSection={<IconFileZip size={16} />} onClick={() => onMake(wanted, toArchive(archive))} disabled={disabled}>
        {t('documents.all')}
      </Button>
      {canChooseFolder() && (
        <Button variant="default" leftSection={<IconFolderDown size={16} />} onClick={() => void choose()} disabled={disabled}>
          {t('documents.all-folder')}
        </Button>
      )}
      {asked && (
        <TakenDialog
          {...asked}
          of={wanted.length}
          onClose={() => setAsked(undefined)}
          onAnswer={(replace) => {
            setAsked(undefined);
            const left = replace ? wanted : wanted.filter(({ path }) => !asked.taken.includes(path));
            onMake(left, toFolder(asked.folder, replace ? asked.taken : []));
          }}
        />
      )}
      {problems.length > 0 && (
        <Modal opened onClose={() => setProblems([])} title={t('documents.all-folder')} closeButtonProps={{ 'aria-label': t('common.close') }}>
          <ProblemList problems={problems} />
        </Modal>
      )}
    </>
  );
}

type TakenProps = { folder: ChosenFolder; taken: readonly string[]; of: number; onClose: () => void; onAnswer: (replace: boolean) => void };

/** Nothing is replaced before somebody said so. */
function TakenDialog({ folder, taken, of, onClose, onAnswer }: TakenProps) {
  const { t } = useWords();
  return (
    <Modal opened onClose={onClose} title={t('documents.taken-title', { count: taken.length })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <p className={classes.asked}>
        {t('documents.taken', { count: taken.length, of })} <UserText>{folder.name}</UserText>
      </p>
      <ul className={classes.taken}>
        {taken.map((path) => (
          <li key={path} dir="ltr">
            {path}
          </li>
        ))}
      </ul>
      <Group justify="flex-end" gap={8}>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="default" color="pomegranate" onClick={() => onAnswer(true)}>
          {t('documents.taken-replace', { count: taken.length })}
        </Button>
        {taken.length < of && (
          <Button data-autofocus onClick={() => onAnswer(false)}>
            {t('documents.taken-keep', { count: of - taken.length })}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
