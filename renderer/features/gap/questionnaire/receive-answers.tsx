import { Button, Progress, Select } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { Catalogue } from '../../../../shared/catalogue/schema';
import type { ReturnedQuestionnaire } from '../../../../shared/checklist/questionnaire/questionnaire-return';
import { type Problem, problem } from '../../../../shared/problem';
import { fileTooLarge } from '../../../../shared/sources/file-size';
import { platform } from '../../../platform/platform';
import { chooseFiles, droppedFiles, type TakenFiles } from '../../../store/dropped-files';
import { loadFile } from '../../../store/load-file';
import { useEngagement, useReadOnly } from '../../../store/session';
import { startJob } from '../../../store/workbench-job';
import { Code } from '../../../ui/isolate';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import { AnswersReview } from './answers-review';
import classes from './questionnaire.module.css';

type Found = { files: ReturnedQuestionnaire[]; problems: Problem[] };
type State = { kind: 'idle' } | { kind: 'reading'; file: string; share: number } | ({ kind: 'read' } & Found);

/** Files that vendors sent back: chosen or dropped, read in the workbench, reviewed one after the other. */
export function ReceiveAnswers({ catalogue, onDone }: { catalogue: Catalogue; onDone: () => void }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const engagement = useEngagement();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const [over, setOver] = useState(false);
  const [index, setIndex] = useState(0);
  const [chosen, setChosen] = useState<string>();
  const stop = useRef<() => void>(undefined);
  // Leaving the drawer leaves the reading too.
  useEffect(() => () => stop.current?.(), []);

  async function read({ files, problems }: TakenFiles) {
    if (files.length === 0 && problems.length === 0) return;
    setState({ kind: 'reading', file: files[0]?.name ?? '', share: 0 });
    const found = await readReturned(
      files,
      (progress) => setState((old) => (old.kind === 'reading' ? { ...old, ...progress } : old)),
      (cancel) => {
        stop.current = cancel;
      },
    );
    stop.current = undefined;
    setIndex(0);
    setChosen(undefined);
    setState({ kind: 'read', files: found.files, problems: [...problems, ...found.problems] });
  }

  if (state.kind === 'reading')
    return (
      <div className={classes.reading} role="status">
        <Code>{state.file}</Code>
        <Progress value={Math.max(3, state.share * 100)} aria-label={t('import.progress')} />
      </div>
    );

  const returned = state.kind === 'read' ? state.files[index] : undefined;
  const problems = state.kind === 'read' ? state.problems : [];
  const names = new Set(state.kind === 'read' ? state.files.map(({ file }) => file) : []);
  const unread = problems.filter(({ params }) => !names.has(String(params.file)));
  const vendors = engagement.checklist.vendors;
  const vendor = vendors.find(({ id }) => id === (chosen ?? returned?.vendor));

  function next() {
    setChosen(undefined);
    if (state.kind === 'read' && index + 1 < state.files.length) setIndex(index + 1);
    else if (unread.length > 0) setState({ kind: 'read', files: [], problems: unread });
    else onDone();
  }

  return (
    <>
      {!returned && (
        <button
          type="button"
          className={classes.drop}
          data-over={over}
          disabled={readOnly}
          data-testid="questionnaire-drop"
          onClick={async () => read(await chooseFiles('files'))}
          onDragOver={(event: DragEvent) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event: DragEvent) => {
            event.preventDefault();
            setOver(false);
            if (!readOnly) void droppedFiles(event.dataTransfer).then(read);
          }}
        >
          <IconUpload size={22} aria-hidden />
          <span>{t('questionnaire-review.drop')}</span>
          <strong>{t('questionnaire-review.choose')}</strong>
        </button>
      )}
      {unread.length > 0 && <ProblemList problems={unread.slice(0, 20)} />}
      {returned && (
        <>
          <p className={classes.quiet}>
            <Code>{returned.file}</Code>
            {returned.writtenAt && ` · ${t('field-map-review.written', { date: returned.writtenAt.slice(0, 10) })}`}
          </p>
          <Select
            label={t('questionnaire-review.whose')}
            data={vendors.map(({ id, name }) => ({ value: id, label: name }))}
            value={vendor?.id ?? null}
            onChange={(id) => setChosen(id ?? undefined)}
            allowDeselect={false}
          />
          {vendor ? (
            <AnswersReview
              key={`${index} ${vendor.id}`}
              returned={returned}
              vendor={vendor}
              catalogue={catalogue}
              problems={problems.filter(({ params }) => params.file === returned.file)}
              onDone={next}
            />
          ) : (
            <>
              <ProblemList problems={[problem('warns', 'questionnaire-vendor-lost', [], { file: returned.file })]} />
              <Button variant="default" onClick={next} w="fit-content">
                {t('common.cancel')}
              </Button>
            </>
          )}
        </>
      )}
    </>
  );
}

/** What the workbench finds; files that are something else cost a problem in words. */
async function readReturned(
  files: readonly File[],
  onProgress: (progress: { file: string; share: number }) => void,
  onStart: (cancel: () => void) => void,
): Promise<Found> {
  const tooLarge = files.flatMap((file) => fileTooLarge(file) ?? []);
  const loaded = await Promise.all(files.filter((file) => !fileTooLarge(file)).map(loadFile));
  const bytes = loaded.flatMap((one) => ('bytes' in one ? [one] : []));
  const unread = loaded.flatMap((one) => ('bytes' in one ? [] : [one]));
  if (bytes.length === 0) return { files: [], problems: [...tooLarge, ...unread] };
  const job = startJob((id) => platform['workbench.readFiles']({ job: id, files: bytes }), onProgress);
  onStart(job.cancel);
  const reply = await job.reply;
  if (!reply.ok) return { files: [], problems: [...tooLarge, ...unread, ...reply.problems] };
  const { questionnaires, sources, fieldMaps, problems } = reply.value;
  const strangers = [...new Set([...sources, ...fieldMaps].map(({ file }) => file))].map((file) => problem('blocks', 'questionnaire-not-ours', [], { file }));
  const others = new Set(strangers.map(({ params }) => params.file));
  // How a table would be read as a source is nobody's question here.
  return { files: questionnaires, problems: [...tooLarge, ...unread, ...strangers, ...problems.filter(({ params }) => !others.has(params.file ?? ''))] };
}
