/** What somebody wrote herself: without the mail she answers, which her program put below or between her lines. */

/** Marks that turn text around stand before quotes in Hebrew and Persian mails. */
const marks = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** "On …, Garden <hello@shop.example> wrote:", in whatever language: an address between brackets, hardly anything behind it, a colon. */
const quoteHead = /[<(][^<>()\s]{1,200}@[^<>()\s]{1,200}[>)].{0,40}:$/;
const namedHead =
  /^(on|am|le|el|il|op)\b.{5,250}\b(wrote|schrieb|écrit|escribió|scritto|schreef)\s?:$|^(ב|בתאריך|ביום).{3,250}(כתב|כתבה|כתבו|כתב\/ה)( את)?( הדברים( הבאים)?)?\s?:$|^در .{3,250}نوشت(ه)?( است)?\s?:$/i;
const cutLines =
  /^_{5,}$|^-{2,}\s*(original message|forwarded message|הודעה מקורית|הודעה שהועברה|پیام اصلی|پیام ارسالی)\s*-*$|^(sent from my|get outlook for|נשלח מה-?|נשלח מ-?|ارسال(‌| )?شده از)(?!:)/i;
const headBegins = /^\*?(from|von|de|מאת|از|فرستنده)\s?:?\*?\s?:/i;
const headGoesOn = /^\*?(sent|date|to|subject|gesendet|נשלח|תאריך|אל|נושא|ارسال|تاریخ|به|موضوع)\s?:?\*?\s?:/i;

/** Lines of her own, in order; empty where there is none. */
export function ownWords(text: string): string {
  const lines = text.slice(0, 100_000).replace(/\r\n?/g, '\n').split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const raw = lines[at] ?? '';
    const line = clean(raw);
    if (line.startsWith('>')) continue;
    // Two dashes and a blank begin a signature.
    if (/^--\s?$/.test(raw.replace(/\r$/, '')) || cutLines.test(line)) break;
    if (headBegins.test(line) && lines.slice(at + 1, at + 5).some((next) => headGoesOn.test(clean(next)))) break;
    const span = quoteHeadAt(lines, at);
    if (span > 0) {
      const next = lines.slice(at + span).find((one) => one.trim() !== '');
      // Quoted with > it may be answered between the lines; otherwise all the rest is the other's.
      if (next !== undefined && !clean(next).startsWith('>')) break;
      at += span - 1;
      continue;
    }
    kept.push(raw.trimEnd());
  }
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Over how many lines the head of a quote goes that begins here; 0: none does. */
function quoteHeadAt(lines: readonly string[], at: number): number {
  let joined = '';
  for (let span = 1; span <= 3 && at + span <= lines.length; span++) {
    const line = clean(lines[at + span - 1] ?? '');
    if (line === '') return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (joined.length > 400) return 0;
    if ((quoteHead.test(joined) && (/\d/.test(joined) || span > 1)) || namedHead.test(joined)) return span;
    // A sentence of hers above it is no part of it.
    if (span === 1 && !/\d/.test(line)) return 0;
  }
  return 0;
}

function clean(line: string): string {
  return line.replace(marks, '').trim();
}

/** Where mail programs begin what is answered. */
const quoteBegins =
  /<blockquote\b|<div[^>]{0,300}\b(class="?[^">]{0,100}(gmail_quote|moz-cite-prefix|yahoo_quoted)|id="?(divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|x_divRplyFwdMsg))/i;
const unseen = [
  ['<!--', '-->'],
  ['<style', '</style>'],
  ['<script', '</script>'],
  ['<head>', '</head>'],
] as const;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', rlm: '', lrm: '' };

/** The words of a page, line by line; what it answers is cut off. */
export function wordsOfHtml(html: string): string {
  const at = html.search(quoteBegins);
  let shown = (at < 0 ? html : html.slice(0, at)).slice(0, 200_000);
  for (const [begin, end] of unseen) shown = cutOut(shown, begin, end);
  return shown
    .replace(/\s+/g, ' ')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]{0,300}>/gi, '\n')
    .replace(/<[^>]{0,2000}>/g, '')
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{1,10});/gi, (all, name: string) => character(name) ?? all)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** In a time that grows with the page's length only, whatever stands in it. */
function cutOut(html: string, begin: string, end: string): string {
  const small = html.toLowerCase();
  let kept = '';
  let from = 0;
  for (;;) {
    const begins = small.indexOf(begin, from);
    if (begins < 0) return kept + html.slice(from);
    kept += `${html.slice(from, begins)} `;
    const ends = small.indexOf(end, begins);
    if (ends < 0) return kept;
    from = ends + end.length;
  }
}

function character(name: string): string | undefined {
  if (!name.startsWith('#')) return entities[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
}
