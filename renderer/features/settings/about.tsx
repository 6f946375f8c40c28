import { CopyButton, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCopy, IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { platform } from '../../platform/platform';
import { useEngagement } from '../../store/session';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import { SettingCard } from './setting-card';
import classes from './settings-page.module.css';

type Info = { version: string; shell: 'electron' | 'browser'; home: string };

/** Where the work lies on this machine, and what never goes into the file. */
export function About() {
  const { t } = useWords();
  const id = useEngagement((e) => e.id);
  const [info, setInfo] = useState<Info>();
  useEffect(() => {
    let wanted = true;
    void platform['app.info']({}).then((reply) => wanted && reply.ok && setInfo(reply.value));
    return () => {
      wanted = false;
    };
  }, []);
  const slash = info?.home.includes('\\') ? '\\' : '/';
  const file = info && [info.home, 'engagements', id, 'engagement.masa.json'].join(slash);
  return (
    <SettingCard title={t('settings.about')}>
      <div className={classes.wide}>
        <dl className={classes.about}>
          <dt>{t('settings.file')}</dt>
          <dd>
            {file && (
              <CopyButton value={file}>
                {({ copied, copy }) => (
                  <UnstyledButton className={classes.path} onClick={copy} title={t('settings.copy-path')}>
                    <Code>{file}</Code>
                    {copied ? <IconCheck size={14} aria-label={t('settings.copied')} /> : <IconCopy size={14} aria-hidden />}
                  </UnstyledButton>
                )}
              </CopyButton>
            )}
          </dd>
          <dt>{t('settings.version')}</dt>
          <dd>{info && <Code>{info.version}</Code>}</dd>
          <dt>{t('settings.shell')}</dt>
          <dd>{info && t(`settings.shell.${info.shell}`)}</dd>
        </dl>
        <p className={classes.promise}>
          <IconLock size={17} aria-hidden />
          {t('settings.promise')}
        </p>
      </div>
    </SettingCard>
  );
}
