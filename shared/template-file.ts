/** What consultants keep for the next client lies in a file each, of one form: whose it is, which version, and what it is called. */
import { z } from 'zod';
import { ulidSchema } from './ids';
import { type Problem, problemsOfZod, type Result, refuse } from './problem';

export type SavedTemplate = { format: string; formatVersion: number; id: string; name: string; savedAt: string };

/** One kind of template: how much of it is read, and how. */
export type TemplateForm<T extends SavedTemplate> = {
  mostBytes: number;
  /**
   * A template out of a file's text. Fails with `template-too-large`, `template-not-ours`, `template-newer` {version}, or
   * `template-damaged` {place}, each with {file}.
   */
  parse(text: string, file: string): Result<T>;
};

export const mostTemplates = 200;

/** What every template begins with. */
export function templateHead<F extends string, V extends number>(format: F, version: V) {
  return z.object({
    format: z.literal(format),
    formatVersion: z.literal(version),
    id: ulidSchema,
    name: z.string().min(1).max(200),
    savedAt: z.iso.datetime(),
  });
}

/** @param check what a schema can't say of a template that it accepts */
export function templateForm<T extends SavedTemplate>(
  { format, version, mostBytes, schema }: { format: string; version: number; mostBytes: number; schema: z.ZodType<T> },
  check?: (template: T, file: string) => Result<T>,
): TemplateForm<T> {
  const headSchema = z.looseObject({ format: z.literal(format), formatVersion: z.number() });
  return {
    mostBytes,
    parse(text, file) {
      if (text.length > mostBytes) return refuse('template-too-large', { file });
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        return refuse('template-not-ours', { file });
      }
      const head = headSchema.safeParse(value);
      if (!head.success) return refuse('template-not-ours', { file });
      if (head.data.formatVersion > version) return refuse('template-newer', { file, version: head.data.formatVersion });
      const parsed = schema.safeParse(value);
      if (!parsed.success) return { ok: false, problems: problemsOfZod(parsed.error, 'template-damaged', 1, { file }).map(withPlace) };
      return check ? check(parsed.data, file) : { ok: true, value: parsed.data, problems: [] };
    },
  };
}

function withPlace(one: Problem): Problem {
  return { ...one, params: { ...one.params, place: one.path.join('.') } };
}
