/** Where people take themselves off a channel. Looking changes nothing: mail filters open every link before its reader does. */
import type { Problem, Result } from '../../shared/problem';
import { type Language, languages } from '../../shared/text';
import type { Reply } from '../api/reply';
import type { ChannelCore } from '../channels/channel-core';
import type { Subscriber } from '../channels/subscriptions';
import { type Answer, type Asked, otherMethod, type Wrong } from './asked';
import { languageOf, nothingHere, pageReply, safe } from './page';
import { nameOfLanguage, type Words, wordsOf } from './words';

export type UnsubscribeOptions = { core: Pick<ChannelCore, 'subscriber' | 'unsubscribe' | 'undoUnsubscribe'>; wrong: Wrong };

/** A form, or the few words of a mail program. */
const mostBodyBytes = 8 * 1024;

/** `/u/TOKEN` and `/u/TOKEN/undo`. */
export async function answerUnsubscribe({ core, wrong }: UnsubscribeOptions, asked: Asked): Answer {
  const [, token = '', action, ...more] = asked.parts;
  if (more.length > 0 || (action !== undefined && action !== 'undo') || !/^[\w.-]{30,60}$/.test(token)) return wrong(nothingHere());
  const wants = (form?: URLSearchParams) => form?.get('lang') ?? asked.query.get('lang');
  const shown = async (done: Result<Subscriber>, form?: URLSearchParams, isUndone = false): Promise<Reply> => {
    const language = languageOf(wants(form), done.ok ? done.value.language : '', asked.headers['accept-language']);
    const say = await wordsOf(language);
    if (done.ok) return subscriberPage(done.value, { language, say, token, isUndone });
    return isUnknown(done.problems) ? wrong(nothingHere()) : troublePage(done.problems, { language, say });
  };

  if (asked.method === 'GET' || asked.method === 'HEAD') {
    // Read again after the button, the address of the button has nothing of its own.
    if (action) return { status: 303, text: '', headers: ['location', `../${token}`] };
    return shown(await core.subscriber({ token }));
  }
  if (asked.method !== 'POST') return otherMethod('GET', 'POST');
  const body = await asked.body(mostBodyBytes);
  if (!Buffer.isBuffer(body)) return body;
  const text = body.toString('utf8');
  const form = new URLSearchParams(text);
  if (action) return shown(await core.undoUnsubscribe({ token }), form, true);
  // RFC 8058, as a form of either kind: the mail program's own button, pressed without looking at this page.
  const isOneClick = /List-Unsubscribe[^a-z]{1,10}One-Click/i.test(text);
  return shown(await core.unsubscribe({ token, method: isOneClick ? 'one-click' : 'link' }), form);
}

function isUnknown(problems: readonly Problem[]): boolean {
  return problems.some(({ code }) => code === 'link-unknown');
}

type Shown = { language: Language; say: Words };

function subscriberPage({ channel, isOff, mayUndo }: Subscriber, { language, say, token, isUndone }: Shown & { token: string; isUndone: boolean }): Reply {
  const by = channel === 'webhook' ? '' : say(`public.by.${channel}`);
  const stays = say('public.unsubscribe.stays');
  if (isOff)
    return pageReply({
      language,
      title: say('public.unsubscribe.done-title'),
      body: `${said(say('public.unsubscribe.done', { by }), stays)}${mayUndo ? button(say('public.unsubscribe.mistake'), { to: `./${token}/undo`, language, isQuiet: true }) : ''}${otherLanguages({ language, say, token })}`,
    });
  if (isUndone) return pageReply({ language, title: say('public.unsubscribe.undone-title'), body: said(say('public.unsubscribe.undone', { by })) });
  return pageReply({
    language,
    title: say('public.unsubscribe.title'),
    body: `${said(say('public.unsubscribe.ask', { by }), stays)}${button(say('public.unsubscribe.button'), { to: `./${token}`, language })}${otherLanguages({ language, say, token })}`,
  });
}

function troublePage(problems: readonly Problem[], { language, say }: Shown): Reply {
  const isLate = problems.some(({ code }) => code === 'undo-too-late');
  if (isLate) return pageReply({ language, status: 409, title: say('public.unsubscribe.done-title'), body: said(say('public.unsubscribe.too-late')) });
  return pageReply({ language, status: 503, headers: ['retry-after', '60'], title: say('public.later-title'), body: said(say('public.later')) });
}

function said(...sentences: string[]): string {
  return sentences.map((one) => `<p>${safe(one)}</p>`).join('\n');
}

function button(text: string, { to, language, isQuiet = false }: { to: string; language: Language; isQuiet?: boolean }): string {
  return `<form method="post" action="${safe(to)}"><input type="hidden" name="lang" value="${language}"><button${isQuiet ? ' class="quiet"' : ''}>${safe(text)}</button></form>`;
}

function otherLanguages({ language, say, token }: Shown & { token: string }): string {
  const links = languages.map((one) =>
    one === language
      ? `<b lang="${one}" aria-current="true">${nameOfLanguage[one]}</b>`
      : `<a lang="${one}" hreflang="${one}" href="./${safe(token)}?lang=${one}">${nameOfLanguage[one]}</a>`,
  );
  return `<nav aria-label="${safe(say('public.languages'))}">${links.join('\n')}</nav>`;
}
