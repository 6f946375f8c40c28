import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconMinus, IconPlus, IconRefresh, IconSparkles } from '@tabler/icons-react';
import { memo, useMemo, useState } from 'react';
import type { ImportChange, ImportPlan } from '../../../../shared/sources/accept-import';
import { Badge, type BadgeTone } from '../../../ui/badge';
import { Code } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import classes from './import.module.css';

const kindTone = { added: 'good', retyped: 'waiting', completed: 'accent', gone: 'blocking' } satisfies Record<ImportChange['kind'], BadgeTone>;
const kindIcon = { added: IconPlus, retyped: IconRefresh, completed: IconSparkles, gone: IconMinus };
/** Rows drawn at once; a file of thousands shows more when asked. */
const PAGE = 100;

type Props = {
  plan: ImportPlan;
  isTicked: (change: ImportChange) => boolean;
  onTick: (changes: readonly ImportChange[], ticked: boolean) => void;
};

/** The changes of the chosen tables, a tick each. Tables nobody chose are in the other tab. */
export function ChangeList({ plan, isTicked, onTick }: Props) {
  const { t } = useWords();
  const [shown, setShown] = useState(PAGE);
  const groups = useMemo(() => groupsOf(plan, isTicked), [plan, isTicked]);
  const all = groups.flatMap((group) => group.changes);
  let left = shown;
  return (
    <>
      {all.length === 0 && <p className={classes.quiet}>{t(plan.changes.length > 0 ? 'import.nothing-chosen' : 'import.no-changes')}</p>}
      {groups.map(({ object, isNew, changes }) => {
        if (left <= 0) return null;
        const part = changes.slice(0, left);
        left -= part.length;
        return (
          <section key={object}>
            <h3 className={classes.objectName}>
              <Code>{object}</Code>
              {isNew && <span className={classes.quiet}>{t('import.new-table')}</span>}
            </h3>
            <ul className={classes.changes}>
              {part.map((change) => (
                <ChangeRow key={change.id} change={change} ticked={isTicked(change)} onTick={onTick} />
              ))}
            </ul>
          </section>
        );
      })}
      {all.length > shown && (
        <Button variant="subtle" onClick={() => setShown(shown + 4 * PAGE)}>
          {t('import.show-more', { count: all.length - shown })}
        </Button>
      )}
      {plan.unchanged > 0 && <p className={classes.quiet}>{t('import.unchanged', { count: plan.unchanged })}</p>}
    </>
  );
}

type Group = { object: string; isNew: boolean; changes: ImportChange[] };

/** Tables with a tick, in the file's order; of these also what is not ticked, so that it can be. */
function groupsOf(plan: ImportPlan, isTicked: Props['isTicked']): Group[] {
  const groups = new Map<string, Group & { any: boolean }>();
  for (const change of plan.changes) {
    const group = groups.get(change.object) ?? { object: change.object, isNew: change.isNewObject, changes: [], any: !change.isNewObject };
    groups.set(change.object, group);
    group.changes.push(change);
    group.any ||= isTicked(change);
  }
  return [...groups.values()].filter((group) => group.any);
}

const ChangeRow = memo(function ChangeRow({ change, ticked, onTick }: { change: ImportChange; ticked: boolean; onTick: Props['onTick'] }) {
  const { t } = useWords();
  const { draft, field } = change;
  const Icon = kindIcon[change.kind];
  const retyped = change.kind === 'retyped' && draft && field && draft.nativeType !== field.nativeType;
  return (
    <li className={classes.change} data-kind={change.kind}>
      <Checkbox checked={ticked} onChange={(event) => onTick([change], event.currentTarget.checked)} aria-label={change.nativeName} />
      <Code title={change.nativeName}>{change.nativeName}</Code>
      <Badge tone={kindTone[change.kind]}>
        <Icon size={12} aria-hidden /> {t(`import.change.${change.kind}`)}
      </Badge>
      {draft && (
        <span className={classes.changeFacts}>
          {t(`type.${draft.type}`)} · <Code>{retyped ? `${field.nativeType} → ${draft.nativeType}` : draft.nativeType}</Code>
          {draft.profile && draft.profile.rows > 0 && ` · ${t('import.filled', { share: Math.round((draft.profile.filled / draft.profile.rows) * 100) })}`}
          {change.stated ? null : (
            <>
              <br />
              {t(`reason.type.${draft.typeReason.code}`, draft.typeReason.params)}
            </>
          )}
        </span>
      )}
      {change.kind === 'gone' && change.feeds.length > 0 && (
        <span className={classes.changeFacts}>
          <IconAlertTriangle size={13} aria-hidden /> {t('import.feeds', { attributes: change.feeds.join(', ') })}
        </span>
      )}
    </li>
  );
});
