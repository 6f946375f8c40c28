import { ActionIcon, Button, Loader, Progress, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconAlertOctagon,
  IconBraces,
  IconCircleCheck,
  IconDownload,
  IconFileTypePdf,
  IconFileTypeXls,
  IconFolderDown,
  IconPackage,
  IconX,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { DocumentKind } from '../../../shared/documents/kinds';
import { problemText } from '../../../shared/i18n/translator';
import type { Journey } from '../../../shared/journey/schema';
import { allFields } from '../../../shared/sources/find';
import { type Language, languages } from '../../../shared/text';
import { contextOf, problemsOfJourney, useCatalogue } from '../../store/derived';
import { downloadDocument } from '../../store/documents';
import { useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { useWords } from '../../ui/words';
import classes from './documents-page.module.css';
import { PackSection } from './pack/pack-section';
import { DocumentViews } from './style/document-views';

type Wanted = { kind: DocumentKind; journey?: string };
const nameOf = ({ kind, journey }: Wanted) => `${kind} ${journey ?? ''}`;
/** Browsers drop downloads that come too close together. */
const BETWEEN_MS = 350;

/** What the client would get now: every document, one click each, or all in a row. */
export function DocumentsPage() {
  const { t, locale } = useWords();
  const engagement = useEngagement();
  const [language, setLanguage] = useState<Language>(engagement.languages.document);
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState<{ count: number; of: number }>();
  const cancelled = useRef(false);
  // Downloads nobody sees the progress of would only surprise.
  useEffect(
    () => () => {
      cancelled.current = true;
    },
    [],
  );
  const tongues = new Intl.DisplayNames(locale, { type: 'language' });
  const journeys = engagement.journeys.filter((journey) => journey.status !== 'retired');
  const fields = allFields(engagement);
  const candidates = engagement.checklist.vendors.filter(({ role }) => role === 'candidate').length;
  const asked = fields.filter(({ field }) => field.status === 'open-question').length;

  async function make(wanted: Wanted): Promise<boolean> {
    const name = nameOf(wanted);
    setBusy((now) => new Set(now).add(name));
    const made = await downloadDocument(wanted.kind, { language, ...(wanted.journey ? { journey: wanted.journey } : {}) });
    setBusy((now) => new Set([...now].filter((other) => other !== name)));
    if (made) setDone((now) => new Set(now).add(name));
    return made;
  }

  async function makeAll() {
    const wanted: Wanted[] = [
      { kind: 'field-map' },
      { kind: 'gap-report' },
      ...journeys.flatMap(({ id }) => (['journey-brief', 'journey-json', 'deployment-json'] as const).map((kind) => ({ kind, journey: id }))),
    ];
    cancelled.current = false;
    for (const [index, one] of wanted.entries()) {
      if (cancelled.current) break;
      setAll({ count: index, of: wanted.length });
      await make(one);
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
    setAll(undefined);
  }

  const button = (wanted: Wanted, label: string, icon: typeof IconFileTypePdf) => (
    <MakeButton key={wanted.kind} label={label} icon={icon} busy={busy.has(nameOf(wanted))} done={done.has(nameOf(wanted))} onClick={() => void make(wanted)} />
  );

  return (
    <Panel
      title={t('station.handoff')}
      facts={t('documents.facts', { count: journeys.length * 3 + 2 })}
      views={
        <>
          <DocumentViews view="documents" />
          <SegmentedControl
            value={language}
            onChange={(value) => {
              setLanguage(languages.find((one) => one === value) ?? language);
              setDone(new Set());
            }}
            data={languages.map((one) => ({ value: one, label: tongues.of(one) ?? one }))}
            aria-label={t('documents.language')}
            disabled={all !== undefined}
          />
        </>
      }
      actions={
        <Button leftSection={<IconFolderDown size={16} />} onClick={() => void makeAll()} disabled={all !== undefined}>
          {t('documents.all')}
        </Button>
      }
      toolbar={
        all && (
          <>
            <span role="status">{t('documents.making', { count: all.count + 1, of: all.of })}</span>
            <Progress value={(all.count / all.of) * 100} flex={1} maw={320} aria-label={t('documents.all')} />
            <Tooltip label={t('documents.stop')}>
              <ActionIcon
                aria-label={t('documents.stop')}
                onClick={() => {
                  cancelled.current = true;
                }}
              >
                <IconX size={16} />
              </ActionIcon>
            </Tooltip>
          </>
        )
      }
    >
      <div className={classes.page}>
        <p className={classes.lead}>{t(language === engagement.languages.document ? 'documents.lead' : 'documents.lead-other-language')}</p>
        <PackSection />
        <section className={classes.card} aria-labelledby="field-map-title">
          <span className={classes.icon} data-kind="xlsx" aria-hidden>
            <IconFileTypeXls size={22} stroke={1.6} />
          </span>
          <div className={classes.what}>
            <h2 id="field-map-title">{t('documents.field-map')}</h2>
            <p className={classes.quiet}>
              {t('documents.field-map-facts', { count: fields.length })}
              {asked > 0 && <> · {t('documents.still-asked', { count: asked })}</>}
            </p>
          </div>
          {button({ kind: 'field-map' }, t('documents.xlsx'), IconFileTypeXls)}
        </section>
        <section className={classes.card} aria-labelledby="gap-report-title">
          <span className={classes.icon} data-kind="pdf" aria-hidden>
            <IconFileTypePdf size={22} stroke={1.6} />
          </span>
          <div className={classes.what}>
            <h2 id="gap-report-title">{t('documents.gap-report')}</h2>
            <p className={classes.quiet}>
              {candidates === 0
                ? t('documents.gap-report-empty')
                : [t('gap.points', { count: engagement.checklist.points.length }), t('gap.vendors', { count: candidates })].join(' · ')}
            </p>
          </div>
          {button({ kind: 'gap-report' }, t('documents.gap-report-pdf'), IconFileTypePdf)}
        </section>
        <h2 className={classes.title}>{t('documents.per-journey')}</h2>
        {journeys.length === 0 ? (
          <EmptyState icon={<IconPackage size={30} />} title={t('journeys.empty')} text={t('documents.no-journeys')} />
        ) : (
          <ul className={classes.list}>
            {journeys.map((journey) => (
              <li key={journey.id} className={classes.card}>
                <span className={classes.icon} data-kind="pdf" aria-hidden>
                  <IconFileTypePdf size={22} stroke={1.6} />
                </span>
                <JourneyFacts journey={journey} />
                <div className={classes.buttons}>
                  {button({ kind: 'journey-brief', journey: journey.id }, t('documents.brief'), IconFileTypePdf)}
                  {button({ kind: 'journey-json', journey: journey.id }, t('documents.journey-json'), IconBraces)}
                  {button({ kind: 'deployment-json', journey: journey.id }, t('documents.deployment-json'), IconPackage)}
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}

/** A blocked journey still gives its brief: the brief says what is missing. */
function JourneyFacts({ journey }: { journey: Journey }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const catalogue = useCatalogue();
  const blocking = catalogue ? problemsOfJourney(journey, contextOf(engagement, catalogue)).filter((p) => p.severity === 'blocks') : [];
  const [first] = blocking;
  return (
    <div className={classes.what}>
      <h3>
        <Link to={`/e/${engagementId}/journeys/${journey.id}`}>{text(journey.name)}</Link>{' '}
        {first ? (
          <Badge tone="blocking" icon={<IconAlertOctagon size={13} />}>
            {t('journey-status.blocked')}
          </Badge>
        ) : (
          <Badge tone={journey.status === 'approved' || journey.status === 'published' ? 'good' : 'accent'}>{t(`journey-status.${journey.status}`)}</Badge>
        )}
      </h3>
      <p className={classes.quiet}>
        {first ? problemText(first, t) : text(journey.purpose)}
        {blocking.length > 1 && <> · {t('documents.more-blocks', { count: blocking.length - 1 })}</>}
      </p>
    </div>
  );
}

type ButtonProps = { label: string; icon: typeof IconFileTypePdf; busy: boolean; done: boolean; onClick: () => void };

function MakeButton({ label, icon: Icon, busy, done, onClick }: ButtonProps) {
  return (
    <Button
      variant="default"
      onClick={onClick}
      disabled={busy}
      leftSection={busy ? <Loader size={13} color="gray" /> : <Icon size={16} stroke={1.7} />}
      rightSection={done && !busy ? <IconCircleCheck size={15} className={classes.done} /> : <IconDownload size={14} className={classes.load} />}
    >
      {label}
    </Button>
  );
}
