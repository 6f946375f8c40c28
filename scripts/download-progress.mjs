/**
 * Loaded before Electron's installer, which shows nothing during the first 30 s of a download of a hundred megabytes:
 * counts what passes through fetch and says how far it is.
 */
const LARGE = 5_000_000;
const original = globalThis.fetch;

globalThis.fetch = async (...args) => {
  const response = await original(...args);
  const total = Number(response.headers.get('content-length') ?? 0);
  if (!response.body || total < LARGE) return response;
  let done = 0;
  let shown = -1;
  const counted = new TransformStream({
    transform(chunk, controller) {
      done += chunk.byteLength;
      const percent = Math.floor((100 * done) / total);
      // On a terminal one line that changes; in a log a line for each tenth.
      const step = process.stderr.isTTY ? percent : percent - (percent % 10);
      if (step !== shown) {
        shown = step;
        const line = `Downloading Electron: ${step} % of ${Math.round(total / 1e6)} MB`;
        process.stderr.write(process.stderr.isTTY ? `\r${line}${done === total ? '\n' : ''}` : `${line}\n`);
      }
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counted), { status: response.status, statusText: response.statusText, headers: response.headers });
};
