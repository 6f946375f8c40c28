import type { Block, Report } from '../../report';
import { arrangeChapters, type Chapter, chaptersOf } from '../chapters';
import { frameReport } from '../frame-report';
import { createPlanSetting, number, type PlanOrder, tally } from '../plan-setting';
import { clientBlocks, dataBlocks } from './data';
import { glossaryBlocks } from './glossary';
import { journeyBlocks } from './journeys';
import { decisionLogBlocks, questionLogBlocks } from './log';
import { messageLoadBlocks } from './messages';
import { identityChapter, recordBlocks, segmentChapter } from './people';
import { riskBlocks } from './risks';
import { roadMapBlocks } from './road-map';
import { nextStepBlocks } from './steps';
import { summaryBlocks } from './summary';
import { caseInShort, vendorsInShort } from './vendors-and-money';

/**
 * Everything a discovery workshop found, for the management that decides and for those who build: what was found, what it means
 * and what is to be decided, then each subject in brief. Of what is not there yet, its chapter says so.
 */
export function workshopReport(order: PlanOrder): Report {
  const setting = createPlanSetting(order);
  const { engagement, translate, briefs } = setting;
  const open = engagement.notes.filter(({ kind, state }) => kind === 'question' && state === 'open').length;
  const scope = tally(
    [
      [translate('workshop.systems'), engagement.sources.length],
      [translate('workshop.journeys'), briefs.length],
      [translate('workshop.segments'), engagement.segments.filter(({ administrative }) => !administrative).length],
    ],
    setting,
  );
  const chapters: Chapter[] = chaptersOf(workshopChapters, translate, {
    'workshop-summary': () => summaryBlocks(setting),
    'workshop-client': () => clientBlocks(setting),
    'workshop-data': () => dataBlocks(setting),
    'workshop-record': () => recordBlocks(setting),
    'workshop-identity': () => identityChapter(setting),
    'workshop-journeys': () => journeyBlocks(setting),
    'workshop-segments': () => segmentChapter(setting),
    'workshop-messages': () => messageLoadBlocks(setting),
    'workshop-vendors': () => vendorsInShort(setting),
    'workshop-case': () => caseInShort(setting),
    'workshop-road-map': () => roadMapBlocks(setting),
    'workshop-decisions': () => decisionLogBlocks(setting),
    'workshop-questions': () => questionLogBlocks(setting),
    'workshop-risks': () => riskBlocks(setting),
    'workshop-next': () => nextStepBlocks(setting),
    'workshop-glossary': () => [],
  });
  const worked = new Map<string, Block[]>();
  const blocksOf = ({ id, blocks }: Chapter): Block[] => {
    const known = worked.get(id) ?? blocks();
    worked.set(id, known);
    return known;
  };
  const printed = arrangeChapters(chapters, engagement.documents.chapters['workshop-report']).filter(({ off }) => !off);
  return frameReport(order, {
    kind: 'workshop-report',
    title: translate('workshop.title'),
    eyebrow: translate('workshop.eyebrow'),
    header: engagement.client.name,
    facts: [...(scope ? [{ label: translate('workshop.scope'), value: scope }] : []), { label: translate('workshop.questions'), value: number(open, setting) }],
    contents: true,
    chapters: chapters.map((chapter) => ({
      ...chapter,
      // Only words that a reader of this very document meets are explained.
      blocks: () => (chapter.id === 'workshop-glossary' ? glossaryBlocks(printed.flatMap(blocksOf), setting) : blocksOf(chapter)),
    })),
  });
}

/** Titles by chapter. */
export const workshopChapters = {
  'workshop-summary': 'workshop.summary',
  'workshop-client': 'workshop.client',
  'workshop-data': 'workshop.data',
  'workshop-record': 'workshop.record',
  'workshop-identity': 'workshop.identity',
  'workshop-journeys': 'workshop.journeys',
  'workshop-segments': 'workshop.segments',
  'workshop-messages': 'workshop.messages',
  'workshop-vendors': 'workshop.vendors',
  'workshop-case': 'workshop.case',
  'workshop-road-map': 'workshop.road-map',
  'workshop-decisions': 'workshop.decisions',
  'workshop-questions': 'workshop.questions',
  'workshop-risks': 'workshop.risks',
  'workshop-next': 'workshop.next',
  'workshop-glossary': 'workshop.glossary',
} as const;
