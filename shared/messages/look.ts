/** How a client's mails look, as far as a mail without a designer goes. */
import { z } from 'zod';

export const mailLookSchema = z.strictObject({
  /** The line at the top, and links where it can be read on white. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional(),
  logo: z
    .strictObject({
      url: z
        .string()
        .max(500)
        .regex(/^https:\/\/[\w.-]+(:\d{1,5})?([/?#]\S*)?$/),
      alt: z.string().max(100),
      width: z.number().int().min(16).max(400).default(160),
    })
    .optional(),
});
export type MailLook = z.infer<typeof mailLookSchema>;

/** The app's own blue. */
export const plainAccent = '#3350c4';

/** The colour of links: the client's where small text in it can be read on white (WCAG AA, 4.5 to 1). */
export function linkColour(accent: string): string {
  return contrastOnWhite(accent) >= 4.5 ? accent : plainAccent;
}

function contrastOnWhite(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0) + 0.05);
}
