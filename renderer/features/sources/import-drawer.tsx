import { Button, Checkbox, Drawer, Select } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { numberFormat } from '../../../shared/i18n/number-format';
import { acceptImport, type ImportChange, type ImportTarget, planImport } from '../../../shared/sources/accept-import';
import type { ImportedSource } from '../../../shared/sources/draft';
import { newId } from '../../store/new-id';
import { openSession, run, useEngagement } from '../../store/session';
import { Badge, type BadgeTone } from '../../ui/badge';
import { Code } from '../../ui/isolate';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import classes from './sources-page.module.css';
import type { ImportState } from './use-import';

const kindTone = { added: 'good', retyped: 'waiting', completed: 'accent', gone: 'blocking' } satisfies Record<ImportChange['kind'], BadgeTone>;
const NEW = 'new';

/** What the files hold, before anything enters: a tick per change, one step, one undo. */
export function ImportDrawer({
  state,
  current,
  onClose,
  onAccepted,
}: {
  state: ImportState;
  current: string | undefined;
  onClose: () => void;
  onAccepted: (source: string) => void;
}) {
  const { t, direction } = useWords();
  const [index, setIndex] = useState(0);
  const sources = state.kind === 'read' ? state.sources : [];
  const imported = sources[index];

  useEffect(() => {
    if (state.kind === 'read') setIndex(0);
  }, [state]);

  return (
    <Drawer
      opened={state.kind === 'read'}
      onClose={onClose}
      position={direction === 'rtl' ? 'left' : 'right'}
      size={420}
      title={t('import.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      padding={16}
    >
      {state.kind === 'read' && state.problems.length > 0 && <ProblemList problems={state.problems.slice(0, 20)} />}
      {sources.length > 1 && (
        <Select
          label={t('import.file')}
          value={String(index)}
          onChange={(value) => setIndex(Number(value))}
          data={sources.map((s, i) => ({ value: String(i), label: s.file }))}
          allowDeselect={false}
        />
      )}
      {imported && (
        <ImportReview
          key={`${imported.file}-${index}`}
          imported={imported}
          current={current}
          onCancel={onClose}
          onAccepted={(source) => {
            onAccepted(source);
            if (index + 1 < sources.length) setIndex(index + 1);
            else onClose();
          }}
        />
      )}
    </Drawer>
  );
}

type ReviewProps = { imported: ImportedSource; current: string | undefined; onCancel: () => void; onAccepted: (source: string) => void };

function ImportReview({ imported, current, onCancel, onAccepted }: ReviewProps) {
  const { t, text, language } = useWords();
  const engagement = useEngagement();
  // A file that shares fields with the open system most likely is a newer export of it.
  const likely = useMemo(() => {
    if (!current) return NEW;
    const plan = planImport(engagement, { imported, target: { kind: 'existing', source: current } });
    return plan.unchanged + plan.changes.filter((c) => c.field && c.kind !== 'gone').length > 1 ? current : NEW;
  }, [engagement, imported, current]);
  const [into, setInto] = useState(likely);
  const target = useMemo<ImportTarget>(
    () => (into === NEW ? { kind: 'new', name: { [language]: imported.name } } : { kind: 'existing', source: into }),
    [into, imported, language],
  );
  const plan = useMemo(() => planImport(engagement, { imported, target }), [engagement, imported, target]);
  const [ticks, setTicks] = useState<Record<string, boolean>>({});
  const isTicked = (change: ImportChange) => ticks[change.id] ?? change.ticked;
  const ticked = plan.changes.filter(isTicked);
  const objects = [...new Set(plan.changes.map((change) => change.object))];
  const rows = imported.objects.reduce((sum, object) => sum + (object.rows ?? 0), 0);

  function accept() {
    run({ key: 'import.step', params: { file: imported.file, count: ticked.length } }, (e) =>
      acceptImport(e, { imported, target, ticked: new Set(ticked.map((c) => c.id)), newId }),
    );
    const after = openSession()?.history.present;
    onAccepted(target.kind === 'existing' ? target.source : (after?.sources.at(-1)?.id ?? ''));
  }

  return (
    <>
      <p className={classes.quiet}>
        <Code>{imported.file}</Code> · {t(`import.kind.${imported.kind}`)}
      </p>
      <Select
        label={t('import.into')}
        value={into}
        onChange={(value) => {
          setTicks({});
          setInto(value ?? NEW);
        }}
        data={[
          { value: NEW, label: t('import.new-source', { name: imported.name }) },
          ...engagement.sources.map((s) => ({ value: s.id, label: text(s.name) })),
        ]}
        allowDeselect={false}
      />
      <div className={classes.figures}>
        <Figure value={imported.objects.length} label={t('import.objects')} />
        <Figure value={imported.objects.reduce((sum, object) => sum + object.fields.length, 0)} label={t('import.fields')} />
        <Figure value={rows} label={t('import.rows')} />
        <Figure value={ticked.length} label={t('import.ticked')} />
      </div>
      {objects.map((object) => (
        <section key={object}>
          <h3 className={classes.objectName}>
            <Code>{object}</Code>
          </h3>
          <ul className={classes.changes}>
            {plan.changes
              .filter((change) => change.object === object)
              .map((change) => (
                <ChangeRow key={change.id} change={change} ticked={isTicked(change)} onTick={(value) => setTicks((old) => ({ ...old, [change.id]: value }))} />
              ))}
          </ul>
        </section>
      ))}
      {plan.unchanged > 0 && <p className={classes.quiet}>{t('import.unchanged', { count: plan.unchanged })}</p>}
      <div className={classes.foot}>
        <Button onClick={accept} disabled={ticked.length === 0} data-testid="accept-import">
          {t('import.accept', { count: ticked.length })}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <span className={classes.quiet}>{t('import.one-step')}</span>
      </div>
    </>
  );
}

function Figure({ value, label }: { value: number; label: string }) {
  const { locale } = useWords();
  return (
    <div className={classes.figure}>
      <strong>{numberFormat(locale).format(value)}</strong>
      {label}
    </div>
  );
}

function ChangeRow({ change, ticked, onTick }: { change: ImportChange; ticked: boolean; onTick: (ticked: boolean) => void }) {
  const { t } = useWords();
  const { draft, field } = change;
  const retyped = change.kind === 'retyped' && draft && field && draft.nativeType !== field.nativeType;
  return (
    <li className={classes.change} data-kind={change.kind}>
      <Checkbox checked={ticked} onChange={(event) => onTick(event.currentTarget.checked)} aria-label={change.nativeName} />
      <Code title={change.nativeName}>{change.nativeName}</Code>
      <Badge tone={kindTone[change.kind]}>{t(`import.change.${change.kind}`)}</Badge>
      {draft && (
        <span className={classes.changeFacts}>
          {t(`type.${draft.type}`)} · <Code>{retyped ? `${field.nativeType} → ${draft.nativeType}` : draft.nativeType}</Code>
          {draft.profile && draft.profile.rows > 0 && ` · ${t('import.filled', { share: Math.round((draft.profile.filled / draft.profile.rows) * 100) })}`}
          <br />
          {t(`reason.type.${draft.typeReason.code}`, draft.typeReason.params)}
        </span>
      )}
      {change.kind === 'gone' && change.feeds.length > 0 && (
        <span className={classes.changeFacts}>
          <IconAlertTriangle size={13} /> {t('import.feeds', { attributes: change.feeds.join(', ') })}
        </span>
      )}
    </li>
  );
}
