/** A small shop that embeds inbox and on-site script as a client's page would: for showing on this machine, to one customer's eyes. */
import { languages } from '../../shared/text';
import { type Answer, type Asked, otherMethod } from './asked';
import { htmlReply, languageOf, nothingHere, safe } from './page';
import { fileReply, type PublicFiles } from './public-files';
import { nameOfLanguage, wordsOf } from './words';

const goods = [
  { key: 'kettle', price: 189, hue: 205 },
  { key: 'lamp', price: 240, hue: 45 },
  { key: 'blanket', price: 159, hue: 340 },
  { key: 'mug', price: 49, hue: 150 },
] as const;

/** `/demo` and `/demo.js`. */
export async function answerDemo(files: PublicFiles, { method, parts, query, headers }: Asked): Answer {
  if (parts.length > 1) return nothingHere();
  if (parts[0] === 'demo.js') return fileReply(files.demo, { method });
  if (method !== 'GET' && method !== 'HEAD') return otherMethod('GET');
  const language = languageOf(query.get('lang'), '', headers['accept-language']);
  const form = query.get('form') === 'dialog' ? 'dialog' : 'banner';
  const say = await wordsOf(language);
  const words = (key: string) => safe(say(key));
  const price = new Intl.NumberFormat(language, { style: 'currency', currency: 'ILS', maximumFractionDigits: 0 });
  const to = (lang: string, as: string) => `demo?lang=${lang}&amp;form=${as}`;
  return htmlReply({
    language,
    title: say('public.demo.title'),
    style,
    may: "script-src 'self'; connect-src 'self'; ",
    body: `<header>
<strong>${words('public.demo.title')}</strong>
<button id="bell" type="button" hidden aria-expanded="false" aria-controls="inbox">${words('public.demo.inbox')} <span id="unread"></span></button>
</header>
<section id="inbox" hidden data-form="${form}" data-put-away="${words('public.demo.put-away')}" aria-label="${words('public.demo.inbox')}">
<ul id="messages"></ul>
<p id="empty">${words('public.demo.no-messages')}</p>
</section>
<main>
<p class="note">${words('public.demo.note')}</p>
<p class="note" id="nobody">${words('public.demo.nobody')}</p>
<h1>${words('public.demo.welcome')}</h1>
<ul class="goods">
${goods.map(({ key, price: amount, hue }) => `<li><svg viewBox="0 0 160 100" aria-hidden="true"><rect width="160" height="100" fill="hsl(${hue} 45% 82%)"/><circle cx="80" cy="50" r="26" fill="hsl(${hue} 45% 55%)"/></svg><b>${words(`public.demo.goods.${key}`)}</b><span>${safe(price.format(amount))}</span></li>`).join('\n')}
</ul>
</main>
<footer>
<nav aria-label="${words('public.demo.form')}">${(['banner', 'dialog'] as const)
      .map((one) =>
        one === form
          ? `<b aria-current="true">${words(`public.demo.form.${one}`)}</b>`
          : `<a data-stays href="${to(language, one)}">${words(`public.demo.form.${one}`)}</a>`,
      )
      .join('\n')}</nav>
<nav aria-label="${words('public.languages')}">${languages
      .map((one) =>
        one === language
          ? `<b lang="${one}" aria-current="true">${nameOfLanguage[one]}</b>`
          : `<a data-stays lang="${one}" hreflang="${one}" href="${to(one, form)}">${nameOfLanguage[one]}</a>`,
      )
      .join('\n')}</nav>
</footer>
<script src="demo.js"></script>`,
  });
}

const style = `
:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif; }
body { margin: 0; background: #fff; color: #15181e; }
a { color: #24508c; }
[hidden] { display: none !important; }
header, main, footer, #inbox { box-sizing: border-box; max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem; }
header { display: flex; justify-content: space-between; align-items: center; min-height: 4rem; }
header strong { font-size: 1.25rem; }
h1 { margin: 1rem 0; font-size: 1.6rem; line-height: 1.25; }
.note { margin: 0 0 .5rem; font-size: .9rem; opacity: .8; }
ul { margin: 0; padding: 0; list-style: none; }
.goods { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1.25rem; }
.goods li { display: flex; flex-direction: column; border: 1px solid #8884; border-radius: 12px; overflow: hidden; padding-bottom: .75rem; }
.goods svg { display: block; margin-bottom: .6rem; }
.goods b, .goods span { padding: 0 .9rem; }
button { min-height: 44px; padding: .3rem 1rem; border: 1px solid #8888; border-radius: 10px; background: none; color: inherit; font: inherit; cursor: pointer; }
#unread:not(:empty) { display: inline-block; min-width: 1.5em; border-radius: 1em; background: #b3261e; color: #fff; text-align: center; font-weight: 600; }
#inbox { width: calc(100% - 2.5rem); max-width: 57.5rem; border: 1px solid #8884; border-radius: 12px; }
#messages li { border-bottom: 1px solid #8883; padding: .25rem 0; }
#messages summary { padding: .6rem 0; cursor: pointer; overflow-wrap: anywhere; }
#messages .new summary { font-weight: 700; }
#messages p { margin: 0 0 .6rem; overflow-wrap: anywhere; }
footer nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .35rem 0; font-size: .95rem; }
footer { margin-top: 1.5rem; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  body { background: #15181e; color: #eef1f6; }
  a { color: #9cc2ff; }
}
`;
