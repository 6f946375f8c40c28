/** `masa gap`: what the plan asks for, how the vendors stand, and what choosing each of them would mean. */

import { analyseGap, readPlan } from '../../shared/checklist/gap-analysis';
import { groupPoints } from '../../shared/checklist/point-groups';
import { requirementWords } from '../../shared/checklist/requirement-words';
import { robustnessOf, robustnessSettings } from '../../shared/checklist/robustness';
import { withoutMarks } from '../../shared/direction-marks';
import { textIn } from '../../shared/text';
import type { AppFolders } from '../app-folder';
import { createCatalogueReader } from '../catalogue';
import type { Words } from '../words';
import { readEngagement, tell, tellFailure, toJson } from './read-engagement';

/** 0 analysed, 1 when the engagement can't be read. */
export async function printGap({ file, json, words, folders }: { file: string; json: boolean; words: Words; folders: AppFolders }): Promise<number> {
  const opened = await readEngagement(file);
  const catalogue = await createCatalogueReader(folders.assets)();
  if (!opened.ok || !catalogue.ok) {
    tellFailure([...opened.problems, ...catalogue.problems], json, words);
    return 1;
  }
  const engagement = opened.value;
  const plan = readPlan(engagement, catalogue.value);
  const gap = analyseGap(engagement, plan);
  const robust = robustnessOf(engagement.checklist, robustnessSettings);
  const names = new Map(engagement.checklist.vendors.map(({ id, name }) => [id, name]));
  const points = groupPoints(engagement.checklist.points, catalogue.value).flatMap((group) => group.points);
  const nameOf = (id: string) => engagement.sources.find((one) => one.id === id)?.name ?? engagement.record.attributes.find((one) => one.id === id)?.label;
  const speak = (id: string) => {
    const requirement = plan.requirements.get(id);
    const unit = points.find(({ point }) => point.id === id)?.known?.unit;
    return requirement && withoutMarks(requirementWords(requirement, { translate: words.say, language: words.language, nameOf, unit }));
  };
  const keyOf = new Map(engagement.journeys.map(({ id, key }) => [id, key]));
  const text = (of: Parameters<typeof textIn>[0]) => textIn(of, words.language);
  if (!json) {
    tell(opened.problems, words);
    for (const { label, point } of points) {
      const said = speak(point.id);
      if (said && point.switchedOff === undefined) console.log(`${text(label)}: ${said}`);
    }
    for (const { vendor, score, consequences } of gap.vendors) {
      const stopped = consequences.journeys.filter(({ fate }) => fate === 'stopped').length;
      console.log(
        words.say('cli.gap.vendor', {
          vendor: vendor.name,
          score: score.share === undefined ? '–' : Math.round(score.share * 100),
          answered: Math.round((score.answered.share ?? 0) * 100),
          gates: score.blocking.length,
          stopped,
          journeys: consequences.journeys.length,
        }),
      );
    }
    return 0;
  }
  const result = {
    requirements: [...plan.requirements.values()].map((requirement) => ({
      point: requirement.point,
      value: requirement.value,
      words: speak(requirement.point),
      from: requirement.from,
      ...(requirement.reason && { reason: requirement.reason }),
      causes: requirement.causes.map(({ kind, id, name }) => ({ kind, id, name: text(name) })),
    })),
    vendors: gap.vendors.map(({ vendor, score, consequences, cost, trial }) => ({
      id: vendor.id,
      name: vendor.name,
      role: vendor.role,
      score: score.share,
      couldScore: score.couldShare,
      answered: score.answered,
      verified: score.verified,
      rank: score.rank,
      gates: score.blocking,
      journeys: consequences.journeys.map((one) => ({ ...one, key: keyOf.get(one.journey) })),
      blockedJourneys: consequences.journeys.flatMap(({ journey, fate }) => (fate === 'stopped' ? [keyOf.get(journey) ?? journey] : [])),
      limits: consequences.limits,
      extraCosts: consequences.extra,
      cost,
      trial,
      robustness: robust.vendors.find((one) => one.vendor === vendor.id),
    })),
    ranking: gap.places.map(({ rank, vendors }) => ({ rank, vendors: vendors.map((id) => ({ id, name: names.get(id) })) })),
    sensitivity: gap.sensitivity,
    robustness: { ...robustnessSettings, nobody: robust.nobody },
    openAnswers: gap.open,
    problems: toJson(opened.problems, words),
  };
  console.log(JSON.stringify(result, null, 2));
  return 0;
}
