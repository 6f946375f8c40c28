import { engagementHash, shortHash } from '../engagement/engagement-hash';
import type { Engagement } from '../engagement/schema';
import { withoutUndefined } from '../engagement/without-undefined';
import type { Translate } from '../i18n/translator';
import type { Line, Report } from '../report';
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
  /** Whether a list of the chapters stands before them, on a page of its own. */
  contents?: boolean;
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
    blocks: [
      ...(content.contents ? [{ kind: 'contents' as const, title: translate('document.contents') }, { kind: 'page-break' as const }] : []),
      ...chapters,
      // Small, so that the end of what stands above goes along where the page ends: a single line of figures has no page to itself.
      { kind: 'paragraph', size: 'small', text: [`${translate('brief.seal')}: `, { text: hash, code: true }] },
    ],
  };
}

function brandOf({ cover, coverNote, logo, clientLogo, colors }: DocumentStyle): Brand {
  return withoutUndefined({ cover, coverNote, logo, clientLogo, colors });
}
