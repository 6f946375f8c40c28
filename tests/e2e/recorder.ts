/** Listens to every window of a test and remembers what must never happen. */
import type { BrowserContext } from '@playwright/test';

export type Recorder = ReturnType<typeof createRecorder>;

/** Reports what the policy stopped even where the browser's own message changes its words. Runs in the page. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => console.error(`masa-csp ${event.violatedDirective} ${event.blockedURI}`));
}

export function createRecorder() {
  const outside: string[] = [];
  const heard: string[] = [];
  const allowed: RegExp[] = [];

  async function listen(context: BrowserContext): Promise<void> {
    const note = (url: string) => {
      if (!isOwn(url)) outside.push(url);
    };
    await context.addInitScript(reportViolations);
    context.on('request', (request) => note(request.url()));
    context.on('page', (page) => page.on('websocket', (socket) => note(socket.url())));
    context.on('console', (message) => {
      if (message.type() === 'error') heard.push(`${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => heard.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  }

  const isViolation = (line: string) => /masa-csp|Content Security Policy|Refused to/.test(line);
  return {
    outside: outside as readonly string[],
    listen,
    allow: (pattern: RegExp) => void allowed.push(pattern),
    violations: () => heard.filter(isViolation),
    errors: () => heard.filter((line) => !isViolation(line) && !allowed.some((pattern) => pattern.test(line))),
  };
}

/** What is made inside the window, and the host of this machine. */
function isOwn(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return ['app:', 'blob:', 'data:', 'about:', 'devtools:'].includes(protocol) || hostname === '127.0.0.1';
}
