import { Button } from '@mantine/core';
import { IconPlus, IconRoute, IconTable, IconTrendingDown } from '@tabler/icons-react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { addTouchpoint } from '../../../../shared/journey/storyboard-edit';
import { textIn } from '../../../../shared/text';
import { run } from '../../../store/session';
import { Badge } from '../../../ui/badge';
import { UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import type { SheetView } from './sheet-view';
import classes from './storyboard.module.css';

/** The sheet in two sentences: what share came as far as planned, and the moment that costs most. */
export function InsightBar({ sheet, onTable }: { sheet: SheetView; onTable: () => void }) {
  const { t, locale } = useWords();
  const { insight, moments, selected, journey, nameOf } = sheet;
  const { reached, loss, lowest } = insight;
  const percent = (share: number) => numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  const shown = moments.find(({ touchpoint }) => touchpoint === (selected ?? loss?.touchpoint)) ?? moments.find(({ nodes }) => nodes.length > 0);
  const node = shown && (shown.sends[0]?.id ?? shown.nodes[0]);
  const pain = moments.find(({ touchpoint }) => touchpoint === loss?.touchpoint)?.frame?.pain;
  return (
    <section className={classes.insight} aria-label={t('storyboard.insight')}>
      {reached && (
        <div className={classes.reached}>
          <strong className={classes.share} data-short={reached.share < reached.planned}>
            {percent(reached.share)}
          </strong>
          <span>
            {t('storyboard.reached', { moment: nameOf(reached.touchpoint), people: reached.of })}
            <br />
            <span className={classes.muted}>{t('storyboard.planned-share', { share: percent(reached.planned) })}</span>
          </span>
        </div>
      )}
      {loss ? (
        <>
          <Badge tone="blocking" icon={<IconTrendingDown size={13} />}>
            {t('storyboard.largest-loss')}
          </Badge>
          <p className={classes.sentence}>
            <strong>
              <UserText>{nameOf(loss.touchpoint)}</UserText>:
            </strong>{' '}
            {t(loss.lowestMood ? 'storyboard.fewer-lowest' : 'storyboard.fewer', { people: loss.fewer })}{' '}
            {pain && <UserText>{textIn(pain, sheet.language)}</UserText>}
          </p>
        </>
      ) : (
        <p className={classes.sentence}>
          {lowest && <strong>{t('storyboard.lowest', { moment: nameOf(lowest.touchpoint) })} </strong>}
          {t(reached ? 'storyboard.no-loss' : 'storyboard.no-numbers')}
        </p>
      )}
      <span className={classes.space} />
      <Button
        className={classes.folds}
        variant="default"
        leftSection={<IconTable size={15} />}
        onClick={onTable}
        aria-keyshortcuts="t"
        title={t('storyboard.table')}
      >
        <span>{t('storyboard.table')}</span>
      </Button>
      <Button
        className={classes.folds}
        variant="default"
        leftSection={<IconRoute size={15} />}
        disabled={!node}
        onClick={() => node && sheet.onShowNode(node)}
        title={t('storyboard.show')}
      >
        <span>{t('storyboard.show')}</span>
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlus size={15} />}
        disabled={sheet.readOnly}
        onClick={() =>
          run({ key: 'storyboard.step.add' }, (e) => addTouchpoint(e, { journey: journey.id, ...(selected === undefined ? {} : { after: selected }) }))
        }
      >
        {t('storyboard.touchpoint')}
      </Button>
    </section>
  );
}
