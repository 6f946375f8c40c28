import { Button, Progress, SegmentedControl } from '@mantine/core';
import { IconDownload, IconFileTypeHtml } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { type ReportKind, reportKinds } from '../../../../shared/documents/kinds';
import type { Problem } from '../../../../shared/problem';
import { directionOf, type Language, languages } from '../../../../shared/text';
import { startDocument } from '../../../store/documents';
import { downloadBytes } from '../../../store/download';
import { openSession, useEngagement } from '../../../store/session';
import { UserText } from '../../../ui/isolate';
import { Panel } from '../../../ui/panel';
import { ProblemList } from '../../../ui/problem-list';
import { StopButton } from '../../../ui/stop-button';
import { useWords } from '../../../ui/words';
import { Desk, type DeskHandle, type Zoom } from './desk';
import { PageSaid } from './page-said';
import type { Place } from './place';
import classes from './preview.module.css';
import { PreviewTools, zoomedBy } from './preview-tools';
import { SideList } from './side-list';
import { useFind } from './use-find';
import { usePrinted } from './use-printed';

/** A report as it will be printed, drawn from the very bytes that are saved. */
export function PreviewPage() {
  const { engagementId, kind: named } = useParams();
  const kind = reportKinds.find((one) => one === named);
  return kind ? <Preview key={kind} kind={kind} /> : <Navigate to={`/e/${engagementId}/documents`} replace />;
}

const missingMark = '\ufffd';

function Preview({ kind }: { kind: ReportKind }) {
  const { t, text, direction } = useWords();
  const { engagementId, journeyId } = useParams();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const engagement = useEngagement();
  const language = languages.find((one) => one === query.get('lang')) ?? engagement.languages.document;
  const state = usePrinted({ kind, journey: journeyId, language });
  const shown = state.step === 'shown' ? state : undefined;
  const [page, setPage] = useState(1);
  const [chapter, setChapter] = useState(-1);
  const [zoom, setZoom] = useState<Zoom>('width');
  const [scale, setScale] = useState(1);
  const [words, setWords] = useState('');
  const desk = useRef<DeskHandle>(null);
  const findField = useRef<HTMLInputElement>(null);
  const show = useCallback((place: Place) => desk.current?.goTo(place), []);
  const goTo = (to: number) => show({ page: to, top: 0 });
  const finding = useFind(shown?.printed, words, show);
  const asPage = usePageFile({ kind, journey: journeyId, language });
  const journey = engagement.journeys.find(({ id }) => id === journeyId);
  const pages = shown?.printed.pages.length ?? 0;
  const back = `/e/${engagementId}/documents`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another file begins at its first page
  useEffect(() => setPage(1), [shown?.printed]);

  // Only what is in sight is drawn, so the browser's own search would find only that.
  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyF' || event.altKey || event.shiftKey) return;
      event.preventDefault();
      findField.current?.select();
      findField.current?.focus();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const on = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const before = direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === on) goTo(Math.min(pages, page + 1));
    else if (event.key === before) goTo(Math.max(1, page - 1));
    else if (event.key === 'Home') goTo(1);
    else if (event.key === 'End') goTo(pages);
    else if (event.key === '+' || event.key === '=') setZoom(zoomedBy(scale, 1));
    else if (event.key === '-') setZoom(zoomedBy(scale, -1));
    else if (event.code === 'KeyF') setZoom('page');
    else if (event.key === '0') setZoom('width');
    else return;
    event.preventDefault();
  }

  return (
    <Panel
      title={
        <>
          {t(`document.kind.${kind}`)}
          {journey && (
            <>
              {' · '}
              <UserText>{text(journey.name)}</UserText>
            </>
          )}
        </>
      }
      facts={shown && t('document.page', { page, pages })}
      views={
        <SegmentedControl
          value={language}
          onChange={(value) => setQuery(value === engagement.languages.document ? {} : { lang: value }, { replace: true })}
          data={languages.map((one) => ({ value: one, label: t(`language.${one}`) }))}
          aria-label={t('documents.language')}
        />
      }
      actions={
        <>
          <Button variant="default" leftSection={<IconFileTypeHtml size={16} />} onClick={asPage.save} loading={asPage.isSaving}>
            {t('preview.save-page')}
          </Button>
          <Button
            leftSection={<IconDownload size={16} />}
            disabled={!shown}
            onClick={() => shown && downloadBytes(shown.file.name, shown.file.mime, shown.file.bytes)}
          >
            {t('preview.save')}
          </Button>
        </>
      }
      toolbar={
        shown && (
          <PreviewTools
            page={page}
            pages={pages}
            onGo={goTo}
            zoom={zoom}
            scale={scale}
            onZoom={setZoom}
            words={words}
            onWords={setWords}
            finding={finding}
            findField={findField}
          />
        )
      }
    >
      {state.step === 'making' && (
        <div className={classes.wait}>
          <p role="status">{t('preview.making', { document: t(`document.kind.${kind}`) })}</p>
          <Progress value={state.share * 100} w={280} aria-label={t('preview.making', { document: t(`document.kind.${kind}`) })} />
          <StopButton onClick={() => void navigate(back)} />
        </div>
      )}
      {state.step === 'failed' && (
        <div className={classes.failed}>
          <ProblemList problems={state.problems} />
        </div>
      )}
      {shown && <PageSaid page={page} pages={pages} />}
      {shown && (
        <div className={classes.frame}>
          <SideList
            chapters={shown.printed.chapters}
            direction={directionOf(language)}
            problems={[...shown.file.problems, ...asPage.problems]}
            current={chapter}
            onGo={show}
            onMissing={() => setWords(missingMark)}
          />
          <Desk
            key={language}
            printed={shown.printed}
            zoom={zoom}
            found={finding.found}
            current={finding.current}
            name={t('preview.pages')}
            handle={desk}
            onScale={setScale}
            onPage={setPage}
            onChapter={setChapter}
            onKeyDown={onKeyDown}
          />
        </div>
      )}
    </Panel>
  );
}

/** The page that says the same, for a browser: made when it is asked for. */
function usePageFile(order: { kind: ReportKind; journey: string | undefined; language: Language }) {
  const [isSaving, setSaving] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  async function save() {
    const engagement = openSession()?.history.present;
    if (!engagement) return;
    setSaving(true);
    const reply = await startDocument(engagement, { ...order, form: 'page' }).reply;
    setSaving(false);
    setProblems(reply.ok ? reply.value.problems : reply.problems);
    if (reply.ok) downloadBytes(reply.value.name, reply.value.mime, reply.value.bytes);
  }
  return { save: () => void save(), isSaving, problems };
}
