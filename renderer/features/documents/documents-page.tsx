import { SegmentedControl } from '@mantine/core';
import { IconAlertOctagon, IconPackage } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { shelve } from '../../../shared/documents/document-shelves';
import { problemText } from '../../../shared/i18n/translator';
import type { Journey } from '../../../shared/journey/schema';
import { documentsIn } from '../../../shared/pack/pack-documents';
import { type Language, languages } from '../../../shared/text';
import { contextOf, problemsOfJourney, useCatalogue } from '../../store/derived';
import { warmUp } from '../../store/documents';
import { useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { useWords } from '../../ui/words';
import { AllButtons } from './all-buttons';
import { AllLine } from './all-line';
import { DocumentRow } from './document-row';
import classes from './documents-page.module.css';
import { PackSection } from './pack/pack-section';
import { DocumentViews } from './style/document-views';
import { useMaking } from './use-making';

/** What the client would get now: every document of the list, for whom it is, seen before it is printed, saved alone, or all in one place. */
export function DocumentsPage() {
  const { t } = useWords();
  const engagement = useEngagement();
  const [language, setLanguage] = useState<Language>(engagement.languages.document);
  const making = useMaking(language);
  useEffect(() => warmUp(language), [language]);
  const { shelves, journeys } = useMemo(() => shelve(engagement), [engagement]);
  const wanted = useMemo(() => documentsIn([language], engagement), [language, engagement]);
  const byId = new Map(engagement.journeys.map((journey) => [journey.id, journey]));
  const row = { language, by: making.by, onSave: making.save, onCancel: making.cancel, disabled: making.all !== undefined };
  const listed = [...shelves, ...journeys].reduce((count, { documents }) => count + documents.length, 0);

  return (
    <Panel
      title={t('station.handoff')}
      facts={t('documents.facts', { count: listed })}
      views={
        <>
          <DocumentViews view="documents" />
          <SegmentedControl
            value={language}
            onChange={(value) => setLanguage(languages.find((one) => one === value) ?? language)}
            data={languages.map((one) => ({ value: one, label: t(`language.${one}`) }))}
            aria-label={t('documents.language')}
            disabled={making.all !== undefined}
          />
        </>
      }
      actions={
        <AllButtons
          wanted={wanted}
          archive={`${t('station.handoff')} - ${engagement.client.name} - ${language}.zip`}
          disabled={making.all !== undefined}
          onMake={(which, to) => void making.makeAll(which, to)}
        />
      }
      toolbar={(making.all || making.last) && <AllLine making={making} />}
    >
      <div className={classes.page}>
        <p className={classes.lead}>{t(language === engagement.languages.document ? 'documents.lead' : 'documents.lead-other-language')}</p>
        <PackSection />
        {shelves.map(({ shelf, documents }) => (
          <section key={shelf} aria-labelledby={`shelf-${shelf}`}>
            <h2 className={classes.title} id={`shelf-${shelf}`}>
              {t(`documents.shelf.${shelf}`)}
            </h2>
            <ul className={classes.list}>
              {documents.map((document) => (
                <DocumentRow key={document.path} document={document} {...row} />
              ))}
            </ul>
          </section>
        ))}
        <section aria-labelledby="shelf-journeys">
          <h2 className={classes.title} id="shelf-journeys">
            {t('documents.per-journey')}
          </h2>
          {journeys.length === 0 ? (
            <EmptyState icon={<IconPackage size={30} />} title={t('journeys.empty')} text={t('documents.no-journeys')} />
          ) : (
            <ul className={classes.list}>
              {journeys.map(({ journey: id, documents }) => {
                const journey = byId.get(id);
                return (
                  <li key={id} className={classes.journey}>
                    {journey && <JourneyFacts journey={journey} />}
                    <ul className={classes.rows}>
                      {documents.map((document) => (
                        <DocumentRow key={document.path} document={document} {...row} />
                      ))}
                    </ul>
                  </li>
                );
              })}
            </ul>
          )}
        </section>
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
