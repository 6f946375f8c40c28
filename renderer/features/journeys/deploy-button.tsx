import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRocket } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeploymentBundle, DeploymentSummary } from '../../../shared/executor/api';
import { problemText } from '../../../shared/i18n/translator';
import { bundleHash } from '../../../shared/journey/content-hash';
import type { DiffEntry } from '../../../shared/journey/diff-words';
import type { Speaker } from '../../../shared/journey/node-label';
import type { Journey } from '../../../shared/journey/schema';
import { toDeploymentBundle } from '../../../shared/journey/to-bundle';
import type { Problem } from '../../../shared/problem';
import { platform } from '../../platform/platform';
import { loadCatalogue } from '../../store/catalogue';
import { refreshExecutorStatus } from '../../store/executor-status';
import { useEngagement } from '../../store/session';
import { type PeopleInside, peopleInside } from '../../ui/publish/people-inside';
import { type Moves, PublishDialog } from '../../ui/publish/publish-dialog';
import { useWords } from '../../ui/words';
import { differenceOf } from './versions/difference';
import { DifferenceList } from './versions/difference-list';
import { liveDeployment } from './versions/version-choice';
import classes from './versions/versions.module.css';

type Props = { journey: Journey; problems: readonly Problem[]; speaker: Speaker | undefined; onCompare: () => void };
type Question = { bundle: DeploymentBundle; live: DeploymentSummary | undefined; entries: DiffEntry[]; inside: PeopleInside[] };

/** Publishes to the executor. Where another version runs already, what would change and what becomes of the people inside is asked first. */
export function DeployButton({ journey, problems, speaker, onCompare }: Props) {
  const { t, text } = useWords();
  const engagement = useEngagement();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<Question>();
  const fail = (some: readonly Problem[], title?: string) => {
    for (const problem of some.slice(0, 3)) notifications.show({ color: 'pomegranate', title, message: problemText(problem, t), autoClose: false });
  };

  /** How what runs now differs, when it does. */
  async function compare(bundle: DeploymentBundle, live: DeploymentSummary | undefined): Promise<DiffEntry[]> {
    if (!live || !speaker) return [];
    const deployed = await platform['executor.deployment']({ deployment: live.hash });
    return deployed.ok ? differenceOf(deployed.value, bundle, speaker).entries.filter(({ executable }) => executable) : [];
  }

  async function begin() {
    const blocking = problems.filter((problem) => problem.severity === 'blocks');
    if (blocking.length > 0) return fail(blocking.slice(0, 1), t('journeys.not-deployed', { count: blocking.length }));
    setBusy(true);
    const bundle = toDeploymentBundle(engagement, journey.id, 'live', (await loadCatalogue()).events);
    const started = bundle.ok ? await platform['executor.start']({}) : bundle;
    if (bundle.ok && started.ok) await ask(bundle.value);
    else if (!started.ok) fail(started.problems);
    setBusy(false);
  }

  async function ask(bundle: DeploymentBundle) {
    const live = await liveDeployment(journey.id);
    // What runs already runs on; nothing is asked.
    if (live?.hash === bundleHash(bundle)) return deploy(bundle);
    const inside = await peopleInside(bundle);
    if (!inside.ok) return fail(inside.problems);
    const entries = await compare(bundle, live);
    if (entries.length > 0 || inside.value.length > 0) setAsking({ bundle, live, entries, inside: inside.value });
    else await deploy(bundle);
  }

  async function deploy(bundle: DeploymentBundle, moves?: Moves) {
    const reply = await platform['executor.deploy']({ bundle, moves });
    await refreshExecutorStatus();
    if (!reply.ok) return fail(reply.problems);
    setAsking(undefined);
    notifications.show({ message: t('journeys.deployed', { name: text(journey.name), version: reply.value.version }) });
    const held = reply.value.stillHeld?.reduce((sum, { people }) => sum + people, 0) ?? 0;
    if (held > 0) notifications.show({ color: 'saffron', message: t('publish.still-held', { count: held }), autoClose: false });
  }

  return (
    <>
      <Button leftSection={<IconRocket size={16} />} loading={busy} onClick={() => void begin()}>
        {t('journeys.deploy')}
      </Button>
      {asking && speaker && (
        <PublishDialog
          bundle={asking.bundle}
          inside={asking.inside}
          speaker={speaker}
          title={
            asking.live && asking.entries.length > 0
              ? t('versions.deploy-title', { version: asking.live.version })
              : t('publish.title', { name: text(journey.name) })
          }
          confirm={asking.entries.length > 0 ? t('versions.deploy', { count: asking.entries.length }) : t('publish.confirm')}
          other={
            asking.entries.length > 0 && (
              <Button
                variant="default"
                onClick={() => {
                  setAsking(undefined);
                  onCompare();
                }}
              >
                {t('versions.on-canvas')}
              </Button>
            )
          }
          onClose={() => setAsking(undefined)}
          onPublish={(moves) => deploy(asking.bundle, moves)}
        >
          {asking.entries.length > 0 && (
            <>
              {t('versions.deploy-text', { count: asking.entries.length })}
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
              <section className={classes.before} aria-label={t('versions.changes')} tabIndex={0}>
                <DifferenceList entries={asking.entries} />
              </section>
            </>
          )}
        </PublishDialog>
      )}
    </>
  );
}
