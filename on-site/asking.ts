/** What both scripts here need: to ask the public address for a visitor, and to write a message's text as what it is, text. */

/** As docs/formats/visitors.md has it. */
export type Message = { n: number; subject: string; body: string; language: string; read: boolean; close?: string };

/** `base` ends with a slash. No cookies, nothing kept: the token comes with the page and goes with it. */
export function asking(base: string, token: string) {
  const call = (path: string, init: RequestInit = {}) =>
    fetch(base + path, { ...init, headers: { authorization: `Bearer ${token}` }, credentials: 'omit', referrerPolicy: 'no-referrer' });
  return {
    /** Undefined when nothing can be had: a page must not suffer from it. */
    async get<T>(path: string): Promise<T | undefined> {
      try {
        const answer = await call(path);
        return answer.ok ? ((await answer.json()) as T) : undefined;
      } catch {
        return undefined;
      }
    },
    /** Told even when the page is left with it. */
    async tell(path: string, body?: object): Promise<void> {
      try {
        await call(path, { method: 'POST', keepalive: true, ...(body && { body: JSON.stringify(body) }) });
      } catch {
        // What could not be told is not worth a page's trouble.
      }
    },
  };
}

export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Record<string, string> = {}, ...inside: (Node | string)[]) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

export function directionOf(language: string): string {
  return language === 'en' ? 'ltr' : 'rtl';
}

/** Paragraphs; addresses become links, everything else stays letters. `onFollow` is told the address as it stands in the text. */
export function paragraphs(text: string, onFollow: (url: string) => void): HTMLElement[] {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => element('p', {}, ...withLinks(line, onFollow)));
}

function withLinks(line: string, onFollow: (url: string) => void): (Node | string)[] {
  // A full stop or a bracket after an address is the sentence's.
  return line.split(/(https?:\/\/[^\s<>"'«»]*[^\s<>"'«».,;:!?)\]،؛؟])/).map((part, i) => {
    if (i % 2 === 0) return part;
    const link = element('a', { href: part, rel: 'noopener', dir: 'ltr' }, part.replace(/^https?:\/\//, ''));
    link.addEventListener('click', () => onFollow(part));
    return link;
  });
}
