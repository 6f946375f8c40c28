import type { Condition } from '../../../shared/condition/schema';
import { ConditionText } from '../condition-text';
import { useWords } from '../words';
import { AttributeLine } from './attribute-line';
import classes from './condition-editor.module.css';
import { type ConditionContext, namesOf } from './condition-names';
// biome-ignore lint/suspicious/noImportCycles: conditions hold conditions
import { EventLine } from './event-line';
// biome-ignore lint/suspicious/noImportCycles: conditions hold conditions
import { GroupPart } from './group-part';
import { lineOf } from './line';
import { isSegmentLine, SegmentLine } from './segment-line';

type Props = { value: Condition; onChange: (condition: Condition) => void; context: ConditionContext; event: string | undefined };

/** One part of a condition: a group with its parts, or a line. */
export function ConditionPart({ value, onChange, context, event }: Props) {
  const { t } = useWords();
  // "Is not in", "has no value" and the like read and are edited as one line.
  if (isSegmentLine(value)) return <SegmentLine value={value} onChange={onChange} context={context} />;
  const line = lineOf(value);
  if (line && (line.left.kind === 'customer' || (line.left.kind === 'event' && event !== undefined)))
    return <AttributeLine line={line} onChange={onChange} context={context} event={event} />;
  switch (value.op) {
    case 'and':
    case 'or':
      return <GroupPart value={value} onChange={onChange} context={context} event={event} />;
    case 'not':
      return (
        <div className={classes.not}>
          <span className={classes.notWord}>{t('condition-editor.not')}</span>
          <ConditionPart value={value.arg} onChange={(arg) => onChange({ op: 'not', arg })} context={context} event={event} />
        </div>
      );
    case 'performed':
      return <EventLine value={value} onChange={onChange} context={context} />;
    default:
      // Speaks of the run or of the event that started it: shown, and kept as it is.
      return <ConditionText condition={value} names={namesOf(context, event)} className={classes.quiet} />;
  }
}
