import { ActionIcon } from '@mantine/core';
import { IconAlertOctagon, IconBolt, IconX } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { whatBreaks } from '../../../../shared/record/lineage';
import type { FieldPlace } from '../../../../shared/sources/find';
import type { FieldProfile } from '../../../../shared/sources/schema';
import { lineageOf } from '../../../store/derived';
import { useEngagement } from '../../../store/session';
import { Code, UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import classes from './profile.module.css';
import { Drawing } from './profile-spark';
import { sparkOf } from './spark-of';

/** Everything known about one field: what its values look like, what it feeds, and what stands still without it. */
export function ProfileCard({ place, onClose }: { place: FieldPlace; onClose: () => void }) {
  const { t, text } = useWords();
  const { field, object } = place;
  const spark = sparkOf(field.profile);
  return (
    <section className={classes.card} aria-label={t('profile.of', { field: field.nativeName })}>
      <div className={classes.head}>
        <div aria-live="polite">
          <h2 className={classes.title}>
            <Code>{field.nativeName}</Code>
          </h2>
          <p className={classes.quiet}>
            <Code>{object.nativeName}</Code>
            {text(field.label) && (
              <>
                {' · '}
                <UserText>{text(field.label)}</UserText>
              </>
            )}
            {' · '}
            {t(`type.${field.type}`)}
          </p>
          {field.typeReason && <p className={classes.quiet}>{t(`reason.type.${field.typeReason.code}`, field.typeReason.params)}</p>}
        </div>
        <ActionIcon size={24} onClick={onClose} aria-label={t('common.close')}>
          <IconX size={15} />
        </ActionIcon>
      </div>
      {field.profile && spark ? (
        <>
          <Drawing spark={spark} />
          <Facts profile={field.profile} />
          <TopValues profile={field.profile} />
        </>
      ) : (
        <p className={classes.quiet}>{t('profile.no-sample-text')}</p>
      )}
      <Feeds place={place} />
    </section>
  );
}

function Facts({ profile }: { profile: FieldProfile }) {
  const { t, locale } = useWords();
  const { format } = numberFormat(locale);
  const share = (part: number) => numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(profile.rows > 0 ? part / profile.rows : 0);
  const facts: [string, React.ReactNode][] = [
    [t('profile.rows'), format(profile.rows)],
    [t('profile.filled'), `${format(profile.filled)} (${share(profile.filled)})`],
    [t('profile.distinct'), `${format(profile.distinct)}${profile.filled > 1 && profile.distinct >= profile.filled ? ` · ${t('profile.kind.unique')}` : ''}`],
  ];
  if (profile.min !== undefined && profile.max !== undefined)
    facts.push([
      t('profile.range'),
      <bdi key="range" dir="ltr">
        {profile.min} – {profile.max}
      </bdi>,
    ]);
  facts.push([
    t('profile.lengths'),
    <bdi key="lengths" dir="ltr">
      {profile.minLength === profile.maxLength ? format(profile.minLength) : `${format(profile.minLength)} – ${format(profile.maxLength)}`}
    </bdi>,
  ]);
  if (profile.pattern)
    facts.push([
      t('profile.pattern'),
      <>
        <Code>{profile.pattern}</Code>
        {profile.patternCount !== undefined &&
          profile.filled > 0 &&
          ` · ${numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(profile.patternCount / profile.filled)}`}
      </>,
    ]);
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <Fact key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function TopValues({ profile }: { profile: FieldProfile }) {
  const { t, locale } = useWords();
  if (!profile.top || profile.top.length === 0) return null;
  const percent = numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <div>
      <h3 className={classes.section}>{t('profile.top')}</h3>
      <ol className={classes.values}>
        {profile.top.map(([value, count]) => (
          <li key={value}>
            <span className={classes['share-bar']} style={{ width: `${(count / Math.max(1, profile.rows)) * 100}%` }} aria-hidden />
            <span>
              <UserText>{value}</UserText>
            </span>
            <span>{percent.format(count / Math.max(1, profile.rows))}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Who would notice if the field never came. */
function Feeds({ place: { field } }: { place: FieldPlace }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const broken = whatBreaks(lineageOf(engagement), field.id);
  return (
    <div>
      <h3 className={classes.section}>{t('profile.without')}</h3>
      {broken.length === 0 && field.eventProperties.length === 0 && <p className={classes.quiet}>{t('profile.feeds-nothing')}</p>}
      <ul className={classes.feeds}>
        {broken.map(({ attribute, alone, uses }) => {
          const journeys = uses.filter((use) => use.kind === 'journey');
          const others = uses.length - journeys.length;
          return (
            <li key={attribute.id}>
              <Link to={`/e/${engagementId}/record/${attribute.id}`}>
                <UserText>{text(attribute.label) || attribute.id}</UserText>
              </Link>
              {alone && uses.length > 0 ? (
                <span className={classes.alone}>
                  <IconAlertOctagon size={14} aria-hidden />
                  {t('profile.alone')}
                </span>
              ) : (
                <p className={classes.quiet}>{t(alone ? 'profile.unused' : 'profile.not-alone')}</p>
              )}
              {journeys.length > 0 && (
                <p className={classes.quiet}>
                  {journeys.slice(0, 4).map((use, i) => (
                    <span key={use.id}>
                      {i > 0 && ' · '}
                      <Link to={`/e/${engagementId}/journeys/${use.id}`}>
                        <UserText>{text(use.name)}</UserText>
                      </Link>
                    </span>
                  ))}
                  {journeys.length > 4 && ` ${t('overview.and-more', { count: journeys.length - 4 })}`}
                </p>
              )}
              {others > 0 && <p className={classes.quiet}>{t('profile.other-uses', { count: others })}</p>}
            </li>
          );
        })}
        {field.eventProperties.map((property) => (
          <li key={property}>
            <IconBolt size={13} aria-label={t('sources.event')} /> <Code>{property}</Code>
          </li>
        ))}
      </ul>
    </div>
  );
}
