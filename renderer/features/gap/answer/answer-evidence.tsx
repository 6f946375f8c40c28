import { ActionIcon, Button, CopyButton, Group, TextInput } from '@mantine/core';
import { IconCheck, IconCopy, IconLink, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { InspectorSection } from '../../../ui/inspector';
import { Code } from '../../../ui/isolate';
import { TypedTextarea } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import { answer as write } from '../gap-commands';
import classes from './answer.module.css';
import type { AnswerProps } from './answer-parts';
import { AttachedFiles } from './attached-files';

const mostLinks = 20;

/** What shows it: words, addresses, files and screenshots. */
export function AnswerEvidence({ known, vendor, answer }: AnswerProps) {
  const { t } = useWords();
  const links = answer?.links ?? [];
  const setLinks = (next: string[]) => write(known, vendor, { links: next });
  return (
    <InspectorSection title={t('gap.evidence')}>
      <TypedTextarea
        aria-label={t('gap.evidence')}
        placeholder={t('gap.evidence-hint')}
        value={answer?.evidence ?? ''}
        onType={(evidence) => write(known, vendor, { evidence }, 'evidence')}
        maxLength={5000}
      />
      {links.length > 0 && (
        <ul className={classes.links}>
          {links.map((link) => (
            <li key={link}>
              <IconLink size={14} aria-hidden />
              <Code title={link}>{link}</Code>
              <CopyButton value={link}>
                {({ copied, copy }) => (
                  <ActionIcon size={24} onClick={copy} aria-label={t('gap.link-copy')} title={t('gap.link-copy')}>
                    {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                  </ActionIcon>
                )}
              </CopyButton>
              <ActionIcon
                size={24}
                onClick={() => setLinks(links.filter((one) => one !== link))}
                aria-label={t('gap.link-remove')}
                title={t('gap.link-remove')}
              >
                <IconTrash size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {links.length < mostLinks && <NewLink onAdd={(link) => !links.includes(link) && setLinks([...links, link])} />}
      <AttachedFiles known={known} vendor={vendor} answer={answer} />
    </InspectorSection>
  );
}

function NewLink({ onAdd }: { onAdd: (link: string) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);

  function add() {
    const link = linkOf(typed);
    setWrong(link === undefined);
    if (link === undefined) return;
    onAdd(link);
    setTyped('');
  }

  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <TextInput
        aria-label={t('gap.link')}
        placeholder={t('gap.link')}
        value={typed}
        dir="ltr"
        className={classes.linkInput}
        maxLength={2000}
        error={wrong && t('gap.link-wrong')}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
      />
      <Button variant="default" size="compact-sm" h={30} disabled={!typed.trim()} onClick={add}>
        {t('common.add')}
      </Button>
    </Group>
  );
}

/** As it is kept: people leave "https://" out. Undefined: no address of the web. */
function linkOf(typed: string): string | undefined {
  const text = typed.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  return url && /^https?:$/.test(url.protocol) && /^[^.]+(\.[^.]+)+$|^localhost$|^\[/.test(url.hostname) ? url.href : undefined;
}
