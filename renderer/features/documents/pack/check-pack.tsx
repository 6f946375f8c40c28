import { Button, Progress } from '@mantine/core';
import { IconFileDiff, IconShieldCheck, IconShieldX, IconUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { dateWords } from '../../../../shared/documents/date-words';
import { chooseFiles, droppedFiles } from '../../../store/dropped-files';
import { useEngagement } from '../../../store/session';
import { Badge } from '../../../ui/badge';
import { Code } from '../../../ui/isolate';
import { ProblemList } from '../../../ui/problem-list';
import { StopButton } from '../../../ui/stop-button';
import { useWords } from '../../../ui/words';
import { ChangeSections } from './change-sections';
import classes from './pack-section.module.css';
import { type CheckedPack, useCheckPack } from './use-check-pack';

/** A pack that came back: is it whole and unchanged, and what changed since. */
export function CheckPack() {
  const { t, language } = useWords();
  const { running, checked, problems, check, cancel } = useCheckPack(language);
  const [over, setOver] = useState(false);
  return (
    <section
      className={classes.card}
      aria-labelledby="check-pack-title"
      data-over={over}
      data-testid="pack-drop"
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        void droppedFiles(event.dataTransfer).then(check);
      }}
    >
      <div className={classes.head}>
        <span className={classes.icon} aria-hidden>
          <IconShieldCheck size={22} stroke={1.6} />
        </span>
        <div className={classes.what}>
          <h2 id="check-pack-title">{t('pack.check-title')}</h2>
          <p className={classes.quiet}>{t('pack.check-lead')}</p>
        </div>
        {running ? (
          <StopButton onClick={cancel} />
        ) : (
          <Button variant="default" leftSection={<IconUpload size={16} />} onClick={async () => check(await chooseFiles('files'))}>
            {t('pack.choose')}
          </Button>
        )}
      </div>
      {running && (
        <div className={classes.progress}>
          <span role="status">
            <Code>{running.file}</Code>
          </span>
          <Progress value={running.share * 100} flex={1} aria-label={t('pack.check-title')} />
        </div>
      )}
      {checked && <Verdict checked={checked} onCompare={(earlier) => check({ files: [checked.file], problems: [] }, earlier)} />}
      {problems.length > 0 && <ProblemList problems={problems} />}
      {checked?.comparison && <Difference checked={checked} />}
    </section>
  );
}

function Verdict({ checked: { file, check }, onCompare }: { checked: CheckedPack; onCompare: (earlier: File) => void }) {
  const { t, language } = useWords();
  const { engagement, seal } = check.manifest;
  const pages = check.pages.reduce((sum, one) => sum + one.sealed, 0);
  const date = dateWords(engagement.updatedAt, 'UTC', language);
  return (
    <div className={classes.made} role="status">
      <div className={classes.what}>
        <p className={classes.verdict}>
          <Badge tone={check.whole ? 'good' : 'blocking'} icon={check.whole ? <IconShieldCheck size={13} /> : <IconShieldX size={13} />}>
            {t(check.whole ? 'pack.whole' : 'pack.not-whole')}
          </Badge>
          <Code>{file.name}</Code>
        </p>
        <p>{t('pack.of', { client: engagement.client, name: engagement.name, revision: engagement.revision, date })}</p>
        <p className={classes.quiet}>
          {t('pack.files', { count: check.files.length + 1 })} · {t('pack.pages-sealed', { count: pages })} · {t('brief.seal')}{' '}
          <bdi dir="ltr" className={classes.hash} title={seal.hash}>
            {seal.printed}
          </bdi>
        </p>
        <p className={classes.quiet}>
          {t('pack.fingerprint')}{' '}
          <bdi dir="ltr" className={classes.hash}>
            {check.fingerprint}
          </bdi>
        </p>
        <p className={classes.quiet}>{t(check.whole ? 'pack.fingerprint-compare' : 'pack.fingerprint-of-list')}</p>
      </div>
      <Button
        variant="default"
        leftSection={<IconFileDiff size={16} />}
        onClick={async () => {
          const { files } = await chooseFiles('files');
          if (files[0]) onCompare(files[0]);
        }}
      >
        {t('pack.compare')}
      </Button>
    </div>
  );
}

/** With an earlier pack, or with what is open now. */
function Difference({ checked: { comparison, since, check } }: { checked: CheckedPack }) {
  const { t } = useWords();
  const id = useEngagement((engagement) => engagement.id);
  if (!comparison) return null;
  const title = since ? t('pack.since', { file: since }) : t(check.manifest.engagement.id === id ? 'pack.until-now' : 'pack.of-another');
  return (
    <div className={classes.difference}>
      <h3>{title}</h3>
      {comparison.same ? <p className={classes.quiet}>{t('pack.no-difference')}</p> : <ChangeSections comparison={comparison} />}
    </div>
  );
}
