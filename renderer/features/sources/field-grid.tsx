import { notifications } from '@mantine/notifications';
import { IconArrowNarrowLeft, IconArrowNarrowRight, IconBolt, IconKey } from '@tabler/icons-react';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { problemText } from '../../../shared/i18n/translator';
import type { Problem } from '../../../shared/problem';
import { addField, editFields, type FieldPatch, removeFields } from '../../../shared/sources/edit-fields';
import type { FieldPlace } from '../../../shared/sources/find';
import { maskValue } from '../../../shared/sources/mask-value';
import { type PasteColumn, parseCells } from '../../../shared/sources/parse-cells';
import { canonicalTypes, type Field, fieldStatuses, piiClasses, type Source } from '../../../shared/sources/schema';
import { newId } from '../../store/new-id';
import { preferencesStore } from '../../store/preferences';
import { useProjecting } from '../../store/projector';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { Badge } from '../../ui/badge';
import { Grid, type GridHandle } from '../../ui/grid/grid';
import { type GridColumn, type GridEdit, type GridItem, type GridSort, nextSort, sortItems } from '../../ui/grid/grid-model';
import { Code, UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import { type FieldFilter, passes } from './field-filter';
import classes from './sources-page.module.css';
import { statusTone } from './status-tone';
import { LinkChips } from './views/link-chips';
import { ProfileCard } from './views/profile-card';
import { ProfileSpark } from './views/profile-spark';

const rowHeights = { compact: 28, normal: 32, comfortable: 40 };

/** The fields of one source, grouped by object; every cell can be typed, pasted and filled. */
export const FieldGrid = memo(function FieldGrid({ source, filter, goTo }: { source: Source; filter: FieldFilter; goTo: string | undefined }) {
  const { t, text, language, direction } = useWords();
  const attributes = useEngagement((e) => e.record.attributes);
  const readOnly = useReadOnly();
  const isProjecting = useProjecting();
  const preferred = preferencesStore((p) => p.density);
  const density = isProjecting ? 'comfortable' : preferred;
  const grid = useRef<GridHandle>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const goToObject = useCallback((key: string) => grid.current?.goTo(key), []);

  // The card follows the cursor while it is open; while it is closed no move of the cursor is known here.
  const [peeked, setPeeked] = useState<string>();
  const isPeeking = useRef(false);
  isPeeking.current = peeked !== undefined;
  const onCursor = useCallback((field: Field | undefined) => {
    if (isPeeking.current && field) setPeeked(field.id);
  }, []);
  const onPeek = useCallback((field: Field) => setPeeked((old) => (old === field.id ? undefined : field.id)), []);
  const peekedPlace = useMemo(() => placeIn(source, peeked), [source, peeked]);

  const feeds = useMemo(() => {
    const byField = new Map<string, string[]>();
    for (const attribute of attributes) for (const { field } of attribute.sources) byField.set(field, [...(byField.get(field) ?? []), attribute.id]);
    return byField;
  }, [attributes]);

  /** `values`: of the moment the order was asked for, so that a row stays where it is while it is edited. */
  const [sort, setSort] = useState<GridSort & { values: ReadonlyMap<string, string> }>();
  // A row that is the same object is not drawn again.
  const [rows] = useState(() => new WeakMap<Field, Extract<GridItem<Field>, { kind: 'row' }>>());
  const items = useMemo(() => {
    const list: GridItem<Field>[] = [];
    let number = 0;
    for (const object of source.objects) {
      const fields = object.fields.filter((field) => passes(field, filter, feeds.has(field.id), text));
      if (fields.length === 0 && object.fields.length > 0) continue;
      const isFolded = folded.has(object.id);
      list.push({
        kind: 'group',
        key: object.id,
        text: object.nativeName,
        count: fields.length,
        folded: isFolded,
        label: (
          <>
            <Code>{object.nativeName}</Code>
            <span>{text(object.label)}</span>
            {object.links && object.links.length > 0 && <LinkChips object={object} source={source} onGo={goToObject} />}
          </>
        ),
      });
      for (const field of fields) {
        number++;
        if (isFolded) continue;
        const known = rows.get(field);
        const item = known?.number === number ? known : { kind: 'row' as const, key: field.id, row: field, number };
        rows.set(field, item);
        list.push(item);
      }
    }
    return list;
  }, [source, filter, feeds, folded, text, rows, goToObject]);

  const columns = useMemo<GridColumn<Field>[]>(() => {
    const choice = <T extends string>(ids: readonly T[], prefix: string) => ids.map((value) => ({ value, label: t(`${prefix}.${value}`) }));
    const Arrow = direction === 'rtl' ? IconArrowNarrowLeft : IconArrowNarrowRight;
    return [
      {
        id: 'nativeName',
        title: t('sources.column.native-name'),
        width: 196,
        kind: 'code',
        value: (f) => f.nativeName,
        render: (f) => (
          <>
            {f.key && <IconKey size={13} color="var(--waiting)" aria-label={t('sources.key')} />}
            <bdi dir="ltr" className="mono" title={f.nativeName}>
              {f.nativeName}
            </bdi>
          </>
        ),
      },
      { id: 'label', title: t('sources.column.label'), width: 132, kind: 'text', value: (f) => text(f.label) },
      { id: 'nativeType', title: t('sources.column.native-type'), width: 122, kind: 'code', value: (f) => f.nativeType },
      { id: 'type', title: t('sources.column.type'), width: 116, kind: 'select', value: (f) => f.type, options: choice(canonicalTypes, 'type') },
      {
        id: 'status',
        title: t('sources.column.status'),
        // Before a room type is larger: what is short and has to be read whole gets the width for it.
        width: isProjecting ? 150 : 112,
        kind: 'select',
        value: (f) => f.status,
        options: choice(fieldStatuses, 'field-status'),
        render: (f) => <Badge tone={statusTone[f.status]}>{t(`field-status.${f.status}`)}</Badge>,
      },
      {
        id: 'attribute',
        title: t('sources.column.attribute'),
        width: 164,
        kind: 'read',
        value: (f) => feeds.get(f.id)?.join(', ') ?? f.eventProperties.join(', '),
        render: (f) => {
          const mapped = feeds.get(f.id);
          if (mapped)
            return (
              <span className={classes.chip}>
                <Arrow size={14} aria-hidden />
                <Code title={mapped.join(', ')}>{mapped.join(', ')}</Code>
              </span>
            );
          if (f.eventProperties.length > 0)
            return (
              <span className={classes.chip} data-kind="event">
                <IconBolt size={14} aria-label={t('sources.event')} />
                <Code title={f.eventProperties.join(', ')}>{f.eventProperties.join(', ')}</Code>
              </span>
            );
          return null;
        },
      },
      {
        id: 'profile',
        title: t('sources.column.profile'),
        width: isProjecting ? 168 : 140,
        kind: 'read',
        value: (f) => (f.profile && f.profile.rows > 0 ? `${Math.round((f.profile.filled / f.profile.rows) * 100)}%` : ''),
        render: (f) => <ProfileSpark profile={f.profile} name={f.nativeName} onOpen={() => setPeeked(f.id)} />,
      },
      { id: 'required', title: t('sources.column.required'), width: 70, kind: 'check', align: 'center', value: (f) => String(f.required) },
      { id: 'pii', title: t('sources.column.pii'), width: 100, kind: 'select', value: (f) => f.pii, options: choice(piiClasses, 'pii') },
      isProjecting
        ? { id: 'example', title: t('sources.column.example'), width: 130, kind: 'read', value: (f) => maskValue(f.example ?? '', f) }
        : { id: 'example', title: t('sources.column.example'), width: 130, kind: 'text', value: (f) => f.example ?? '' },
      {
        id: 'owner',
        title: t('sources.column.owner'),
        width: 110,
        kind: 'text',
        value: (f) => f.owner ?? '',
        render: (f) => <UserText>{f.owner}</UserText>,
      },
      // Notes to a field are ours.
      ...(isProjecting ? [] : [{ id: 'note', title: t('sources.column.note'), width: 220, kind: 'text' as const, value: (f: Field) => f.note ?? '' }]),
    ];
  }, [t, text, direction, feeds, isProjecting]);

  const ordered = useMemo(() => (sort ? sortItems(items, sort.descending, (key) => sort.values.get(key) ?? '') : items), [items, sort]);
  const onSort = useCallback(
    (id: string) =>
      setSort((old) => {
        const next = nextSort(old, id);
        const column = columns.find((one) => one.id === id);
        if (!next || !column) return undefined;
        const fields = source.objects.flatMap((object) => object.fields);
        return { ...next, values: new Map(fields.map((field) => [field.id, column.value(field)])) };
      }),
    [columns, source],
  );

  useEffect(() => {
    if (goTo) grid.current?.goTo(goTo);
  }, [goTo]);

  const onEdit = useCallback(
    (edits: GridEdit<Field>[], gesture: string) => {
      const words = {
        type: Object.fromEntries(canonicalTypes.map((id) => [t(`type.${id}`), id])),
        status: Object.fromEntries(fieldStatuses.map((id) => [t(`field-status.${id}`), id])),
        pii: Object.fromEntries(piiClasses.map((id) => [t(`pii.${id}`), id])),
      };
      const patches: { id: string; field: FieldPatch }[] = [];
      const problems: Problem[] = [];
      for (const { row, column, value } of edits) {
        const read = parseCells([[value]], { fields: [row], columns: [column as PasteColumn], language, words });
        patches.push(...read.edits);
        problems.push(...read.problems);
      }
      run({ key: `sources.step.${gesture}`, params: { count: edits.length } }, (e) => editFields(e, { edits: patches }));
      const [first] = problems;
      if (first) notifications.show({ color: 'saffron', message: problemText(first, t), autoClose: false });
    },
    [language, t],
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the card from the grid and from the card alike
    <div
      className={classes.gridArea}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setPeeked(undefined);
      }}
    >
      {peekedPlace && <ProfileCard place={peekedPlace} onClose={() => setPeeked(undefined)} />}
      <Grid
        ref={grid}
        label={t('sources.fields-of', { source: text(source.name) })}
        columns={columns}
        items={ordered}
        sort={sort}
        onSort={onSort}
        rowHeight={rowHeights[density]}
        rtl={direction === 'rtl'}
        readOnly={readOnly}
        onEdit={onEdit}
        onCursor={onCursor}
        onPeek={onPeek}
        onToggleGroup={(key) => setFolded((old) => (old.has(key) ? new Set([...old].filter((k) => k !== key)) : new Set([...old, key])))}
        onInsert={(after) => {
          const object = source.objects.find((o) => after && o.fields.some((f) => f.id === after.id)) ?? source.objects[0];
          if (!object || readOnly) return;
          const id = newId();
          const index = after ? object.fields.findIndex((f) => f.id === after.id) + 1 : object.fields.length;
          run({ key: 'sources.add-field' }, (e) => addField(e, { id, object: object.id, field: { nativeName: t('sources.new-field') }, index }));
          setTimeout(() => grid.current?.goTo(id));
        }}
        onDeleteRows={(rows) => run({ key: 'sources.step.remove', params: { count: rows.length } }, (e) => removeFields(e, { ids: rows.map((f) => f.id) }))}
      />
    </div>
  );
});

function placeIn(source: Source, id: string | undefined): FieldPlace | undefined {
  if (!id) return undefined;
  for (const object of source.objects) {
    const field = object.fields.find((one) => one.id === id);
    if (field) return { source, object, field };
  }
  return undefined;
}
