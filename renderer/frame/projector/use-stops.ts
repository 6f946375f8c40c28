import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { type Screen, type Stop, screenAt, stopBeside, stops } from './stops';

const partOf = (part: string) => document.querySelector<HTMLElement>(`main[data-stop="${part}"], main [data-stop="${part}"]`);

export type Stops = {
  screen: Screen;
  /** Undefined where a page shows a view that is no stop. */
  stop: Stop | undefined;
  /** Place among the stops of the screen, from 1. */
  place: number;
  count: number;
  /** Moves on, or back. */
  go: (by: 1 | -1) => void;
};

/** What is in focus now. It is marked in the page (`data-in-focus`); the style sheet folds the rest away. */
export function useStops(): Stops {
  const { pathname, search } = useLocation();
  const { engagementId } = useParams();
  const navigate = useNavigate();
  const screen = screenAt(pathname);
  const view = new URLSearchParams(search).get('view') ?? undefined;
  const here: readonly Stop[] = stops[screen];
  const opening = here.find((stop) => stop.view === view) ?? here[0];
  const at = `${screen} ${view ?? ''}`;
  // What is in focus belongs to a view: another one begins with its own first part.
  const [chosen, setChosen] = useState<{ at: string; part: string }>();
  useEffect(() => setChosen((old) => (old?.at === at ? old : undefined)), [at]);
  const part = (chosen?.at === at ? chosen.part : opening?.part) ?? 'work';
  const index = here.findIndex((stop) => stop.view === view && stop.part === part);

  useFollow(`${pathname}${search}`, at, () => {
    if (here.some((stop) => stop.view === view && stop.follows)) setChosen({ at, part: isChosen(pathname, search) ? 'inspector' : 'work' });
  });
  useMark(part, opening?.part ?? 'work', () => setChosen(undefined));

  function go(by: 1 | -1) {
    const isThere = (one: Stop) => partOf(one.part) !== null && (!one.ofChosen || isChosen(pathname, search));
    const next = stopBeside({ screen, view, part }, by, isThere);
    if (!next) return;
    if ('station' in next) return navigate(`/e/${engagementId}/${next.station === 'overview' ? '' : next.station}`);
    const { stop } = next;
    setChosen({ at: `${screen} ${stop.view ?? ''}`, part: stop.part });
    if (stop.view !== view) navigate({ pathname, search: stop.view ? `?view=${stop.view}` : '' });
  }
  return { screen, stop: here[index], place: index + 1, count: here.length, go };
}

/** Said about the page as a whole, and not which thing of it is open. */
const ofThePage = new Set(['view', 'vendor', 'show', 'tried']);

function isChosen(pathname: string, search: string): boolean {
  const [, , , , ...things] = pathname.split('/').filter((part) => !part.startsWith('~'));
  return things.some((part) => part !== '') || [...new URLSearchParams(search).keys()].some((key) => !ofThePage.has(key));
}

/** Tells when somebody chose a thing in the view that is open, or let go of it. */
function useFollow(address: string, at: string, onChosen: () => void): void {
  const before = useRef({ address, at });
  const tell = useRef(onChosen);
  tell.current = onChosen;
  useEffect(() => {
    const { current: old } = before;
    before.current = { address, at };
    if (old.address !== address && old.at === at) tell.current();
  }, [address, at]);
}

/** Marks the part in focus, also when its page or the part itself comes later; when it goes, the view's first part is shown again. */
function useMark(part: string, opening: string, onGone: () => void): void {
  const tell = useRef(onGone);
  tell.current = onGone;
  useEffect(() => {
    let marked: HTMLElement | null = null;
    let wasThere = false;
    function mark() {
      if (marked?.isConnected) return;
      const found = partOf(part);
      if (!found && wasThere) tell.current();
      wasThere ||= found !== null;
      marked = found ?? partOf(opening);
      marked?.setAttribute('data-in-focus', '');
    }
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      marked?.removeAttribute('data-in-focus');
    };
  }, [part, opening]);
}
