import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import type { SourceChange } from '../../../../shared/sources/compare-field-maps';
import type { Source } from '../../../../shared/sources/schema';
import { Code, UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import { ChangeRow } from './change-row';
import classes from './changes-view.module.css';
import views from './views.module.css';

type Objects = { id: string; nativeName: string; changes: SourceChange[] };
type Sources = { source: Source; changes: SourceChange[]; objects: Objects[] };
type Grouped = Sources & { byId: Map<string, Objects> };

/** What breaks is always shown; of the rest, so many of each object. */
const SHOWN = 12;

/** Changes under the system and the table they belong to. */
export function ChangeGroups({ changes }: { changes: readonly SourceChange[] }) {
  const { text } = useWords();
  const { engagementId } = useParams();
  const groups = useMemo(() => groupsOf(changes), [changes]);
  return (
    <div className={views.page}>
      {groups.map(({ source, changes: own, objects }) => (
        <section key={source.id} className={views.section} aria-label={text(source.name)}>
          <header className={views.sectionHead}>
            <h2>
              <UserText>{text(source.name)}</UserText>
            </h2>
          </header>
          {own.length > 0 && <Rows changes={own} base={`/e/${engagementId}`} />}
          {objects.map((object) => (
            <div key={object.id}>
              <h3 className={classes.object}>
                <Code>{object.nativeName}</Code>
              </h3>
              <Rows changes={object.changes} base={`/e/${engagementId}`} />
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

function Rows({ changes, base }: { changes: readonly SourceChange[]; base: string }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? changes : changes.filter((change, i) => change.breaking || change.subject !== 'field' || i < SHOWN);
  return (
    <>
      <ul className={views.rows}>
        {shown.map((change) => (
          <ChangeRow key={change.key} change={change} base={base} />
        ))}
      </ul>
      {shown.length < changes.length && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {t('overview.more', { count: changes.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function groupsOf(changes: readonly SourceChange[]): Sources[] {
  const sources = new Map<string, Grouped>();
  for (const change of changes) {
    const side = change.after ?? change.before;
    if (!side) continue;
    const { source, object } = side;
    const group: Grouped = sources.get(source.id) ?? { source, changes: [], objects: [], byId: new Map() };
    sources.set(source.id, group);
    if (!object) {
      group.changes.push(change);
      continue;
    }
    const inside: Objects = group.byId.get(object.id) ?? { id: object.id, nativeName: object.nativeName, changes: [] };
    if (!group.byId.has(object.id)) {
      group.byId.set(object.id, inside);
      group.objects.push(inside);
    }
    inside.changes.push(change);
  }
  return [...sources.values()];
}
