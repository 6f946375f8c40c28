import { IconArrowNarrowLeft, IconArrowNarrowRight } from '@tabler/icons-react';
import type { Link, Source, SourceObject } from '../../../../shared/sources/schema';
import { useWords } from '../../../ui/words';
import classes from './link-chips.module.css';

const SHOWN = 4;

/** Which other objects the rows of this one point at, each leading there. */
export function LinkChips({ object, source, onGo }: { object: SourceObject; source: Source; onGo: (object: string) => void }) {
  const { t, direction } = useWords();
  const Arrow = direction === 'rtl' ? IconArrowNarrowLeft : IconArrowNarrowRight;
  const links = (object.links ?? []).flatMap((link) => {
    const to = source.objects.find((one) => one.id === link.object);
    return to ? [{ link, to }] : [];
  });
  return (
    <span className={classes.links}>
      {links.slice(0, SHOWN).map(({ link, to }) => {
        const words = target(link, to);
        const by = names(link.fields, object);
        return (
          <button
            type="button"
            tabIndex={-1}
            key={`${link.fields.join()}-${to.id}`}
            className={classes.link}
            onClick={() => onGo(to.id)}
            title={`${by} → ${words}`}
            aria-label={t('sources.links-to', { by, to: words })}
          >
            <Arrow size={13} aria-hidden />
            <bdi dir="ltr" className="mono">
              {words}
            </bdi>
          </button>
        );
      })}
      {links.length > SHOWN && <span>{t('overview.and-more', { count: links.length - SHOWN })}</span>}
    </span>
  );
}

function names(ids: readonly string[], object: SourceObject): string {
  return ids.flatMap((id) => object.fields.find((field) => field.id === id)?.nativeName ?? []).join(', ');
}

/** `customers.id`; the key when the link names no field. */
function target(link: Link, to: SourceObject): string {
  const keys = link.toFields ? names(link.toFields, to) : to.fields.flatMap((field) => (field.key ? [field.nativeName] : [])).join(', ');
  return keys ? `${to.nativeName}.${keys}` : to.nativeName;
}
