import { Button, Group, Modal } from '@mantine/core';
import { IconArrowBackUp, IconRestore, IconRocket } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import type { DeploymentBundle } from '../../../shared/executor/api';
import { listed, type Speaker } from '../../../shared/journey/node-label';
import { type MoveSums, moveSums } from '../../../shared/journey/republish';
import type { Placement } from '../../../shared/journey/schema';
import { VersionTag } from '../version-tag';
import { useWords } from '../words';
import { MoveTable } from './move-table';
import { type Choices, type PeopleInside, planOf, type Rule, rowsOf, useCounted } from './people-inside';
import classes from './publish.module.css';

export type Moves = { from: string; plan: Record<string, Placement> }[];

type Props = {
  bundle: DeploymentBundle;
  inside: readonly PeopleInside[];
  speaker: Speaker;
  title: string;
  /** What the button says that does it. */
  confirm: string;
  isWayBack?: boolean;
  /** What runs differently. */
  children?: ReactNode;
  /** Stands before the button. */
  other?: ReactNode;
  onClose: () => void;
  /** The dialog waits for it. Whoever shows the dialog takes it away. */
  onPublish: (moves: Moves) => Promise<void>;
};

/** Asks before a version takes another's place: what runs differently, and what becomes of the people inside, step by step. */
export function PublishDialog({ bundle, inside: first, speaker, title, confirm, isWayBack = false, children, other, onClose, onPublish }: Props) {
  const { t } = useWords();
  const [rule, setRule] = useState<Rule>('journey');
  const [choices, setChoices] = useState<Choices>({});
  const [busy, setBusy] = useState(false);
  const inside = useCounted(first);
  const heading = useId();
  const next = bundle.journey;
  const versions = inside.map((one) => ({ one, rows: rowsOf(one, next, rule, choices) }));
  const people = versions.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row.people, 0);
  const choose = (hash: string) => (id: string, placement: Placement) => setChoices({ ...choices, [hash]: { ...choices[hash], [id]: placement } });
  const held = versions.filter(({ one }) => one.deployment.heldByRestore).reduce((sum, { rows }) => sum + rows.reduce((all, row) => all + row.people, 0), 0);
  async function publish() {
    setBusy(true);
    await onPublish(inside.map((one) => ({ from: one.deployment.hash, plan: planOf(one, next, rule, choices) })));
    setBusy(false);
  }
  const isUntouched = Object.keys(choices).length === 0;

  return (
    <Modal opened onClose={onClose} title={title} size={inside.length > 0 ? 920 : 'lg'} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {children}
      {inside.length > 0 && (
        <section className={classes.people} aria-labelledby={heading}>
          <header className={classes.head}>
            <h3 id={heading}>{t('publish.inside', { count: people })}</h3>
            <fieldset className={classes.rules} aria-label={t('publish.for-all')}>
              {(['journey', 'go-on', 'finish'] as const).map((one) => (
                <Button
                  key={one}
                  size="compact-xs"
                  variant={isUntouched && rule === one ? 'light' : 'default'}
                  aria-pressed={isUntouched && rule === one}
                  onClick={() => {
                    setRule(one);
                    setChoices({});
                  }}
                >
                  {t(`publish.rule.${one}`)}
                </Button>
              ))}
            </fieldset>
          </header>
          {held > 0 && (
            <p className={classes.held}>
              <IconRestore size={16} aria-hidden />
              {t('publish.held', { count: held })}
            </p>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
          <div className={classes.versions} tabIndex={0} role="region" aria-labelledby={heading}>
            {versions.map(({ one: { deployment, journey }, rows }) => (
              <section key={deployment.hash}>
                {versions.length > 1 && (
                  <h4>
                    <VersionTag version={deployment.version} hash={deployment.hash} /> · {t(`executor.deployment.${deployment.state}`)}
                  </h4>
                )}
                {rows.length > 0 && (
                  <MoveTable
                    old={journey}
                    next={next}
                    rows={rows}
                    speaker={speaker}
                    label={t('publish.inside-of', { version: deployment.version })}
                    onChoose={choose(deployment.hash)}
                  />
                )}
              </section>
            ))}
          </div>
        </section>
      )}
      <Group justify="flex-end" gap={8} className={classes.foot}>
        {inside.length > 0 && (
          <p className={classes.sums} role="status">
            <Sums sums={moveSums(versions.flatMap(({ rows }) => rows))} />
          </p>
        )}
        {other}
        <Button
          leftSection={isWayBack ? <IconArrowBackUp size={16} className={classes.back} /> : <IconRocket size={16} />}
          loading={busy}
          onClick={() => void publish()}
        >
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}

/** "312 go on in this version, 40 leave, 5 finish on their own version". */
function Sums({ sums: { goOn, leave, finish } }: { sums: MoveSums }) {
  const { t, language } = useWords();
  const parts = [
    ...(goOn > 0 ? [t('publish.sum.go-on', { count: goOn })] : []),
    ...(leave > 0 ? [t('publish.sum.leave', { count: leave })] : []),
    ...(finish > 0 ? [t('publish.sum.finish', { count: finish })] : []),
  ];
  return parts.length > 0 ? listed(parts, language) : t('publish.sum.nobody');
}
