import { formOf } from './signs';

/** Forms kept apart; a column of sentences has no common form anyway. */
const FORMS = 256;

export type FormCounter = { add(form: number, text: string, times: number): void; commonest(): { pattern: string; count: number } | undefined };

/** Counts the forms of values by the number that `lookAt` gives them. */
export function createFormCounter(): FormCounter {
  type Entry = { pattern: string; count: number };
  const forms = new Map<number, Entry>();
  let lastForm = -1;
  let last: Entry | undefined;
  return {
    add(form, text, times) {
      if (form !== lastForm || !last) {
        let entry = forms.get(form);
        if (!entry) {
          if (forms.size >= FORMS) return;
          entry = { pattern: formOf(text), count: 0 };
          forms.set(form, entry);
        }
        last = entry;
        lastForm = form;
      }
      last.count += times;
    },
    commonest() {
      let best: Entry | undefined;
      for (const entry of forms.values()) if (!best || entry.count > best.count || (entry.count === best.count && entry.pattern < best.pattern)) best = entry;
      return best;
    },
  };
}
