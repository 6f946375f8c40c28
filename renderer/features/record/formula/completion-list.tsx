import { IconBolt, IconMathFunction, IconTag, IconUser, IconVariable } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Code } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import type { Completion } from './completions';
import classes from './formula.module.css';

const icons = { attribute: IconUser, event: IconBolt, property: IconTag, function: IconMathFunction, word: IconVariable };

type Props = { id: string; options: readonly Completion[]; chosen: number; onChoose: (option: Completion) => void };

/** What fits at the caret. The text field keeps the focus; the chosen one is what it announces. */
export function CompletionList({ id, options, chosen, onChoose }: Props) {
  const { t } = useWords();
  const current = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is another element
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div id={id} role="listbox" aria-label={t('formula.completions')} className={classes.completions}>
      {options.map((option, i) => {
        const Icon = icons[option.kind];
        return (
          <div
            key={`${option.kind}${option.name}`}
            ref={i === chosen ? current : undefined}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            className={classes.completion}
            // Before the field loses the focus and closes the list.
            onPointerDown={(event) => {
              event.preventDefault();
              onChoose(option);
            }}
          >
            <Icon size={14} stroke={1.7} aria-hidden />
            <Code>{option.name}</Code>
            <span>{option.label || t(option.kind === 'function' ? `formula.function.${option.name}` : `formula.kind.${option.kind}`)}</span>
          </div>
        );
      })}
    </div>
  );
}
