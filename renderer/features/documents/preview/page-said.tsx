import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWords } from '../../../ui/words';

/** A page that is only passed on the way to another isn't read out. */
const REST_MS = 500;

/** Which page is looked at, for those who hear it: said once turning and scrolling have come to rest, and not on opening. */
export function PageSaid({ page, pages }: { page: number; pages: number }) {
  const { t } = useWords();
  const [seen, setSeen] = useState(page);
  const [hasTurned, setTurned] = useState(false);
  useEffect(() => {
    if (page === seen) return;
    const rest = setTimeout(() => {
      setSeen(page);
      setTurned(true);
    }, REST_MS);
    return () => clearTimeout(rest);
  }, [page, seen]);
  return (
    <VisuallyHidden component="p" role="status">
      {hasTurned && t('document.page', { page: seen, pages })}
    </VisuallyHidden>
  );
}
