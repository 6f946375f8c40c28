/** Commands on how an engagement's documents look and which chapters they have. */
import type { Engagement } from '../engagement/schema';
import { typedOptional } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import { isSameJson } from '../same-json';
import { arrangeChapters } from './chapters';
import type { ReportKind } from './kinds';
import { chapterTitles } from './make-report';
import { type ChapterChoice, type DocumentColors, type DocumentStyle, documentStyleSchema, type Logo, logoSchema, type TemplateParts } from './style-schema';

/** Whose logo: the client's heads the cover, the consultant's ends it. */
export type LogoOwner = 'client' | 'consultant';

/** Without a logo the place stays empty. A picture the schema refuses changes nothing. */
export function setLogo(engagement: Engagement, { owner, logo }: { owner: LogoOwner; logo: Logo | undefined }): Engagement {
  if (logo && !logoSchema.safeParse(logo).success) return engagement;
  return withStyle(engagement, owner === 'client' ? { clientLogo: logo } : { logo });
}

/** Behind the logo that is there, if one is. */
export function setPlate(engagement: Engagement, { owner, plate }: { owner: LogoOwner; plate: boolean }): Engagement {
  const logo = engagement.documents[owner === 'client' ? 'clientLogo' : 'logo'];
  return logo ? setLogo(engagement, { owner, logo: withoutUndefined({ ...logo, plate: plate || undefined }) }) : engagement;
}

/** Undefined: the usual ones. */
export function setColors(engagement: Engagement, { colors }: { colors: DocumentColors | undefined }): Engagement {
  const upper = colors && { main: colors.main.toUpperCase(), accent: colors.accent.toUpperCase() };
  return withStyle(engagement, { colors: upper });
}

export function setCover(engagement: Engagement, { cover }: { cover: DocumentStyle['cover'] }): Engagement {
  return withStyle(engagement, { cover });
}

/** Most characters of each. */
export const styleTexts = { coverNote: 300, header: 120, footer: 120 } as const;
export type StyleText = keyof typeof styleTexts;

export function setStyleText(engagement: Engagement, { which, text }: { which: StyleText; text: string }): Engagement {
  return withStyle(engagement, { [which]: typedOptional(text, styleTexts[which]) });
}

type OfChapter = { kind: ReportKind; chapter: string };

/** The last chapter that is left can't be switched off: there would be no document. */
export function switchChapter(engagement: Engagement, { kind, chapter, off }: OfChapter & { off: boolean }): Engagement {
  const chapters = chaptersNow(engagement, kind).map((one) => (one.id === chapter ? { ...one, off } : one));
  return chapters.every((one) => one.off) ? engagement : withChapters(engagement, kind, chapters);
}

/** Into the place of another chapter; what stands between moves up or down. */
export function moveChapter(engagement: Engagement, { kind, chapter, target }: OfChapter & { target: string }): Engagement {
  const chapters = chaptersNow(engagement, kind);
  const from = chapters.findIndex(({ id }) => id === chapter);
  const to = chapters.findIndex(({ id }) => id === target);
  const [moved] = chapters.slice(from, from + 1);
  if (from < 0 || to < 0 || !moved) return engagement;
  return withChapters(engagement, kind, chapters.toSpliced(from, 1).toSpliced(to, 0, moved));
}

/** All chapters, in their own order. */
export function resetChapters(engagement: Engagement, { kind }: { kind: ReportKind }): Engagement {
  const { [kind]: _, ...chapters } = engagement.documents.chapters;
  return withStyle(engagement, { chapters });
}

/** Everything of the consultant's becomes the template's; the client's logo and colours stay. */
export function applyDocumentTemplate(engagement: Engagement, { parts }: { parts: TemplateParts }): Engagement {
  const { clientLogo, colors } = engagement.documents;
  return withChecked(engagement, { ...parts, clientLogo, colors });
}

export type ArrangedChapter = { id: string; off: boolean };

/** Chapters of a report in the order they are printed in, with those that are switched off. */
export function chaptersNow({ documents }: Pick<Engagement, 'documents'>, kind: ReportKind): ArrangedChapter[] {
  return arrangeChapters(
    Object.keys(chapterTitles(kind)).map((id) => ({ id })),
    documents.chapters[kind],
  );
}

function withChapters(engagement: Engagement, kind: ReportKind, chapters: readonly ArrangedChapter[]): Engagement {
  const known = chapterTitles(kind);
  const asMade = Object.keys(known);
  // A chapter that only a newer Masa knows keeps what was chosen for it.
  const others = (engagement.documents.chapters[kind] ?? []).filter(({ id }) => !(id in known));
  if (others.length === 0 && chapters.every(({ id, off }, index) => !off && id === asMade[index])) return resetChapters(engagement, { kind });
  const choices = chapters.map(({ id, off }): ChapterChoice => (off ? { id, off } : { id }));
  return withStyle(engagement, { chapters: { ...engagement.documents.chapters, [kind]: [...choices, ...others] } });
}

function withStyle(engagement: Engagement, change: { [K in keyof DocumentStyle]?: DocumentStyle[K] | undefined }): Engagement {
  return withChecked(engagement, { ...engagement.documents, ...change });
}

function withChecked(engagement: Engagement, wanted: object): Engagement {
  const style = documentStyleSchema.safeParse(withoutUndefined(wanted));
  return !style.success || isSameJson(style.data, engagement.documents) ? engagement : { ...engagement, documents: style.data };
}
