import { engagementHash, shortHash } from '../engagement/engagement-hash';
import type { Engagement } from '../engagement/schema';
import { withoutUndefined } from '../engagement/without-undefined';
import type { Translate } from '../i18n/translator';
import type { Block, Line, Report } from '../report';
import type { Language } from '../text';
import { type Chapter, chapterBlocks } from './chapters';
import { dateWords } from './date-words';
import type { ReportKind } from './kinds';
import type { Brand, DocumentStyle } from './style-schema';

export type ReportContent = {
  kind: ReportKind;
  title: string;
  /** What sort of document it is, above its title and at the end of each page's head. */
  eyebrow: string;
  /** On the cover, after the client and before date, consultant and seal. */
  facts?: { label: string; value: Line }[];
  /** What a page that lies alone belongs to; absent: the title. */
  header?: string;
  chapters: readonly Chapter[];
  /** The list of chapters: first of all, or after the first chapter (which is then what a hurried reader reads). */
  contents?: 'first' | 'second';
};
export type Frame = { engagement: Engagement; translate: Translate; language: Language; now: string };

/**
 * What all documents have in common: cover, head and foot, the seal of the engagement on every page and whole at the end, and
 * the consultant's choice of chapters.
 * @param now ISO 8601, shown in the client's time zone
 */
export function frameReport({ engagement, translate, language, now }: Frame, content: ReportContent): Report {
  const { client, consultant, documents } = engagement;
  const hash = engagementHash(engagement);
  const seal: Line = { text: shortHash(hash), code: true };
  const chapters = chapterBlocks(content.chapters, documents.chapters[content.kind]);
  return {
    title: content.title,
    subtitle: client.name,
    language,
    cover: {
      eyebrow: content.eyebrow,
      facts: [
        { label: translate('brief.client'), value: { text: client.name, user: true } },
        ...(content.facts ?? []),
        { label: translate('brief.date'), value: dateWords(now, client.timeZone, language) },
        ...(consultant ? [{ label: translate('brief.consultant'), value: { text: consultant, user: true } }] : []),
        { label: translate('brief.seal'), value: seal },
      ],
    },
    brand: brandOf(documents),
    header: { start: content.header ?? content.title, end: documents.header ? { text: documents.header, user: true } : content.eyebrow },
    footer: { start: [`${translate('brief.seal')} `, seal, ...(documents.footer ? ['  ·  ', { text: documents.footer, user: true }] : [])] },
    createdAt: now,
    ...(consultant ? { author: consultant } : {}),
    blocks: withSeal(withContents(chapters, content.contents, translate), { label: translate('brief.seal'), value: { text: hash, code: true } }),
  };
}

function brandOf({ cover, coverNote, logo, clientLogo, colors }: DocumentStyle): Brand {
  return withoutUndefined({ cover, coverNote, logo, clientLogo, colors });
}

/** The whole seal begins the last chapter: after it, a single line of figures would sometimes have the last page to itself. */
function withSeal(blocks: Block[], row: { label: string; value: Line }): Block[] {
  const last = blocks.findLastIndex((block) => block.kind === 'heading' && block.level === 1);
  return [...blocks.slice(0, last + 1), { kind: 'facts', rows: [row] }, ...blocks.slice(last + 1)];
}

function withContents(chapters: Block[], place: ReportContent['contents'], translate: Translate): Block[] {
  if (!place) return chapters;
  const contents: Block = { kind: 'contents', title: translate('document.contents') };
  const second = chapters.findIndex((block, index) => index > 0 && block.kind === 'heading' && block.level === 1);
  if (place === 'first' || second < 0) return [contents, { kind: 'page-break' }, ...chapters];
  // The list is on upright pages, whatever lies on either side of it. A chapter whose pages are turned begins with their break.
  const ownBreak = chapters[second - 1]?.kind === 'page-break';
  const at = ownBreak ? second - 1 : second;
  const before = chapters.slice(0, at);
  const turned = before.findLast((block) => block.kind === 'page-break')?.turned === true && !ownBreak;
  return [...before, { kind: 'page-break' }, contents, ...(turned ? [{ kind: 'page-break' as const, turned }] : []), ...chapters.slice(at)];
}
