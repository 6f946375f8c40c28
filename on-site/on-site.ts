/**
 * Shows a visitor of the client's site the message that waits for her. Embedded with her token:
 *   <script async src="https://…/on-site.js" data-visitor="TOKEN" data-form="banner"></script>
 * `data-form`: banner (at the bottom, in nobody's way) or dialog. How it looks is its own; styles of the page don't reach it.
 */
import { asking, directionOf, element, type Message, paragraphs } from './asking';

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;
const token = script?.dataset.visitor;
if (script && token) void show(script.src.replace(/[^/]*$/, ''), token, script.dataset.form === 'dialog');

async function show(base: string, visitor: string, isDialog: boolean): Promise<void> {
  const { get, tell } = asking(base, visitor);
  const message = (await get<{ message: Message | null }>('on-site/next'))?.message;
  if (!message) return;
  if (!document.body) await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));

  const at = `on-site/${message.n}/`;
  const host = element('div');
  const root = host.attachShadow({ mode: 'open' });
  // Allowed by any policy, unlike a style element.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];

  let isOver = false;
  const end = (deed?: 'dismissed') => {
    if (isOver) return;
    isOver = true;
    if (deed) void tell(at + deed);
    const hadFocus = root.activeElement !== null;
    if (box instanceof HTMLDialogElement) box.close();
    host.remove();
    if (hadFocus && before instanceof HTMLElement) before.focus();
  };
  const before = document.activeElement;
  const close = element('button', { type: 'button', 'aria-label': message.close ?? '×', ...(isDialog && { autofocus: '' }) }, '×');
  close.addEventListener('click', () => end('dismissed'));
  const title = element('h2', { id: 'title' }, message.subject);
  const text = paragraphs(message.body, (url) => {
    void tell(`${at}clicked`, { url });
    end();
  });
  const frame = { lang: message.language, dir: directionOf(message.language), 'aria-labelledby': 'title' };
  const box = isDialog ? element('dialog', frame, title, ...text, close) : element('section', { ...frame, role: 'region' }, title, ...text, close);
  // Of a dialog the browser says so itself; with a banner nothing else on the page is closed.
  box.addEventListener('cancel', () => end('dismissed'));
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end('dismissed');
  });
  // Heard by whoever listens to the page: what changes in here is read out.
  const live = element('div', isDialog ? {} : { 'aria-live': 'polite' });
  root.append(live);
  document.body.append(host);
  live.append(box);
  if (box instanceof HTMLDialogElement) box.showModal();
  void tell(`${at}shown`);
}

const style = `
:host { all: initial; }
dialog, section { box-sizing: border-box; position: fixed; z-index: 2147483647; max-width: min(30rem, calc(100vw - 2rem)); max-height: calc(100vh - 2rem);
  overflow: auto; margin: auto; padding: 1.1rem 1.25rem; border: 1px solid #0003; border-radius: 14px; background: #fff; color: #15181e;
  font: 16px/1.55 system-ui, sans-serif; box-shadow: 0 8px 32px #0004; color-scheme: light; }
section { inset-block-end: 1rem; inset-inline: 1rem; width: fit-content; min-width: min(20rem, calc(100vw - 2rem)); }
dialog::backdrop { background: #0008; }
h2 { margin: 0; padding-inline-end: 2.5rem; font-size: 1.1rem; line-height: 1.35; overflow-wrap: anywhere; }
p { margin: .5rem 0 0; overflow-wrap: anywhere; }
a { color: #1c4e94; }
button { position: absolute; inset-block-start: .4rem; inset-inline-end: .4rem; width: 44px; height: 44px; border: 0; border-radius: 10px; background: none;
  color: inherit; font: 1.5rem/1 system-ui, sans-serif; cursor: pointer; }
button:hover { background: #8883; }
:focus-visible { outline: 3px solid #3b7ddd; outline-offset: 1px; }
@media (prefers-color-scheme: dark) {
  dialog, section { background: #1d2129; color: #eef1f6; border-color: #fff3; color-scheme: dark; }
  a { color: #9cc2ff; }
}`;
