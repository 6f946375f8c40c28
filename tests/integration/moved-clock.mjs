/** Preloaded into the executor, on each of its threads: its clock is what the file `CLOCK` says, `+5000` ahead of the true time or `1780000000000` standing still. */
import { readFileSync } from 'node:fs';

const trueNow = Date.now;
Date.now = () => {
  const text = readFileSync(process.env.CLOCK, 'utf8');
  return /^[+-]/.test(text) ? trueNow() + Number(text) : Number(text);
};
