import { IconAlertOctagon, IconBulb, IconRoute } from '@tabler/icons-react';
import { Fragment, useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { coverageOfJourneys, type FreeingStep, type JourneyCoverage, type Need, stepsThatFree } from '../../../../shared/sources/coverage';
import { type FieldPlace, fieldsById } from '../../../../shared/sources/find';
import { lineageOf, useSuggestions } from '../../../store/derived';
import { useEngagement } from '../../../store/session';
import { Badge } from '../../../ui/badge';
import { EmptyState } from '../../../ui/empty-state';
import { UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import classes from './coverage-view.module.css';
import { ScrollRegion } from './scroll-region';
import views from './views.module.css';

/** Which journeys the fields carry, how surely, and which few attributes would free the most of those that stand still. */
export function CoverageView() {
  const { t } = useWords();
  const engagement = useEngagement();
  const coverage = useMemo(() => coverageOfJourneys(engagement, lineageOf(engagement)), [engagement]);
  const steps = useMemo(() => stepsThatFree(coverage), [coverage]);
  const blocked = coverage.filter((one) => one.blocked).length;
  if (coverage.length === 0) return <EmptyState icon={<IconRoute size={32} />} title={t('coverage.empty')} text={t('coverage.empty-text')} />;
  return (
    <div className={views.view}>
      <div className={views.bar}>
        <span className={views.facts}>{t('coverage.facts', { free: coverage.length - blocked, total: coverage.length })}</span>
        <span className={views.space} />
        <span className={views.legend}>
          {parts.map((part) => (
            <span key={part}>
              <span className={classes.swatch} data-part={part} aria-hidden />
              {t(`coverage.part.${part}`)}
            </span>
          ))}
        </span>
      </div>
      <ScrollRegion label={t('sources.view.coverage')}>
        {steps.length > 0 && <ShortestWay steps={steps} />}
        <table className={`${views.table} ${classes.coverage}`}>
          <thead>
            <tr>
              <th scope="col">{t('coverage.journey')}</th>
              <th scope="col" className={views.number}>
                {t('coverage.needs')}
              </th>
              <th scope="col" className={classes.barColumn}>
                {t('coverage.share')}
              </th>
              {parts.map((part) => (
                <th key={part} scope="col" className={views.number}>
                  {t(`coverage.part.${part}`)}
                </th>
              ))}
              <th scope="col">{t('coverage.unsure')}</th>
            </tr>
          </thead>
          <tbody>
            {coverage.map((one) => (
              <CoverageRow key={one.journey.id} coverage={one} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

/** `missing` is what no field brings, be it mapped or not. */
const parts = ['confirmed', 'promised', 'open', 'missing'] as const;

function countsOf({ count }: JourneyCoverage): Record<(typeof parts)[number], number> {
  return { confirmed: count.confirmed, promised: count.promised, open: count['open-question'], missing: count.missing + count.unmapped };
}

function ShortestWay({ steps }: { steps: readonly FreeingStep[] }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const { record, journeys } = engagement;
  const suggestions = useSuggestions();
  const lineage = lineageOf(engagement);
  const suggested = useMemo(() => {
    const fields = fieldsById(engagement);
    // The best comes first.
    return new Map([...suggestions].reverse().flatMap(({ attribute, field }) => (fields.has(field) ? [[attribute, fields.get(field)] as const] : [])));
  }, [engagement, suggestions]);
  const attributes = new Map(record.attributes.map((attribute) => [attribute.id, attribute]));
  const names = new Map(journeys.map((journey) => [journey.id, text(journey.name)]));
  return (
    <div className={classes.way}>
      <h2>
        <IconBulb size={16} aria-hidden /> {t('coverage.way')}
      </h2>
      <ol>
        {steps.map((step) => (
          <li key={step.attributes.join()}>
            <span className={classes.chips}>
              {step.attributes.map((id) => (
                <Fragment key={id}>
                  <Link to={`/e/${engagementId}/record/${id}`} className={classes.chip} title={id}>
                    <UserText>{text(attributes.get(id)?.label) || id}</UserText>
                  </Link>
                  <Candidate missing={lineage.attributes.get(id)?.fields[0]} suggested={suggested.get(id)} />
                </Fragment>
              ))}
            </span>
            <span className={classes.frees}>
              <strong>{t('coverage.frees', { count: step.journeys.length })}</strong>{' '}
              {step.journeys.map((id, i) => (
                <span key={id}>
                  {i > 0 && ' · '}
                  <Link to={`/e/${engagementId}/journeys/${id}`} className={views.link}>
                    <UserText>{names.get(id) ?? id}</UserText>
                  </Link>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The field to ask for: the one that is mapped but missing, else one that looks like it. */
function Candidate({ missing, suggested }: { missing: FieldPlace | undefined; suggested: FieldPlace | undefined }) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const place = missing ?? suggested;
  if (!place) return <span className={views.quiet}>{t('coverage.no-field')}</span>;
  const field = `${place.object.nativeName}.${place.field.nativeName}`;
  return (
    <Link to={`/e/${engagementId}/sources/${place.source.id}/${place.field.id}`} className={classes.candidate} data-suggested={!missing}>
      {t(missing ? 'coverage.field-missing' : 'coverage.field-suggested', { field })}
    </Link>
  );
}

const SHOWN = 5;

function CoverageRow({ coverage }: { coverage: JourneyCoverage }) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const { journey, needs, count, blocked } = coverage;
  const number = numberFormat(locale);
  const counts = countsOf(coverage);
  const asked = needs.length - count.given;
  const unsure = needs.filter(({ supply }) => supply !== 'confirmed' && supply !== 'given');
  const sure = needs.filter(({ supply }) => supply === 'confirmed' || supply === 'given');
  return (
    <tr data-blocked={blocked}>
      <th scope="row">
        <Link to={`/e/${engagementId}/journeys/${journey.id}`} className={classes.journey}>
          <UserText>{text(journey.name)}</UserText>
        </Link>
        {blocked && (
          <Badge tone="blocking" icon={<IconAlertOctagon size={13} />}>
            {t('coverage.blocked')}
          </Badge>
        )}
      </th>
      <td className={views.number}>{number.format(needs.length)}</td>
      <td>
        <span className={classes.bar} role="img" aria-label={t('coverage.bar', { confirmed: counts.confirmed, total: asked })}>
          {parts.map((part) => counts[part] > 0 && <span key={part} data-part={part} style={{ flexGrow: counts[part] }} />)}
        </span>
      </td>
      {parts.map((part) => (
        <td key={part} className={views.number} data-part={part} data-none={counts[part] === 0}>
          {number.format(counts[part])}
        </td>
      ))}
      <td>
        <span className={classes.chips}>
          {unsure.slice(0, SHOWN).map((need) => (
            <NeedChip key={need.attribute.id} need={need} />
          ))}
          {(unsure.length > SHOWN || sure.length > 0) && (
            <details className={classes.details}>
              <summary>
                {unsure.length > SHOWN ? t('overview.more', { count: unsure.length - SHOWN + sure.length }) : t('coverage.sure', { count: sure.length })}
              </summary>
              <span className={classes.chips}>
                {[...unsure.slice(SHOWN), ...sure].map((need) => (
                  <NeedChip key={need.attribute.id} need={need} />
                ))}
              </span>
            </details>
          )}
        </span>
      </td>
    </tr>
  );
}

function NeedChip({ need: { attribute, supply, blocks } }: { need: Need }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const words = t(`coverage.supply.${supply}`);
  const name = text(attribute.label) || attribute.id;
  return (
    <Link
      to={`/e/${engagementId}/record/${attribute.id}`}
      className={classes.chip}
      data-supply={supply}
      title={`${name}: ${words}`}
      aria-label={`${name}: ${words}${blocks ? `, ${t('coverage.blocked')}` : ''}`}
    >
      {blocks && <IconAlertOctagon size={12} aria-hidden />}
      <UserText>{name}</UserText>
    </Link>
  );
}
