import { Checkbox, Select, Tabs } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useMemo, useState } from 'react';
import type { Engagement } from '../../../../shared/engagement/schema';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { problemText } from '../../../../shared/i18n/translator';
import type { Problem } from '../../../../shared/problem';
import { acceptImport, type ImportChange, type ImportPlan, type ImportTarget, planImport } from '../../../../shared/sources/accept-import';
import { type ImportedSource, kindsWithRows } from '../../../../shared/sources/draft';
import { likelyObjects } from '../../../../shared/sources/likely-objects';
import { likelySource } from '../../../../shared/sources/likely-source';
import { inSlices } from '../../../store/in-slices';
import { newId } from '../../../store/new-id';
import { openSession, run, useEngagement } from '../../../store/session';
import { Code } from '../../../ui/isolate';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import { ChangeList } from './change-list';
import { Figure } from './figure';
import classes from './import.module.css';
import { keepSamples } from './keep-samples';
import { ReviewFoot } from './review-foot';
import { TableList } from './table-list';

const NEW = 'new';

type Props = {
  imported: ImportedSource;
  /** For its sample rows. */
  file: File | undefined;
  problems: readonly Problem[];
  current: string | undefined;
  onCancel: () => void;
  onAccepted: (source: string) => void;
};

/** One file against the source it goes into: figures, changes, tables, problems. */
export function SourceReview({ imported, file, problems, current, onCancel, onAccepted }: Props) {
  const { t, text, language, locale } = useWords();
  const engagement = useEngagement();
  const number = numberFormat(locale);
  const [into, setInto] = useState(() => likelySource(engagement.sources, imported, current) ?? NEW);
  const target = useMemo<ImportTarget>(
    () => (into === NEW ? { kind: 'new', name: { [language]: imported.name } } : { kind: 'existing', source: into }),
    [into, imported, language],
  );
  const plan = useMemo(() => planImport(engagement, { imported, target }), [engagement, imported, target]);
  const likely = useLikelyTables(imported, into);
  const rows = imported.objects.reduce((sum, object) => sum + (object.rows ?? 0), 0);
  const canKeep = rows > 0 && kindsWithRows.has(imported.kind);
  const [keepRows, setKeepRows] = useState(true);
  const { ticked, isTicked, tick, reset } = useTicks(plan, imported, likely);

  function accept() {
    run({ key: 'import.step', params: { file: imported.file, count: ticked.length } }, (e) =>
      acceptImport(e, { imported, target, ticked: new Set(ticked.map((change) => change.id)), newId }),
    );
    const after = openSession()?.history.present;
    const source = target.kind === 'existing' ? target.source : after?.sources.at(-1)?.id;
    if (after && source && canKeep && keepRows && file) void keep(after, source, file);
    onAccepted(source ?? '');
  }

  async function keep(after: Engagement, source: string, of: File) {
    const problems = await keepSamples(after, source, imported, of);
    const [first] = problems.filter((one) => one.severity !== 'informs');
    if (first) notifications.show({ color: 'saffron', title: t('import.rows-not-kept', { file: imported.file }), message: problemText(first, t) });
  }

  return (
    <>
      <p className={classes.quiet}>
        <Code>{imported.file}</Code> · {t(`import.kind.${imported.kind}`)}
        {file && ` · ${t('import.size', { size: number.format(Math.max(1, Math.round(file.size / 1024))) })}`}
      </p>
      <Select
        label={t('import.into')}
        value={into}
        onChange={(value) => {
          reset();
          setInto(value ?? NEW);
        }}
        data={[
          { value: NEW, label: t('import.new-source', { name: imported.name }) },
          ...engagement.sources.map((s) => ({ value: s.id, label: text(s.name) })),
        ]}
        allowDeselect={false}
      />
      <div className={classes.figures}>
        <Figure value={number.format(imported.objects.length)} label={t('import.objects')} />
        <Figure value={number.format(imported.objects.reduce((sum, object) => sum + object.fields.length, 0))} label={t('import.fields')} />
        {rows > 0 ? (
          <Figure value={number.format(rows)} label={t('import.rows')} />
        ) : (
          <Figure value={number.format(problems.length)} label={t('import.problems')} />
        )}
        <Figure value={number.format(ticked.length)} label={t('import.ticked')} accent />
      </div>
      <Tabs defaultValue="changes" keepMounted={false} classNames={{ panel: classes.panel }}>
        <Tabs.List>
          <Tabs.Tab value="changes">{t('import.tab.changes', { count: ticked.length })}</Tabs.Tab>
          <Tabs.Tab value="tables">{t('import.tab.tables', { count: imported.objects.length })}</Tabs.Tab>
          {problems.length > 0 && <Tabs.Tab value="problems">{t('import.tab.problems', { count: problems.length })}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="changes">
          <ChangeList plan={plan} isTicked={isTicked} onTick={tick} />
        </Tabs.Panel>
        <Tabs.Panel value="tables">
          <TableList imported={imported} plan={plan} isTicked={isTicked} onTick={tick} />
        </Tabs.Panel>
        <Tabs.Panel value="problems">
          <ProblemList problems={problems.slice(0, 200)} />
        </Tabs.Panel>
      </Tabs>
      {canKeep && (
        <Checkbox
          className={classes.keep}
          checked={keepRows}
          onChange={(event) => setKeepRows(event.currentTarget.checked)}
          label={t('import.keep-rows')}
          description={t('import.keep-rows-why')}
        />
      )}
      <ReviewFoot count={ticked.length} onAccept={accept} onCancel={onCancel} />
    </>
  );
}

/** Positions of the tables the workshop is likely about; undefined while they are looked for. */
function useLikelyTables(imported: ImportedSource, into: string): ReadonlySet<number> | undefined {
  const record = useEngagement((e) => e.record);
  const source = useEngagement((e) => e.sources.find((s) => s.id === into));
  const [found, setFound] = useState<ReadonlySet<number>>();
  useEffect(() => {
    const work = inSlices(likelyObjects({ record }, imported, source));
    void work.promise.then((likely) => likely && setFound(likely));
    return work.stop;
  }, [record, imported, source]);
  return found;
}

/** What is ticked: as proposed, for likely tables only, until a person says otherwise. */
function useTicks(plan: ImportPlan, imported: ImportedSource, likely: ReadonlySet<number> | undefined) {
  const [said, setSaid] = useState<Readonly<Record<string, boolean>>>({});
  const isTicked = useMemo(() => {
    const few = imported.objects.length <= 12;
    return (change: ImportChange) => said[change.id] ?? (change.ticked && (few || (likely?.has(change.position) ?? false)));
  }, [said, likely, imported]);
  const ticked = useMemo(() => plan.changes.filter(isTicked), [plan, isTicked]);
  const tick = (changes: readonly ImportChange[], value: boolean) =>
    setSaid((old) => ({ ...old, ...Object.fromEntries(changes.map((change) => [change.id, value])) }));
  return { ticked, isTicked, tick, reset: () => setSaid({}) };
}
