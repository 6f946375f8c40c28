import { Anchor, Badge } from '@mantine/core';
import { type LossSeverity, lossSeverity } from '../../../shared/convert/loss';
import { problemText } from '../../../shared/i18n/translator';
import { nodeOfProblem } from '../../../shared/journey/journey-problem';
import { nodeLabel } from '../../../shared/journey/node-label';
import type { Journey } from '../../../shared/journey/schema';
import { bySeverity, type Problem, sameSaid } from '../../../shared/problem';
import { UserText } from '../../ui/isolate';
import { useSpeaker } from '../../ui/use-speaker';
import { useWords } from '../../ui/words';
import classes from './loss-list.module.css';

const tones: Record<LossSeverity, string> = { high: 'pomegranate', medium: 'saffron', low: 'gray' };
/** Places that are named; of more than these only the number is said. */
const NAMED = 4;

type Props = {
  losses: readonly Problem[];
  /** Whose steps they speak of. */
  journey: Journey;
  /** Leads to a step; absent while the journey is not here yet. */
  onGo?: (node: string) => void;
};

/** What a conversion cannot say, the worst first, the same loss at several steps once. */
export function LossList({ losses, journey, onGo }: Props) {
  const { t } = useWords();
  const speaker = useSpeaker();
  const titleOf = (id: string) => {
    const node = journey.nodes.find((one) => one.id === id);
    return (node && speaker && nodeLabel(node, speaker).title) || id;
  };
  return (
    <ul className={classes.list}>
      {sameSaid(bySeverity(losses)).map((group) => {
        const [loss] = group;
        const severity = lossSeverity(loss);
        const places = group.flatMap((one) => nodeOfProblem(one) ?? []);
        return (
          <li key={`${loss.code} ${JSON.stringify(loss.params)}`} className={classes.loss}>
            <Badge variant="light" color={tones[severity]} className={classes.badge ?? ''}>
              {t(`journeys.loss.${severity}`)}
            </Badge>
            <div>
              {problemText(loss, t)}
              {places.length > 0 && (
                <div className={classes.places}>
                  {places.slice(0, NAMED).map((id) =>
                    onGo ? (
                      <Anchor key={id} component="button" type="button" size="xs" onClick={() => onGo(id)}>
                        <UserText>{titleOf(id)}</UserText>
                      </Anchor>
                    ) : (
                      <UserText key={id}>{titleOf(id)}</UserText>
                    ),
                  )}
                  {places.length > NAMED && <span>{t('canvas.places', { count: places.length })}</span>}
                </div>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
