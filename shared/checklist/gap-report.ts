import { engagementHash, shortHash } from '../engagement/engagement-hash';
import type { Engagement } from '../engagement/schema';
import type { Translate } from '../i18n/translator';
import type { Block, Report } from '../report';
import type { Language } from '../text';
import { choiceWords, decisionsOf } from './decision';
import { categoryBlocks, costBlocks, heatMapBlock, rankingBlocks } from './report/comparison';
import { methodBlocks, openBlocks, sensitivityBlocks } from './report/doubts';
import { pointsBlocks } from './report/points';
import { createGapSetting, dateWords, type GapCatalogue, listWords, numberWords, small } from './report/setting';
import { decisionBlocks, summaryBlocks } from './report/summary';
import { vendorBlocks } from './report/vendor';

/**
 * What a client is handed about the choice of a vendor: who leads and how surely, what was decided, all points against all
 * vendors, costs, what each vendor would mean for the client's own plan, how the numbers come about, and every answer with its
 * evidence. Without vendors or answers it says so and still gives the points with what the plan needs of them.
 * @param now ISO 8601, shown in the client's time zone
 */
export function gapReport(engagement: Engagement, catalogue: GapCatalogue, translate: Translate, language: Language, now: string): Report {
  const setting = createGapSetting(engagement, catalogue, translate, language);
  const { analysis, groups, candidates } = setting;
  const hash = engagementHash(engagement);
  const [decision] = decisionsOf(engagement);
  const name = translate('gap-report.title');
  const chapter = (key: string, id: string): Block => ({ kind: 'heading', level: 1, text: translate(key), id });
  const hasVendors = analysis.vendors.length > 0;
  const points = groups.reduce((sum, group) => sum + group.points.length, 0);
  return {
    title: name,
    subtitle: engagement.client.name,
    language,
    cover: {
      eyebrow: translate('gap-report.eyebrow'),
      facts: [
        { label: translate('brief.client'), value: { text: engagement.client.name, user: true } },
        ...(candidates.length > 0
          ? [
              {
                label: translate('gap-report.candidates'),
                value:
                  candidates.length > 5
                    ? numberWords(candidates.length, setting)
                    : listWords(
                        candidates.map(({ vendor }) => vendor.name),
                        setting,
                      ),
              },
            ]
          : []),
        { label: translate('gap-report.points'), value: numberWords(points, setting) },
        ...(decision ? [{ label: translate('gap-report.decision'), value: choiceWords(decision.decision, translate) }] : []),
        { label: translate('brief.date'), value: dateWords(now, setting) },
        ...(engagement.consultant ? [{ label: translate('brief.consultant'), value: { text: engagement.consultant, user: true } }] : []),
        { label: translate('brief.seal'), value: { text: shortHash(hash), code: true } },
      ],
    },
    header: { start: engagement.client.name, end: translate('gap-report.eyebrow') },
    footer: { start: [`${translate('brief.seal')} `, { text: shortHash(hash), code: true }] },
    createdAt: now,
    ...(engagement.consultant ? { author: engagement.consultant } : {}),
    blocks: [
      chapter('gap-report.summary', 'gap-summary'),
      ...summaryBlocks(setting),
      ...decisionBlocks(setting),
      { kind: 'page-break' },
      { kind: 'contents', title: translate('gap-report.contents') },
      ...(hasVendors
        ? [
            chapter('gap-report.ranking', 'gap-ranking'),
            ...rankingBlocks(setting),
            chapter('gap-report.heat-map', 'gap-heat-map'),
            heatMapBlock(setting),
            chapter('gap-report.categories', 'gap-categories'),
            ...categoryBlocks(setting),
            chapter('gap-report.costs', 'gap-costs'),
            ...costBlocks(setting),
            chapter('gap-report.sensitivity', 'gap-sensitivity'),
            ...sensitivityBlocks(setting),
            chapter('gap-report.vendors', 'gap-vendors'),
            ...setting.placed.flatMap((one) => vendorBlocks(one, setting)),
            chapter('gap-report.open', 'gap-open'),
            ...openBlocks(setting),
          ]
        : []),
      chapter('gap-report.method', 'gap-method'),
      ...methodBlocks(setting),
      chapter('gap-report.appendix', 'gap-appendix'),
      small(translate('gap-report.appendix-how')),
      ...pointsBlocks(setting),
      { kind: 'facts', rows: [{ label: translate('brief.seal'), value: { text: hash, code: true } }] },
    ],
  };
}
