/**
 * How documents look, and which chapters they have. The client's part (logo, colours) belongs to one engagement; the
 * consultant's part is kept as a template for the next one.
 */
import { z } from 'zod';
import { reportKinds } from './kinds';

/** Of one picture's bytes; it lies in the engagement's file, so that a document can always be made again. */
export const mostLogoBytes = 200_000;

/** Only pictures of pixels: a drawing could bring along a font, a link or a script. */
export const logoSchema = z.object({
  mime: z.enum(['image/png', 'image/jpeg']),
  /** Base64. */
  data: z.base64().max(Math.ceil(mostLogoBytes / 3) * 4),
  /** A dark plate behind it, for one made for dark ground. Of this picture: another one begins without. */
  plate: z.literal(true).optional(),
});
export type Logo = z.infer<typeof logoSchema>;

const colorSchema = z.string().regex(/^#[0-9A-F]{6}$/);

/** `main`: titles' eyebrow, rules, marks and the cover's road; `accent`: its last station. Upper-case `#RRGGBB`. */
export const colorsSchema = z.object({ main: colorSchema, accent: colorSchema });
export type DocumentColors = z.infer<typeof colorsSchema>;

/** A chapter that is known, in the place it is wanted in. Chapters that are not named stay, where they are by themselves. */
export const chapterChoiceSchema = z.object({ id: z.string().min(1).max(60), off: z.literal(true).optional() });
export type ChapterChoice = z.infer<typeof chapterChoiceSchema>;

/** What a consultant takes along from client to client. */
export const templatePartsSchema = z.object({
  /** The consultant's own, at the foot of the cover. */
  logo: logoSchema.optional(),
  cover: z.enum(['road', 'band', 'plain']),
  /** A line or two on the cover, e.g. "Confidential". */
  coverNote: z.string().max(300).optional(),
  /** Instead of the document's own words at the end of each page's head. */
  header: z.string().max(120).optional(),
  /** After the seal, at the foot of each page. */
  footer: z.string().max(120).optional(),
  chapters: z.partialRecord(z.enum(reportKinds), z.array(chapterChoiceSchema).max(60)),
});
export type TemplateParts = z.infer<typeof templatePartsSchema>;

export const documentStyleSchema = templatePartsSchema.extend({
  clientLogo: logoSchema.optional(),
  colors: colorsSchema.optional(),
});
export type DocumentStyle = z.infer<typeof documentStyleSchema>;

/** What is drawn of it; chapters and words of the pages are in the report already. */
export type Brand = Pick<DocumentStyle, 'cover' | 'coverNote' | 'logo' | 'clientLogo' | 'colors'>;

/** As a new engagement begins. */
export const plainStyle: DocumentStyle = { cover: 'road', chapters: {} };
