import { Button, Popover, Progress } from '@mantine/core';
import { IconArrowsLeftRight, IconSparkles, IconWand } from '@tabler/icons-react';
import { setTransforms } from '../../../shared/record/edit-record';
import type { Attribute } from '../../../shared/record/schema';
import { type Row, valueText } from '../../../shared/record/transform';
import type { Transform } from '../../../shared/record/transform-schema';
import { suggestTransforms } from '../../../shared/record/transform-suggestions';
import { describeTransform } from '../../../shared/record/transform-words';
import { clashes } from '../../../shared/record/type-compatibility';
import type { FieldPlace } from '../../../shared/sources/find';
import type { CanonicalType, Field } from '../../../shared/sources/schema';
import { useProjecting } from '../../store/projector';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './field-card.module.css';
import { Rank } from './rank';
import { shownValue } from './shown-value';
import { TransformEditor } from './transform-editor';
import { TransformPreview } from './transform-preview';

/** `rank` undefined: only suggested. `rows` undefined: no samples of this object. `bare`: values are shown as they are. */
type Props = {
  place: FieldPlace;
  attribute: Attribute;
  transforms: readonly Transform[];
  rank: number | undefined;
  rows: readonly Row[] | undefined;
  bare: boolean;
};

/** One source's side of an attribute: what comes, how full it is, what it looks like and what is made of it. */
export function FieldCard({ place, attribute, transforms, rank, rows, bare }: Props) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const country = useEngagement((engagement) => engagement.client.country);
  const { object, field } = place;
  const clash = clashes(field, attribute);
  const fill = fillOf(field, rows);
  const names = new Map(object.fields.map(({ id, nativeName }) => [id, nativeName]));
  const words = transforms.map((step) => describeTransform(step, t, (id) => names.get(id)));
  const usual = suggestTransforms(field, attribute, country);
  const change = (next: readonly Transform[]) =>
    run(
      { key: 'record.step.transform', params: { attribute: attribute.label } },
      (e) => setTransforms(e, { attribute: attribute.id, field: field.id, transforms: next }),
      `transform ${attribute.id} ${field.id}`,
    );
  const steps = (
    <>
      <IconWand size={13} aria-hidden />
      <span className={classes.stepWords}>{words.length > 0 ? words.join(' · ') : t('record.transform.as-it-is')}</span>
    </>
  );
  return (
    <div className={classes.card} data-suggested={rank === undefined} data-clash={clash}>
      <div className={classes.head}>
        <Code title={`${object.nativeName} · ${field.nativeName}`}>{field.nativeName}</Code>
        {rank === undefined ? <IconSparkles size={14} color="var(--suggestion)" aria-label={t('record.only-suggested')} /> : <Rank place={rank + 1} />}
      </div>
      <div className={classes.type}>
        {clash && <IconArrowsLeftRight size={13} aria-label={t('record.clash')} />}
        {t(`type.${field.type}`)}
      </div>
      {fill === undefined ? (
        <div className={classes.none}>{t('record.no-sample')}</div>
      ) : (
        <div className={classes.fill}>
          <Progress value={fill * 100} size={4} flex={1} aria-label={t('record.filled')} />
          {t('record.percent', { percent: Math.round(fill * 100) })}
        </div>
      )}
      <SampleValues field={field} as={attribute.type} rows={rows} bare={bare} />
      {rank === undefined ? (
        <div className={classes.steps} title={words.join(' · ')}>
          {steps}
        </div>
      ) : (
        <Popover width={360} position="bottom-start" shadow="md" trapFocus returnFocus>
          <Popover.Target>
            <button type="button" className={classes.steps} aria-label={t('record.transform.edit', { field: field.nativeName })} title={words.join(' · ')}>
              {steps}
            </button>
          </Popover.Target>
          <Popover.Dropdown className={classes.editor}>
            <strong>
              {t('record.transform.title')} <Code>{field.nativeName}</Code>
            </strong>
            {transforms.length === 0 && usual.length > 0 && (
              <Button
                className={classes.usual}
                size="compact-xs"
                variant="light"
                color="plum"
                disabled={readOnly}
                justify="start"
                onClick={() => change(usual)}
              >
                {t('record.transform.take', { step: usual.map((step) => describeTransform(step, t)).join(' · ') })}
              </Button>
            )}
            <TransformEditor transforms={transforms} object={object} field={field} country={country} disabled={readOnly} onChange={change} />
            <TransformPreview rows={rows} transforms={transforms} object={object} field={field} as={attribute.type} bare={bare} />
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}

/** The first different values of the sample. */
function SampleValues({ field, as, rows, bare }: { field: Field; as: CanonicalType; rows: readonly Row[] | undefined; bare: boolean }) {
  const { t } = useWords();
  const isProjecting = useProjecting();
  const values = new Set<string>();
  for (const row of rows ?? []) {
    const value = Object.hasOwn(row, field.nativeName) ? valueText(row[field.nativeName]) : '';
    if (value !== '' && values.size < 2) values.add(value);
  }
  if (values.size > 0)
    return (
      <div className={classes.values}>
        {[...values].map((value) => (
          <bdi key={value} className="mono">
            {shownValue(value, field, as, bare)}
          </bdi>
        ))}
      </div>
    );
  // The example of the catalogue or an import is masked or made up already.
  return field.example ? (
    <div className={classes.values} title={t('record.example')}>
      <bdi className="mono">{isProjecting ? shownValue(field.example, field, as, false) : field.example}</bdi>
    </div>
  ) : null;
}

/** By the profile of an import, else by the sample rows; undefined when neither is there. */
function fillOf({ profile, nativeName }: Field, rows: readonly Row[] | undefined): number | undefined {
  if (profile && profile.rows > 0) return profile.filled / profile.rows;
  if (!rows || rows.length === 0) return undefined;
  return rows.filter((row) => Object.hasOwn(row, nativeName) && valueText(row[nativeName]) !== '').length / rows.length;
}
