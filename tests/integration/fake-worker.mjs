// A workbench worker that does what the name of the first file says.
import { parentPort } from 'node:worker_threads';

const acts = {
  hang() {
    for (;;);
  },
  grow() {
    const held = [];
    for (;;) held.push(new Array(1e5).fill(Math.random()));
  },
  crash() {
    setTimeout(() => {
      throw new Error('unhappy');
    });
  },
  leave: () => process.exit(7),
  answer: (id) => parentPort.postMessage({ id, result: { ok: true, value: { sources: [], problems: [] }, problems: [] } }),
};
parentPort.on('message', ({ id, work }) => acts[work.args.files[0].name](id));
