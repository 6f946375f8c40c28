/** Pages for people outside: nothing fetched from elsewhere, nothing about anybody. */
import { createHash } from 'node:crypto';
import { directionOf, type Language, languages } from '../../shared/text';
import type { Reply } from '../api/reply';

export type Page = {
  language: Language;
  title: string;
  /** Already escaped. */
  body: string;
  style?: string;
  /** What the page may do beyond being read, as a content security policy says it. */
  may?: string;
  status?: number;
  headers?: readonly string[];
};

/** Without `may` it runs nothing and asks for nothing. */
export function htmlReply({ language, title, body, style = plainStyle, may = '', status = 200, headers = [] }: Page): Reply {
  const styleHash = createHash('sha256').update(style).digest('base64');
  return {
    status,
    type: 'text/html; charset=utf-8',
    headers: [
      'content-security-policy',
      `default-src 'none'; style-src 'sha256-${styleHash}'; ${may}form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'referrer-policy',
      'no-referrer',
      'x-robots-tag',
      'noindex, nofollow',
      ...headers,
    ],
    text: `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${safe(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`,
  };
}

/** A few words under a heading. */
export function pageReply(page: Omit<Page, 'style' | 'may'>): Reply {
  return htmlReply({ ...page, body: `<main>\n<h1>${safe(page.title)}</h1>\n${page.body}\n</main>` });
}

/** Nothing is here, and nothing is said about what might be. */
export function nothingHere(): Reply {
  return { status: 404, type: 'text/plain; charset=utf-8', text: '' };
}

/** For text between tags and in quoted attributes. */
export function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** The one asked for, else the one she is known to read, else the first that her browser asks for and we have. */
export function languageOf(asked: string | null | undefined, known: string, accepted: string | undefined): Language {
  const wanted = [asked ?? '', known, ...(accepted ?? '').slice(0, 200).split(',')];
  for (const one of wanted) {
    const short = one.trim().toLowerCase().slice(0, 2);
    const language = languages.find((ours) => ours === short);
    if (language) return language;
  }
  return 'en';
}

const plainStyle = `
:root { color-scheme: light dark; font: 17px/1.6 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #fff; color: #15181e; }
main { box-sizing: border-box; width: 100%; max-width: 32rem; padding: 2rem 1.25rem; }
h1 { margin: 0 0 .75rem; font-size: 1.6rem; line-height: 1.25; }
p { margin: 0 0 1rem; }
form { margin: 1.5rem 0; }
button { min-height: 48px; padding: .5rem 1.5rem; border: 2px solid #24508c; border-radius: 10px; background: #24508c; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
button.quiet { background: transparent; color: #24508c; }
a { color: #24508c; }
a, button { outline-offset: 3px; }
:focus-visible { outline: 3px solid Highlight; }
nav { margin-top: 2.5rem; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .95rem; }
nav a, nav b { padding: .5rem 0; }
@media (prefers-color-scheme: dark) {
  body { background: #15181e; color: #eef1f6; }
  button { border-color: #9cc2ff; background: #9cc2ff; color: #10131a; }
  button.quiet, a { color: #9cc2ff; }
}
@media (forced-colors: active) { button { border-color: ButtonText; } }
`;
