import { useRef } from 'react';
import classes from './mail-frame.module.css';

const styleSheets = /<style[^>]*>([\s\S]*?)<\/style>/g;

/**
 * Runs nothing and loads nothing. The page's policy holds in it too and takes no styles that stand in the text, so they are set by hand
 * once it is there.
 */
export function MailFrame({ html, title }: { html: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const css = [...html.matchAll(styleSheets)].map(([, rules]) => rules).join('\n');

  function dress(): void {
    const page = frame.current?.contentDocument;
    const view = page?.defaultView as (Window & typeof globalThis) | null | undefined;
    if (!frame.current || !page || !view) return;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    page.adoptedStyleSheets = [sheet];
    for (const element of page.querySelectorAll<HTMLElement>('[data-style]')) element.style.cssText = element.dataset.style ?? '';
    // Nobody leaves the app by a mail that is only looked at.
    for (const link of page.querySelectorAll('a')) link.removeAttribute('href');
    frame.current.style.height = `${Math.min(640, page.documentElement.scrollHeight + 2)}px`;
  }

  return (
    <iframe
      ref={frame}
      className={classes.mail}
      title={title}
      sandbox="allow-same-origin"
      srcDoc={html.replace(styleSheets, '').replace(/\sstyle="/g, ' data-style="')}
      onLoad={dress}
    />
  );
}
