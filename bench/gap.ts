/**
 * The whole gap analysis after an edit, 12 vendors and 60 points over the shipped sample's plan, and ten thousand draws of
 * the robustness. The draws run beside the page, the rest in it.
 *   npm run bench -- gap
 */
import { readFileSync } from 'node:fs';
import { addOwnPoint, addVendor, answerPoint, setWeight } from '../shared/checklist/edit-checklist';
import { analyseGap, readPlan } from '../shared/checklist/gap-analysis';
import { robustnessOf, robustnessSettings } from '../shared/checklist/robustness';
import { addPlannedSend } from '../shared/engagement/edit-plan';
import { parseEngagementText } from '../shared/engagement/open-engagement';
import type { Engagement } from '../shared/engagement/schema';
import { createRandom } from '../shared/simulation/random';
import { shippedCatalogue } from '../tests/shipped-catalogue';
import { tell } from './measure';

const [VENDORS, POINTS, RUNS] = [12, 60, 200];
const catalogue = shippedCatalogue();
const random = createRandom(1);

function large(): Engagement {
  const opened = parseEngagementText(readFileSync(new URL('../assets/samples/karmelon.masa.json', import.meta.url), 'utf8'));
  if (!opened.ok) throw new Error('the sample does not open');
  let engagement = opened.value;
  for (let n = engagement.checklist.points.length; n < POINTS; n++)
    engagement = addOwnPoint(engagement, { id: `own-${n}`, category: 'channels', question: { en: `Question ${n}` } });
  for (let n = engagement.checklist.vendors.length; n < VENDORS; n++)
    engagement = addVendor(engagement, {
      id: `01K00000000000000000000V${String(n).padStart(2, '0')}`,
      vendor: { name: `Vendor ${n}`, role: 'candidate', costs: { perMonth: 1_000 + n, messages: { sms: { price: 0.1 } } } },
    });
  for (const { id } of engagement.checklist.vendors)
    for (const point of engagement.checklist.points)
      if (random.chance(0.85))
        engagement = answerPoint(engagement, {
          vendor: id,
          point: point.id,
          answer: { score: random.between(2, 4), verified: random.chance(0.4), claimedValue: random.between(10, 300) },
        });
  return engagement;
}

/** Processor time of each of five batches, per run: on a machine that does other things too the clock says little. */
function timed(work: (run: number) => void, runs: number): number[] {
  for (let run = -20; run < 0; run++) work(run);
  const batch = runs / 5;
  return Array.from({ length: 5 }, (_, b) => {
    const before = process.cpuUsage();
    for (let run = b * batch; run < (b + 1) * batch; run++) work(run);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / batch;
  });
}

let engagement = large();
let plan = readPlan(engagement, catalogue);
const vendors = engagement.checklist.vendors.map(({ id }) => id);
const points = engagement.checklist.points.map(({ id }) => id);
console.log(`${vendors.length} vendors, ${points.length} points, ${engagement.checklist.answers.length} answers, ${engagement.journeys.length} journeys`);

tell(
  'an answer changes: everything anew',
  timed((run) => {
    engagement = answerPoint(engagement, {
      vendor: vendors[Math.abs(run) % vendors.length] ?? '',
      point: points[Math.abs(run * 7) % points.length] ?? '',
      answer: { score: Math.abs(run) % 5 },
    });
    analyseGap(engagement, plan);
  }, RUNS),
  30,
);
tell(
  'a weight changes: everything anew, requirements too',
  timed((run) => {
    engagement = setWeight(engagement, { point: points[Math.abs(run) % points.length] ?? '', weight: Math.abs(run) % 10 });
    plan = readPlan(engagement, catalogue);
    analyseGap(engagement, plan);
  }, RUNS),
  30,
);
tell(
  'the plan changes: everything anew, requirements too',
  timed((run) => {
    const id = `01K0000000000000000000S${String(Math.abs(run)).padStart(3, '0')}`;
    engagement = addPlannedSend(engagement, { id, send: { name: 'Sale', date: '2026-12-01', channel: 'sms', recipients: 1_000 } });
    plan = readPlan(engagement, catalogue);
    analyseGap(engagement, plan);
  }, 50),
  30,
);
tell(
  'ten thousand draws, beside the page',
  timed((seed) => void robustnessOf(engagement.checklist, { ...robustnessSettings, seed }), 20),
  500,
);
