import { Link, useParams } from 'react-router';
import type { SegmentSize } from '../../../../shared/segments/size-report';
import { useWords } from '../../../ui/words';
import type { SegmentsModel } from '../use-segments';
import classes from './sizes.module.css';

/** Attributes, events and segments that have no data, each a way to the place where that is put right. */
export function MissingThings({ missing, context }: { missing: SegmentSize['missing']; context: SegmentsModel['context'] }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const place = (kind: SegmentSize['missing'][number]['kind'], id: string) => {
    switch (kind) {
      case 'attribute':
        return { to: `record/${id}`, name: context.attributes.get(id)?.attribute.label };
      case 'event':
        return { to: 'sources', name: context.events.get(id)?.label };
      case 'segment':
        return { to: `segments/${id}`, name: context.segments.get(id)?.name };
    }
  };
  return (
    <ul className={classes.missing}>
      {missing.map(({ kind, id }) => {
        const { to, name } = place(kind, id);
        return (
          <li key={`${kind}${id}`}>
            <span className={classes.quiet}>{t(`segments.missing-kind.${kind}`)}</span>
            <Link to={`/e/${engagementId}/${to}`} className={classes.link}>
              {text(name) || id}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
