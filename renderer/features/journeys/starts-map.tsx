import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { checkTriggers, type StartedBy, startsOf } from '../../../shared/journey/check-triggers';
import { journeyOfProblem, nodeOfProblem } from '../../../shared/journey/journey-problem';
import { nodeLabel, type Speaker } from '../../../shared/journey/node-label';
import { useEngagement } from '../../store/session';
import { Badge } from '../../ui/badge';
import { Code } from '../../ui/isolate';
import { useSpeaker } from '../../ui/use-speaker';
import { useWords } from '../../ui/words';
import classes from './starts-map.module.css';

/** Which event, field, segment or calendar starts which journey; where several compete, who speaks first and who can't tell. */
export function StartsMap() {
  const { t } = useWords();
  const speaker = useSpeaker();
  const journeys = useEngagement((e) => e.journeys);
  if (!speaker) return null;
  const rivals = new Map(checkTriggers(journeys).map((problem) => [`${journeyOfProblem(problem)} ${nodeOfProblem(problem)}`, problem]));
  const severityOf = ({ journeys: some }: StartedBy): 'warns' | 'informs' | undefined => {
    const found = some.flatMap(({ journey, node }) => rivals.get(`${journey.id} ${node}`) ?? []);
    return found.some(({ severity }) => severity === 'warns') ? 'warns' : found.length > 0 ? 'informs' : undefined;
  };
  const rank = { warns: 0, informs: 1 };
  const starts = startsOf(journeys)
    .map((started) => ({ started, severity: severityOf(started) }))
    .sort((a, b) => (a.severity ? rank[a.severity] : 2) - (b.severity ? rank[b.severity] : 2) || b.started.journeys.length - a.started.journeys.length);
  return (
    <table className={classes.map}>
      <thead>
        <tr>
          <th scope="col">{t('journeys.start')}</th>
          <th scope="col">{t('journeys.starts-what')}</th>
          <th scope="col">{t('journeys.competing')}</th>
        </tr>
      </thead>
      <tbody>
        {starts.map(({ started, severity }) => (
          <StartRow key={`${started.start.kind} ${started.start.of}`} started={started} severity={severity} speaker={speaker} />
        ))}
      </tbody>
    </table>
  );
}

function StartRow({ started, severity, speaker }: { started: StartedBy; severity: 'warns' | 'informs' | undefined; speaker: Speaker }) {
  const { t, text } = useWords();
  const [first] = started.journeys;
  const label = first && nodeLabel({ id: first.node, kind: 'trigger', trigger: first.trigger }, speaker);
  return (
    <tr>
      <th scope="row">
        <span>{label?.title}</span> {label?.code && <Code>{label.code}</Code>}
      </th>
      <td>
        <ul className={classes.journeys}>
          {started.journeys.map(({ journey, node }) => (
            <li key={`${journey.id} ${node}`}>
              <Link to={`${journey.id}/${node}`}>{text(journey.name)}</Link>{' '}
              <span className={classes.priority}>{t('journeys.priority-of', { priority: journey.policies.priority })}</span>
            </li>
          ))}
        </ul>
      </td>
      <td>
        {severity === 'warns' && (
          <Badge tone="waiting" icon={<IconAlertTriangle size={13} />}>
            {t('journeys.nobody-first')}
          </Badge>
        )}
        {severity === 'informs' && (
          <Badge tone="quiet" icon={<IconInfoCircle size={13} />}>
            {t('journeys.competing')}
          </Badge>
        )}
      </td>
    </tr>
  );
}
