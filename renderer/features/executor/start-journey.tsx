import { Button, Loader, Menu } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle, IconUserPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { DeploymentSummary, StartReply } from '../../../shared/executor/api';
import { reasonWords } from '../../../shared/executor/reason-words';
import { startableJourneys } from '../../../shared/executor/starting';
import type { Speaker } from '../../../shared/journey/node-label';
import type { Result } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { newId } from '../../store/new-id';
import { useEngagement } from '../../store/session';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

type Props = {
  identifiers: Readonly<Record<string, string>>;
  deployments: readonly DeploymentSummary[];
  speaker: Speaker;
  zone: string;
  journeyName: (id: string) => string;
  /** The executor has answered: her trace has a new line. */
  onAsked: () => void;
};

/** Puts a customer into a journey that is started by hand, and says what came of it. Absent where none can be. */
export function StartJourney({ identifiers, deployments, speaker, zone, journeyName, onAsked }: Props) {
  const { t } = useWords();
  const engagement = useEngagement();
  const [outcome, setOutcome] = useState<{ journeyId: string; reply: Result<StartReply> }>();
  const [busy, setBusy] = useState(false);
  // One number for each time the menu opens: the second click of a double click is the same wish, and starts nothing.
  const uid = useRef<string>(undefined);
  const startable = startableJourneys(deployments);

  async function start(journeyId: string) {
    setBusy(true);
    const reply = await platform['executor.startJourney']({ journeyId, identifiers, uid: uid.current });
    setBusy(false);
    setOutcome({ journeyId, reply });
    onAsked();
  }

  if (startable.length === 0 && !outcome) return null;
  return (
    <div>
      {startable.length > 0 && (
        <Menu
          position="bottom-start"
          onOpen={() => {
            uid.current = newId();
            setOutcome(undefined);
          }}
        >
          <Menu.Target>
            <Button variant="subtle" color="gray" size="compact-sm" leftSection={busy ? <Loader size={13} /> : <IconUserPlus size={15} />}>
              {t('executor.start-journey')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {startable.map(({ journeyId, mode }) => (
              <Menu.Item key={journeyId} onClick={() => void start(journeyId)}>
                {journeyName(journeyId)}
                {mode === 'test' && ` · ${t('executor.test-only')}`}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <div role="status">{outcome && outcomeOf(outcome)}</div>
    </div>
  );

  function outcomeOf({ journeyId, reply }: NonNullable<typeof outcome>) {
    if (!reply.ok)
      return (
        <div className={classes.problems}>
          <ProblemList problems={reply.problems} />
        </div>
      );
    const { run, refused } = reply.value;
    const name = journeyName(journeyId);
    if (run !== undefined)
      return (
        <p className={classes.outcome} data-tone="good">
          <IconCircleCheck size={17} aria-hidden />
          {t('executor.journey-started', { name })}
        </p>
      );
    const journey = engagement.journeys.find(({ id }) => id === journeyId);
    const reason = refused ? reasonWords(refused, { engagement, journey, speaker, zone }) : t('executor.answer.no-reason');
    return (
      <p className={classes.outcome} data-tone="waiting">
        <IconInfoCircle size={17} aria-hidden />
        {t('executor.journey-not-started', { name, reason })}
      </p>
    );
  }
}
