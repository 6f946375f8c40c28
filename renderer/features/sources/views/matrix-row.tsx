import { IconAlertOctagon, IconArrowsLeftRight, IconClock, IconKey, IconQuestionMark, IconX } from '@tabler/icons-react';
import { Link } from 'react-router';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { type FieldStatus, fieldStatuses, type Source } from '../../../../shared/sources/schema';
import type { MatrixMark, MatrixRow } from '../../../../shared/sources/source-matrix';
import { Code, UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import classes from './matrix-view.module.css';
import views from './views.module.css';

/** A sign beside the colour: confirmed needs none. */
const signs = { confirmed: undefined, promised: IconClock, 'open-question': IconQuestionMark, missing: IconX } satisfies Record<FieldStatus, unknown>;

type Props = { row: MatrixRow; sources: readonly Source[]; base: string; named: boolean };

export function MatrixLine({ row, sources, base, named }: Props) {
  const { t, text, locale } = useWords();
  const { attribute, marks, journeys, gap } = row;
  const blocks = gap && journeys.length > 0;
  return (
    <tr data-gap={gap} data-blocks={blocks}>
      <th scope="row" className={classes.first}>
        <span className={classes.attribute}>
          {blocks && <IconAlertOctagon size={14} className={classes.blocked} role="img" aria-label={t('matrix.blocks')} />}
          {attribute.identifier && <IconKey size={13} color="var(--waiting)" role="img" aria-label={t('record.identifier')} />}
          <Link to={`${base}/record/${attribute.id}`} title={attribute.id}>
            <UserText>{text(attribute.label) || attribute.id}</UserText>
          </Link>
        </span>
      </th>
      {marks.size === 0 ? (
        <td colSpan={Math.max(1, sources.length)} className={classes.nothing}>
          {gap ? t('matrix.no-source') : t(`origin.${attribute.origin}`)}
        </td>
      ) : (
        sources.map((source) => (
          <td key={source.id} className={classes.cell}>
            {marks.get(source.id)?.map((mark) => (
              <Mark key={mark.place.field.id} mark={mark} to={`${base}/sources/${source.id}/${mark.place.field.id}`} named={named} />
            ))}
          </td>
        ))
      )}
      <td className={classes.last}>{journeys.length > 0 && numberFormat(locale).format(journeys.length)}</td>
    </tr>
  );
}

function Mark({ mark: { place, rank, clash }, to, named }: { mark: MatrixMark; to: string; named: boolean }) {
  const { t, locale } = useWords();
  const { object, field } = place;
  const Sign = clash ? IconArrowsLeftRight : signs[field.status];
  const name = `${object.nativeName}.${field.nativeName}`;
  const words = t('matrix.mark', { field: name, rank, status: clash ? t('record.clash') : t(`field-status.${field.status}`) });
  return (
    <Link to={to} className={classes.mark} data-status={clash ? 'clash' : field.status} title={words} aria-label={words}>
      <span>{numberFormat(locale).format(rank)}</span>
      {Sign && <Sign size={11} stroke={2.4} aria-hidden />}
      {named && <Code>{field.nativeName}</Code>}
    </Link>
  );
}

/** What the signs of the chart mean, in the words of the grid. */
export function MarkLegend() {
  const { t } = useWords();
  return (
    <span className={views.legend}>
      {fieldStatuses.map((status) => {
        const Sign = signs[status];
        return (
          <span key={status}>
            <span className={classes.sample} data-status={status} aria-hidden>
              {Sign && <Sign size={11} stroke={2.4} />}
            </span>
            {t(`field-status.${status}`)}
          </span>
        );
      })}
    </span>
  );
}
