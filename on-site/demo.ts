/** The demo shop: what a client's own page would do with the inbox and the on-site script. The visitor's token stands behind the # of the address. */
import { asking, directionOf, element, type Message, paragraphs } from './asking';

const lookEveryMs = 4_000;
const token = location.hash.slice(1);

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(id);
  return found;
}

if (token) {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-stays]')) link.hash = token;
  part('nobody').hidden = true;
  // As a shop's page would embed it.
  document.body.append(element('script', { src: 'on-site.js', 'data-visitor': token, 'data-form': part('inbox').dataset.form ?? '' }));
  void showInbox();
}

async function showInbox(): Promise<void> {
  const { get, tell } = asking('', token);
  const panel = part('inbox');
  const list = part('messages');
  const bell = part('bell');
  const count = part('unread');
  bell.hidden = false;
  /** By number: what she has open stays open when something else comes in. */
  const entries = new Map<number, HTMLElement>();

  const look = async () => {
    const inbox = await get<{ unread: number; messages: Message[] }>('inbox');
    if (!inbox) return;
    count.textContent = inbox.unread > 0 ? new Intl.NumberFormat(document.documentElement.lang).format(inbox.unread) : '';
    const numbers = new Set(inbox.messages.map(({ n }) => n));
    for (const [n, item] of entries)
      if (!numbers.has(n)) {
        item.remove();
        entries.delete(n);
      }
    // The newest come first: the oldest of them is put in before the others.
    for (const message of [...inbox.messages].reverse()) {
      let item = entries.get(message.n);
      if (!item) {
        item = entry(message);
        entries.set(message.n, item);
        list.prepend(item);
      }
      item.className = message.read ? '' : 'new';
    }
    part('empty').hidden = entries.size > 0;
  };
  const did = async (message: Message, deed: string, body?: object) => {
    await tell(`inbox/${message.n}/${deed}`, body);
    await look();
  };
  const entry = (message: Message) => {
    const frame = { lang: message.language, dir: directionOf(message.language) };
    const away = element('button', { type: 'button', class: 'quiet' }, panel.dataset.putAway ?? '');
    away.addEventListener('click', () => void did(message, 'dismiss'));
    const details = element(
      'details',
      {},
      element('summary', {}, message.subject),
      ...paragraphs(message.body, (url) => void did(message, 'click', { url })),
      away,
    );
    details.addEventListener('toggle', () => {
      if (details.open) void did(message, 'read');
    });
    return element('li', frame, details);
  };

  bell.addEventListener('click', () => {
    panel.hidden = !panel.hidden;
    bell.setAttribute('aria-expanded', String(!panel.hidden));
  });
  await look();
  setInterval(() => {
    if (!document.hidden) void look();
  }, lookEveryMs);
}
