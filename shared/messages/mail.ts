/** A message as a mail: HTML for those who see it, plain text for those who don't. The executor sends it, the app shows it. */
import { withoutIsolates } from '../direction-marks';
import { createTranslate, type Translate } from '../i18n/translator';
import { type Direction, directionOf, type Language } from '../text';
import { linkColour, type MailLook, plainAccent } from './look';
import shells from './mail-shells.json' with { type: 'json' };
import { cleanWords, escapeHtml, lineToHtml, wordsToHtml } from './mail-words';
import type { SenderWords } from './sender';

export type MailContent = {
  language: Language;
  /** One line. */
  subject: string;
  /** One line, which mailboxes show beside the subject. */
  preheader?: string;
  /** Plain text, merged; what came from outside may stand in isolates (FSI … PDI). */
  body: string;
  /** Who writes, as the reader knows them. */
  sender?: string;
  /** Of an advertisement: the sender's registered name, address and contact. */
  legal?: SenderWords;
  /** Where one takes oneself off: an address of a page (http, https), or `mailto:…`. */
  unsubscribe?: string;
  look?: MailLook;
};

export function renderMail({ language, subject, preheader, body, sender, legal, unsubscribe, look }: MailContent): { html: string; text: string } {
  const direction = directionOf(language);
  const accent = look?.accent ?? plainAccent;
  const linkStyle = `color:${linkColour(accent)};text-decoration:underline`;
  const words = cleanWords(body);
  const translate = translateIn(language);
  const about = senderLines(words, sender, legal, translate);
  const wayOff = unsubscribe === undefined || !/^(https?:|mailto:)/i.test(unsubscribe) ? undefined : unsubscribe;

  const foot = [
    ...about.map((line) => lineToHtml(line, linkStyle)),
    ...(wayOff
      ? [`<a href="${escapeHtml(wayOff)}" style="color:#5b6172;text-decoration:underline">${escapeHtml(translate('mail-foot.unsubscribe'))}</a>`]
      : []),
  ];
  const html = fill(direction, {
    language,
    subject: escapeHtml(cleanWords(subject)),
    accent,
    preheader: hiddenLine(preheader),
    body: wordsToHtml(words, direction, linkStyle),
    foot: foot.join('<br>\n'),
    logo: logoOf(look),
  });
  const footText = [
    ...about,
    ...(wayOff ? [`${translate('mail-foot.unsubscribe')}: ${/^mailto:[^?]*$/i.test(wayOff) ? wayOff.slice('mailto:'.length) : wayOff}`] : []),
  ];
  const text = [words, ...(footText.length > 0 ? [`-- \n${footText.join('\n')}`] : [])].join('\n\n');
  return { html, text: `${withoutIsolates(text)}\n` };
}

/** As many signs as mailboxes show of a line; what the preheader leaves of it must not be filled with the first words of the text. */
const lineOfMailbox = 150;
/** Each takes room in that line and shows nothing. */
const padding = '&#847;&zwnj;&nbsp;';

function hiddenLine(preheader = ''): string {
  const line = onOneLine(withoutIsolates(cleanWords(preheader)));
  return line === '' ? '' : `${escapeHtml(line)}${padding.repeat(Math.max(0, lineOfMailbox - line.length))}`;
}

/** Who it is from, each on a line of its own; address and contact only where the author has not written them in the body. */
function senderLines(body: string, sender: string | undefined, legal: SenderWords | undefined, translate: Translate): string[] {
  const said = onOneLine(withoutIsolates(body));
  // A value stands on its own: a full stop or a bracket at its end stays with it.
  const apart = (text: string) => `\u2068${onOneLine(withoutIsolates(cleanWords(text)))}\u2069`;
  const name = legal?.name ?? sender;
  return [
    ...(name ? [translate('mail-foot.sent-by', { sender: apart(name) })] : []),
    ...[legal?.address, legal?.contact].flatMap((text) => (text && !said.includes(onOneLine(text)) ? [apart(text)] : [])),
  ];
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function logoOf(look: MailLook | undefined): string {
  if (!look?.logo) return '';
  const { url, alt, width } = look.logo;
  return `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}" width="${width}" style="display:inline-block;max-width:100%;height:auto;border:0">`;
}

type Slots = { language: string; subject: string; accent: string; preheader: string; body: string; foot: string; logo: string };

/** The shell with its slots filled; what has nothing to hold is left out whole. Nothing put in is looked through again. */
function fill(direction: Direction, slots: Slots): string {
  const without = [...(slots.preheader ? [] : ['preheader']), ...(slots.logo ? [] : ['logo']), ...(slots.foot ? [] : ['foot'])];
  const shell = without.reduce((html, part) => html.replace(new RegExp(`<!--${part}-->.*?<!--/${part}-->`, 's'), ''), shells[direction]);
  return shell.replace(/%%(\w+)%%|#ace001/g, (_, name: keyof Slots | undefined) => slots[name ?? 'accent']);
}

const translators = new Map<Language, Translate>();

/** Made once: a translator reads the whole catalogue. */
function translateIn(language: Language): Translate {
  const known = translators.get(language) ?? createTranslate(language);
  translators.set(language, known);
  return known;
}
