import type { NodeOf } from '../../../../shared/journey/schema';
import { TypedTextarea } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';

type Params = NonNullable<NodeOf<'task'>['params']>;

/** Details of a task, one a line: "priority: high". */
export function TaskParams({ value, onChange }: { value: Params | undefined; onChange: (params: Params | undefined) => void }) {
  const { t } = useWords();
  const lines = Object.entries(value ?? {}).map(([name, one]) => `${name}: ${Array.isArray(one) ? one.join(', ') : String(one ?? '')}`);
  return (
    <TypedTextarea
      label={t('canvas.params')}
      description={t('canvas.params-hint')}
      value={lines.join('\n')}
      onType={(words) => onChange(read(words, value))}
      maxLength={5000}
    />
  );
}

/** What is written as it was keeps its value: a number or a list stays one. */
function read(words: string, before: Params | undefined): Params | undefined {
  const entries = words.split('\n').flatMap((line) => {
    const [name = '', ...rest] = line.split(':');
    const text = rest.join(':').trim();
    const old = before?.[name.trim()];
    const same = old !== undefined && (Array.isArray(old) ? old.join(', ') : String(old ?? '')) === text;
    return name.trim() === '' ? [] : [[name.trim(), same ? old : text] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
