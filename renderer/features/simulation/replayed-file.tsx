import type { Replayed } from '../../../shared/simulation/report';
import { useWords } from '../../ui/words';
import { Pairs } from './pairs';
import { useNumber } from './use-number';

/** What became of the lines of a recorded file; only what occurred. */
export function ReplayedFile({ replayed }: { replayed: Replayed }) {
  const { t } = useWords();
  const number = useNumber();
  const { lines, happened, refused, ...others } = replayed;
  const rest = (['before', 'after', 'unreadable', 'duplicates', 'own', 'unknown', 'tests', 'merges'] as const).filter((name) => others[name] > 0);
  const identifiers = Object.values(refused).reduce((sum, n) => sum + n, 0);
  return (
    <Pairs
      title={t('replay.file')}
      hint={t('replay.order-hint')}
      rows={[
        [t('replay.lines'), number(lines)],
        [t('replay.happened'), number(happened)],
        ...rest.map((name) => [t(`replay.${name}`), number(others[name])] as const),
        ...(identifiers > 0 ? [[t('replay.refused'), number(identifiers)] as const] : []),
      ]}
    />
  );
}
