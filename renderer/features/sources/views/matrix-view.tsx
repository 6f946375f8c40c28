import { Button, SegmentedControl, Switch } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Fragment, useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { type MatrixFilter, sourceMatrix } from '../../../../shared/sources/source-matrix';
import { lineageOf } from '../../../store/derived';
import { useEngagement } from '../../../store/session';
import { UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import { MarkLegend, MatrixLine } from './matrix-row';
import classes from './matrix-view.module.css';
import { ScrollRegion } from './scroll-region';
import views from './views.module.css';

const filters: readonly MatrixFilter[] = ['all', 'gaps', 'journeys'];

/** The wall chart: which system gives which attribute, at one glance, with counts on both edges. */
export function MatrixView() {
  const { t, text, locale } = useWords();
  const { engagementId = '' } = useParams();
  const engagement = useEngagement();
  const [filter, setFilter] = useState<MatrixFilter>('all');
  const [named, setNamed] = useState(false);
  const matrix = useMemo(() => sourceMatrix(engagement, lineageOf(engagement), filter), [engagement, filter]);
  const number = numberFormat(locale);
  return (
    <div className={views.view}>
      <div className={views.bar}>
        <SegmentedControl
          value={filter}
          onChange={(value) => setFilter(value as MatrixFilter)}
          data={filters.map((value) => ({ value, label: t(`matrix.filter.${value}`) }))}
          aria-label={t('matrix.filter')}
        />
        <Switch size="xs" checked={named} onChange={(event) => setNamed(event.currentTarget.checked)} label={t('matrix.names')} />
        <span className={views.facts}>{t('matrix.facts', { given: matrix.given, total: matrix.rows })}</span>
        <span className={views.space} />
        <MarkLegend />
        <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
          {t('matrix.print')}
        </Button>
      </div>
      <ScrollRegion label={t('sources.view.matrix')} className={classes.chart}>
        <p className={classes.printHead}>
          <UserText>{engagement.name}</UserText> · {t('matrix.caption')}
        </p>
        {matrix.rows === 0 ? (
          <p className={classes.none}>{t(filter === 'gaps' ? 'matrix.no-gaps' : 'matrix.nothing')}</p>
        ) : (
          <table className={`${views.table} ${classes.matrix}`} data-named={named}>
            <caption className={classes.caption}>{t('matrix.caption')}</caption>
            <thead>
              <tr>
                <th scope="col" className={classes.first}>
                  {t('record.attribute')}
                </th>
                {matrix.sources.map((source) => (
                  <th key={source.id} scope="col" className={classes.system}>
                    <Link to={`/e/${engagementId}/sources/${source.id}`} className={classes.systemName}>
                      <UserText>{text(source.name)}</UserText>
                    </Link>
                    <span className={classes.systemCount} title={t('matrix.gives', { count: matrix.bySource.get(source.id) ?? 0 })}>
                      {number.format(matrix.bySource.get(source.id) ?? 0)}
                    </span>
                  </th>
                ))}
                <th scope="col" className={classes.last}>
                  {t('matrix.needed-by')}
                </th>
              </tr>
            </thead>
            <tbody>
              {matrix.groups.map((group) => (
                <Fragment key={group.id}>
                  <tr className={classes.group}>
                    <th scope="rowgroup" className={classes.first}>
                      {text(group.label) || group.id}{' '}
                      <span className={views.quiet} dir="ltr" title={t('matrix.facts', { given: group.given, total: group.rows.length })}>
                        {number.format(group.given)}/{number.format(group.rows.length)}
                      </span>
                    </th>
                    {matrix.sources.map((source) => (
                      <td key={source.id} className={classes.count}>
                        {number.format(group.bySource.get(source.id) ?? 0)}
                      </td>
                    ))}
                    <td />
                  </tr>
                  {group.rows.map((row) => (
                    <MatrixLine key={row.attribute.id} row={row} sources={matrix.sources} base={`/e/${engagementId}`} named={named} />
                  ))}
                </Fragment>
              ))}
            </tbody>
          </table>
        )}
      </ScrollRegion>
    </div>
  );
}
