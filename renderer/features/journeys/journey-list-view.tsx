import { placeInColumns } from '../../../shared/journey/columns';
import { toGraph } from '../../../shared/journey/graph';
import { columnLabel, nodeLabel, portLabel, type Speaker } from '../../../shared/journey/node-label';
import { type Journey, type Node, portsOf } from '../../../shared/journey/schema';
import { useWords } from '../../ui/words';
import { lookOf } from './canvas/node-look';
import classes from './journey-page.module.css';

type Props = { journey: Journey; speaker: Speaker; selected: string | undefined; onSelect: (node: string) => void };

/** The same journey as a list in flow order, for reading, printing and working without a mouse. */
export function JourneyListView({ journey, speaker, selected, onSelect }: Props) {
  const { t } = useWords();
  const graph = toGraph(journey);
  const { keys, columnOf } = placeInColumns(journey, graph);
  const ordered = graph.order.flatMap((id) => graph.nodes.get(id) ?? []);
  const ends = ordered.filter((node) => node.kind === 'goal' || node.kind === 'exit');
  const groups: { title: string; nodes: Node[] }[] = [
    ...keys.map((key) => ({
      title: columnLabel(key, speaker, journey.annotations.storyboard),
      nodes: ordered.filter((node) => columnOf.get(node.id) === key),
    })),
    { title: t('canvas.ends'), nodes: ends },
  ];
  return (
    <div className={classes.list}>
      {groups
        .filter((group) => group.nodes.length > 0)
        .map((group) => (
          <section key={group.title}>
            <h2 className={classes.listColumn}>{group.title}</h2>
            {group.nodes.map((node) => {
              const Icon = lookOf(node).icon;
              const label = nodeLabel(node, speaker);
              const leads = portsOf(node).map((port) => {
                const edge = journey.edges.find((e) => e.from === node.id && e.port === port);
                const target = edge && graph.nodes.get(edge.to);
                const name = target ? nodeLabel(target, speaker).title : t('canvas.unwired');
                return portsOf(node).length > 1 ? `${portLabel(node, port, speaker)}: ${name}` : name;
              });
              return (
                <button type="button" key={node.id} className={classes.listNode} data-selected={node.id === selected} onClick={() => onSelect(node.id)}>
                  <Icon size={17} stroke={1.7} />
                  <span dir="auto">{label.title}</span>
                  <span className={classes.listFact}>{label.caption ?? label.code}</span>
                  <span className={classes.listFact}>{leads.join(' · ')}</span>
                </button>
              );
            })}
          </section>
        ))}
    </div>
  );
}
