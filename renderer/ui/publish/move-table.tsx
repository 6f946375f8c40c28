import { Select } from '@mantine/core';
import { toGraph } from '../../../shared/journey/graph';
import { nodeLabel, type Speaker } from '../../../shared/journey/node-label';
import { goOn, isPlace, type MoveRow, type StepChange, timersBetween } from '../../../shared/journey/republish';
import type { Journey, Node, Placement } from '../../../shared/journey/schema';
import { Badge, type BadgeTone } from '../badge';
import { useWords } from '../words';
import classes from './publish.module.css';

const changeTones: Record<StepChange, BadgeTone> = { same: 'quiet', changed: 'waiting', 'other-kind': 'waiting', gone: 'blocking' };

type Props = { old: Journey; next: Journey; rows: readonly MoveRow[]; speaker: Speaker; label: string; onChoose: (id: string, placement: Placement) => void };

/** One line per step at which people stand: how many, what became of the step, and what becomes of them. */
export function MoveTable({ old, next, rows, speaker, label, onChoose }: Props) {
  const { t } = useWords();
  const { order, nodes } = toGraph(next);
  const places = order.flatMap((id) => {
    const node = nodes.get(id);
    return node && isPlace(node) ? [node] : [];
  });
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('publish.column.step')}</th>
          <th scope="col" data-number>
            {t('publish.column.people')}
          </th>
          <th scope="col">{t('publish.column.then')}</th>
          <th scope="col">{t('publish.column.to')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.node.id} row={row} old={old} next={next} places={places} speaker={speaker} onChoose={onChoose} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Pick<Props, 'old' | 'next' | 'speaker' | 'onChoose'> & { row: MoveRow; places: readonly Node[] };

function Row({ row: { node, people, change, placement }, old, next, places, speaker, onChoose }: RowProps) {
  const { t, locale } = useWords();
  const title = nodeLabel(node, speaker).title;
  // Who has not begun yet has nothing to go on with.
  const actions = (['migrate', 'finish-on-old', 'exit'] as const).filter((action) => action !== 'migrate' || (node.kind !== 'trigger' && places.length > 0));
  const choose = (action: string | null) => {
    if (action === 'migrate') {
      const first = places[0];
      const to = goOn(old, next, node.id) ?? (first && { action, to: first.id, timer: timersBetween(node, first)[0] });
      if (to) onChoose(node.id, to);
    } else if (action === 'finish-on-old' || action === 'exit') onChoose(node.id, { action });
  };
  return (
    <tr data-action={placement.action}>
      <th scope="row">
        <span>{title}</span>
        <Badge tone={changeTones[change]}>{t(`publish.change.${change}`)}</Badge>
      </th>
      <td data-number>{new Intl.NumberFormat(locale).format(people)}</td>
      <td>
        <Select
          size="xs"
          aria-label={t('publish.then-of', { step: title })}
          value={placement.action}
          onChange={choose}
          data={actions.map((value) => ({ value, label: t(`publish.then.${value}`) }))}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
        />
      </td>
      <td>
        {placement.action === 'migrate' && <Target node={node} title={title} placement={placement} places={places} speaker={speaker} onChoose={onChoose} />}
      </td>
    </tr>
  );
}

type TargetProps = Pick<RowProps, 'places' | 'speaker' | 'onChoose'> & { node: Node; title: string; placement: Extract<Placement, { action: 'migrate' }> };

/** At which step of the other version they go on, and what becomes of their waiting time. */
function Target({ node, title, placement, places, speaker, onChoose }: TargetProps) {
  const { t } = useWords();
  const target = places.find(({ id }) => id === placement.to);
  const timers = target ? timersBetween(node, target) : (['restart'] as const);
  return (
    <div className={classes.target}>
      <Select
        size="xs"
        aria-label={t('publish.to-of', { step: title })}
        value={placement.to}
        onChange={(to) => {
          const place = places.find(({ id }) => id === to);
          if (place) onChoose(node.id, { action: 'migrate', to: place.id, timer: timersBetween(node, place)[0] });
        }}
        data={places.map((place) => ({ value: place.id, label: nodeLabel(place, speaker).title }))}
        searchable
        allowDeselect={false}
      />
      {timers.length > 1 ? (
        <Select
          size="xs"
          aria-label={t('publish.timer-of', { step: title })}
          value={placement.timer}
          onChange={(timer) => onChoose(node.id, { ...placement, timer: timer === 'restart' ? 'restart' : 'keep' })}
          data={timers.map((value) => ({ value, label: t(`timer.${value}`) }))}
          allowDeselect={false}
        />
      ) : (
        <span className={classes.only}>{t('publish.begins-again')}</span>
      )}
    </div>
  );
}
