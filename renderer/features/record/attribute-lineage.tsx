import { Link, useParams } from 'react-router';
import type { Engagement } from '../../../shared/engagement/schema';
import type { AttributeLineage, Use } from '../../../shared/record/lineage';
import type { Suggestion } from '../../../shared/record/suggestion';
import { fieldsById } from '../../../shared/sources/find';
import { useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { InspectorList } from '../../ui/inspector';
import { useWords } from '../../ui/words';
import classes from './attribute-lineage.module.css';

/** Boxes on each side of the picture; the list below it has all. */
const MOST = 6;
const STEP = 30;

type Props = { found: AttributeLineage; suggestions: readonly Suggestion[]; uses: readonly Use[] };

/** From the fields through the attribute to what needs it, as a picture and, in full, as a list of links. */
export function AttributeLineagePicture({ found, suggestions, uses }: Props) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const places = fieldsById(engagement);
  const base = `/e/${engagementId}`;
  const sources = new Map<string, { name: string; path: string; suggested: boolean }>();
  for (const { source, field } of found.fields)
    if (!sources.has(source.id)) sources.set(source.id, { name: text(source.name), path: `${base}/sources/${source.id}/${field.id}`, suggested: false });
  for (const { field: id } of suggestions) {
    const place = places.get(id);
    if (place && !sources.has(place.source.id))
      sources.set(place.source.id, { name: text(place.source.name), path: `${base}/sources/${place.source.id}/${id}`, suggested: true });
  }
  const left = [...sources.values()].slice(0, MOST);
  const right = uses.slice(0, MOST);
  const height = Math.max(left.length, right.length, 1) * STEP;
  return (
    <>
      <div className={classes.picture}>
        <ul className={classes.side}>
          {left.map(({ name, path, suggested }) => (
            <li key={path}>
              <Link to={path} className={classes.box} data-suggested={suggested}>
                {name}
              </Link>
            </li>
          ))}
          {sources.size > MOST && <li className={classes.more}>{t('record.and-more', { count: sources.size - MOST })}</li>}
        </ul>
        <Curves count={left.length} height={height} dashed={left.map(({ suggested }) => suggested)} />
        <div className={classes.centre}>{text(found.attribute.label) || found.attribute.id}</div>
        <Curves count={right.length} height={height} outward />
        <ul className={classes.side}>
          {right.map((use) => {
            const path = pathOfUse(use, engagement);
            return (
              <li key={`${use.kind}${use.id}`}>
                {path ? (
                  <Link to={`${base}/${path}`} className={classes.box}>
                    {text(use.name)}
                  </Link>
                ) : (
                  <span className={classes.box}>{text(use.name)}</span>
                )}
              </li>
            );
          })}
          {uses.length > MOST && <li className={classes.more}>{t('record.and-more', { count: uses.length - MOST })}</li>}
        </ul>
      </div>
      <InspectorList>
        {uses.map((use) => {
          const path = pathOfUse(use, engagement);
          return (
            <li key={`${use.kind}${use.id}`}>
              <Badge tone={use.kind === 'journey' ? 'accent' : 'quiet'}>{t(`use.${use.kind}`)}</Badge>
              {path ? <Link to={`${base}/${path}`}>{text(use.name)}</Link> : <span>{text(use.name)}</span>}
            </li>
          );
        })}
      </InspectorList>
    </>
  );
}

/** A message has no page of its own: it is read where a journey sends it. */
function pathOfUse(use: Use, engagement: Engagement): string | undefined {
  switch (use.kind) {
    case 'journey':
      return `journeys/${use.id}${use.parts[0] === undefined ? '' : `/${use.parts[0]}`}`;
    case 'segment':
      return `segments/${use.id}`;
    case 'attribute':
    case 'identity':
      return `record/${use.id}`;
    case 'message': {
      for (const journey of engagement.journeys) {
        const node = journey.nodes.find((one) => one.kind === 'send' && one.message === use.id);
        if (node) return `journeys/${journey.id}/${node.id}`;
      }
      return undefined;
    }
    case 'suppression':
    case 'cap':
      return undefined;
  }
}

type CurvesProps = { count: number; height: number; outward?: boolean; dashed?: readonly boolean[] };

/** From each box to the middle (or outward from it); mirrored by the style in right-to-left pages. */
function Curves({ count, height, outward = false, dashed = [] }: CurvesProps) {
  const top = (height - count * STEP) / 2;
  return (
    <svg className={classes.curves} viewBox={`0 0 40 ${height}`} height={height} preserveAspectRatio="none" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => {
        const y = top + i * STEP + STEP / 2;
        const [from, to] = outward ? [height / 2, y] : [y, height / 2];
        return <path key={y} d={`M0 ${from} C20 ${from} 20 ${to} 40 ${to}`} data-dashed={dashed[i]} />;
      })}
    </svg>
  );
}
