/**
 * Every shortcut, once: handlers ask here what was pressed, the cheat sheet shows what is asked. Letters and digits count by
 * their physical place (`KeyZ`), so that a Hebrew or Persian keyboard changes nothing; `Mod` is Ctrl, and ⌘ on a Mac.
 */
type Shortcut = {
  /** `event.code` of letters and digits, `event.key` of the rest. */
  keys: readonly string[];
  mod?: true;
  alt?: true;
  /** `any`: with or without, as it means something of its own there. */
  shift?: true | 'any';
  /** Left and right go by the reading direction. */
  inline?: true;
};

const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
const digits = Array.from({ length: 9 }, (_, i) => [`Digit${i + 1}`, `Numpad${i + 1}`]).flat();
const scores = [0, 1, 2, 3, 4].flatMap((score) => [`Digit${score}`, `Numpad${score}`]);
const erase = ['Delete', 'Backspace'] as const;

/** By place; each has its words in `shortcut.<place>.<name>`. */
export const shortcuts = {
  everywhere: {
    palette: { keys: ['KeyK'], mod: true },
    undo: { keys: ['KeyZ'], mod: true },
    redo: { keys: ['KeyZ'], mod: true, shift: true },
    snapshot: { keys: ['KeyS'], mod: true },
    projector: { keys: ['F9'] },
    go: { keys: ['KeyG'] },
    'cheat-sheet': { keys: ['?', '؟'], shift: 'any' },
  },
  /** After G; by the path of the station. */
  go: {
    overview: { keys: ['KeyO'] },
    sources: { keys: ['KeyS'] },
    record: { keys: ['KeyR'] },
    journeys: { keys: ['KeyJ'] },
    segments: { keys: ['KeyE'] },
    gap: { keys: ['KeyA'] },
    'business-case': { keys: ['KeyB'] },
    documents: { keys: ['KeyH'] },
    executor: { keys: ['KeyX'] },
    questions: { keys: ['KeyQ'] },
  },
  /** Page up, page down and the full stop are what a presenter's remote control sends. */
  projector: {
    next: { keys: [' ', 'PageDown', 'ArrowRight'], inline: true },
    back: { keys: ['PageUp', 'ArrowLeft'], inline: true },
    blank: { keys: ['KeyB', 'Period'] },
    'parking-lot': { keys: ['KeyP'] },
    decision: { keys: ['KeyD'] },
    leave: { keys: ['Escape'] },
  },
  canvas: {
    next: { keys: ['Tab'] },
    previous: { keys: ['Tab'], shift: true },
    neighbour: { keys: arrows, shift: 'any' },
    nudge: { keys: arrows, alt: true, shift: 'any' },
    enter: { keys: ['Enter'] },
    'quick-add': { keys: ['KeyN'] },
    port: { keys: digits },
    remove: { keys: erase },
    duplicate: { keys: ['KeyD'], mod: true },
    'select-all': { keys: ['KeyA'], mod: true },
    group: { keys: ['KeyG'], mod: true },
    ungroup: { keys: ['KeyG'], mod: true, shift: true },
    card: { keys: ['KeyT'] },
    search: { keys: ['KeyF'], mod: true },
    tidy: { keys: ['KeyL'] },
    fit: { keys: ['KeyF'] },
    'zoom-in': { keys: ['+', '='], shift: 'any' },
    'zoom-out': { keys: ['-'] },
    'zoom-real': { keys: ['Digit0', 'Numpad0'] },
    'mini-map': { keys: ['KeyM'] },
    comment: { keys: ['KeyC'] },
    fix: { keys: ['Period'] },
    escape: { keys: ['Escape'] },
  },
  list: {
    next: { keys: ['ArrowDown'] },
    previous: { keys: ['ArrowUp'] },
    along: { keys: ['ArrowRight'], inline: true },
    back: { keys: ['ArrowLeft'], inline: true },
    branch: { keys: digits, shift: true },
    first: { keys: ['Home'] },
    last: { keys: ['End'] },
    enter: { keys: ['Enter', ' '] },
    'quick-add': { keys: ['KeyN'] },
    port: { keys: digits },
    earlier: { keys: ['ArrowUp'], alt: true },
    later: { keys: ['ArrowDown'], alt: true },
    remove: { keys: erase },
    duplicate: { keys: ['KeyD'], mod: true },
    comment: { keys: ['KeyC'] },
    fix: { keys: ['Period'] },
  },
  storyboard: { table: { keys: ['KeyT'] } },
  grid: {
    edit: { keys: ['F2', 'Enter'], shift: 'any' },
    choose: { keys: ['ArrowDown'], alt: true },
    peek: { keys: [' '] },
    insert: { keys: ['Enter'], mod: true },
    'fill-down': { keys: ['KeyD'], mod: true },
    'select-all': { keys: ['KeyA'], mod: true },
    clear: { keys: erase },
    'remove-rows': { keys: erase, mod: true },
  },
  record: { accept: { keys: ['KeyA'] }, refuse: { keys: ['KeyX'] } },
  'heat-map': {
    previous: { keys: ['ArrowUp'] },
    next: { keys: ['ArrowDown'] },
    back: { keys: ['ArrowLeft'], inline: true },
    along: { keys: ['ArrowRight'], inline: true },
    first: { keys: ['Home'] },
    last: { keys: ['End'] },
    open: { keys: ['Enter', 'F2'] },
    earlier: { keys: ['ArrowUp'], alt: true },
    later: { keys: ['ArrowDown'], alt: true },
    close: { keys: ['Escape'] },
  },
  answers: {
    previous: { keys: ['ArrowUp'] },
    next: { keys: ['ArrowDown'] },
    lower: { keys: ['ArrowLeft'], inline: true },
    higher: { keys: ['ArrowRight'], inline: true },
  },
  /** Of a vendor to a point, in the heat map and among the answers. */
  answer: {
    score: { keys: scores },
    'not-applicable': { keys: ['Minus', 'NumpadSubtract'] },
    verified: { keys: ['KeyV'] },
    clear: { keys: erase },
  },
} as const satisfies Record<string, Record<string, Shortcut>>;

export type Place = keyof typeof shortcuts;
export type ShortcutOf<P extends Place> = keyof (typeof shortcuts)[P] & string;

export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Which of a place's shortcuts this is, if one. `rtl`: the place is read from right to left. */
export function pressed<P extends Place>(place: P, event: Pressed, rtl = false): ShortcutOf<P> | undefined {
  const all = Object.entries<Shortcut>(shortcuts[place]);
  return all.find(([, shortcut]) => fits(shortcut, event, rtl))?.[0] as ShortcutOf<P> | undefined;
}

function fits(shortcut: Shortcut, event: Pressed, rtl: boolean): boolean {
  const { mod, alt, shift } = shortcut;
  const keys = keysOf(shortcut, rtl);
  if ((event.ctrlKey || event.metaKey) !== (mod ?? false) || event.altKey !== (alt ?? false)) return false;
  if (shift !== 'any' && event.shiftKey !== (shift ?? false)) return false;
  return keys.includes(event.code) || keys.includes(event.key);
}

function keysOf({ keys, inline }: Shortcut, rtl: boolean): readonly string[] {
  return inline && rtl ? keys.map((key) => opposite[key] ?? key) : keys;
}

const opposite: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/** How long a letter after G leads to a station, whatever it means elsewhere. */
const GO_MS = 1500;

/** Hears every key press of a place that knows letters, and says of each whether it is the letter of a station. */
export function createAfterGo(): (event: Pressed & Pick<KeyboardEvent, 'timeStamp'>) => boolean {
  let goAt = Number.NEGATIVE_INFINITY;
  return (event) => {
    const isGo = pressed('everywhere', event) === 'go';
    const isAfter = !isGo && event.timeStamp - goAt < GO_MS;
    goAt = isGo ? event.timeStamp : Number.NEGATIVE_INFINITY;
    return isAfter;
  };
}

/** The digit of a shortcut that takes one. */
export function digitOf({ code }: Pick<KeyboardEvent, 'code'>): number {
  return Number(code.at(-1));
}

const signs: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Period: '.',
  Minus: '−',
  ' ': 'Space',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Delete: 'Del',
  '-': '−',
};
const macSigns: Record<string, string> = { Escape: '⎋', Enter: '↩', Tab: '⇥', Delete: '⌦', Backspace: '⌫' };
/** Said by another key of the same shortcut already. */
const unsaid = /^(Numpad\w+|Backspace|=|؟)$/;

/** The keys to press, one list for each way to do it, as they stand on the keyboard: `[['Ctrl', 'Z']]`, on a Mac `[['⌘', 'Z']]`. */
export function keysShown(shortcut: Shortcut, isMac: boolean, rtl = false): string[][] {
  const { mod, alt, shift } = shortcut;
  const keys = keysOf(shortcut, rtl);
  const before = [...(mod ? [isMac ? '⌘' : 'Ctrl'] : []), ...(alt ? [isMac ? '⌥' : 'Alt'] : []), ...(shift === true ? [isMac ? '⇧' : 'Shift'] : [])];
  if (keys === digits) return [[...before, '1–9']];
  if (keys === scores) return [[...before, '0–4']];
  if (keys === arrows) return [[...before, '← → ↑ ↓']];
  return keys.filter((key) => !unsaid.test(key)).map((key) => [...before, nameOf(key, isMac)]);
}

function nameOf(key: string, isMac: boolean): string {
  return (isMac ? macSigns[key] : undefined) ?? signs[key] ?? key.replace(/^(Key|Digit)/, '');
}

/** Whether the keyboard is a Mac's. */
export function isMacKeyboard(platform: string): boolean {
  return /mac|iphone|ipad/i.test(platform);
}

/** In one line, for a tooltip: the first way to press it on this keyboard. */
export function keysText(shortcut: Shortcut, rtl = false): string {
  return (keysShown(shortcut, isMacKeyboard(navigator.platform), rtl)[0] ?? []).join(' ');
}
