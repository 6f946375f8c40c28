import { Button, Group, Loader, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { curlExample } from '../../../shared/executor/curl-example';
import type { ExecutorApi } from '../../../shared/platform';
import type { Problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { downloadBytes } from '../../store/download';
import { CodeBox } from '../../ui/code-box';
import { Code } from '../../ui/isolate';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

/** Where another program finds the executor, a first call to try, and the description of all calls to keep. */
export function ApiDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [api, setApi] = useState<ExecutorApi>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    let isOver = false;
    void platform['executor.api']({}).then((reply) => {
      if (isOver) return;
      if (reply.ok) setApi(reply.value);
      else setProblems(reply.problems);
    });
    return () => {
      isOver = true;
    };
  }, []);

  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      notifications.show({ color: 'pomegranate', message: t('asked.not-copied'), autoClose: false });
    }
  }

  return (
    <Modal opened onClose={onClose} title={t('executor.api')} size={720} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <p className={classes.dialogText}>{t('executor.api-text')}</p>
      {problems.length > 0 && <ProblemList problems={problems} />}
      {api ? (
        <>
          <dl className={classes.apiFacts}>
            <dt>{t('executor.api-address')}</dt>
            <dd>
              <Code>{`http://127.0.0.1:${api.port}`}</Code>
            </dd>
            <dt>{t('executor.api-folder')}</dt>
            <dd>
              <Code>{api.folder}</Code>
            </dd>
          </dl>
          <CodeBox label="curl">{curlExample(api.folder)}</CodeBox>
          <Group justify="flex-end" gap={8} mt={16}>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              onClick={() => downloadBytes('masa-executor-api.html', 'text/html', new TextEncoder().encode(api.page))}
            >
              {t('executor.api-save')}
            </Button>
            <Button leftSection={isCopied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={() => void copy(curlExample(api.folder))}>
              {t(isCopied ? 'executor.api-copied' : 'executor.api-copy')}
            </Button>
          </Group>
        </>
      ) : (
        problems.length === 0 && <Loader size="sm" />
      )}
    </Modal>
  );
}
