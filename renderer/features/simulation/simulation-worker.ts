/** Simulates beside the page, so that it can be used meanwhile. */
import { simulate } from '../../../shared/simulation/simulate';
import type { SimulationAnswer, SimulationOrder } from './simulation-messages';

const say = (answer: SimulationAnswer) => postMessage(answer);

addEventListener('message', ({ data: { engagement, settings } }: MessageEvent<SimulationOrder>) => {
  say({ result: simulate(engagement, settings, { onProgress: (share) => say({ share }) }) });
});
