import { Button, Modal, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy } from '@tabler/icons-react';
import { numberFormat, signedNumber } from '../../../../shared/i18n/number-format';
import { createTranslate } from '../../../../shared/i18n/translator';
import { moodWords } from '../../../../shared/journey/mood-words';
import { plainSheet, type SheetCell, type SheetColumn, storyboardTable } from '../../../../shared/journey/storyboard-table';
import { toClipboard } from '../../../ui/grid/grid-model';
import { useWords } from '../../../ui/words';
import type { SheetView } from './sheet-view';
import classes from './storyboard.module.css';

/** What the curve and the bars say. */
const shown: ReadonlySet<SheetColumn> = new Set(['moment', 'as-is', 'evidence-short', 'to-be', 'plan', 'actual', 'gap']);

/** What the curve and the bars say, as a table; the whole sheet can be copied as one. */
export function ChartTable({ sheet, opened, onClose }: { sheet: SheetView; opened: boolean; onClose: () => void }) {
  const { t, locale } = useWords();
  const number = numberFormat(locale);
  const table = storyboardTable(sheet.moments, sheet.speaker);
  const columns = table.columns.filter(({ key }) => shown.has(key));
  const cellWords = (cell: SheetCell | undefined) => {
    if (!cell) return '–';
    if ('words' in cell) return cell.words;
    if ('count' in cell) return number.format(cell.count);
    return 'gap' in cell ? signedNumber(cell.gap, locale) : `${signedNumber(cell.mood, locale)} · ${moodWords(cell.mood, t)}`;
  };

  async function copy() {
    const { language, moments, speaker } = sheet;
    try {
      // The sheet's words and their titles in one language.
      const whole = storyboardTable(moments, { ...speaker, language, translate: createTranslate(language) });
      await navigator.clipboard.writeText(toClipboard(plainSheet(whole)));
      notifications.show({ message: t('storyboard.copied') });
    } catch {
      notifications.show({ color: 'pomegranate', message: t('asked.not-copied'), autoClose: false });
    }
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t('storyboard.table')} size="xl" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ key, title }) => (
              <Table.Th key={key}>{title}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.rows.map(({ touchpoint, cells: { moment, ...cells } }) => (
            <Table.Tr key={touchpoint}>
              <Table.Th scope="row">
                {number.format(touchpoint)} · <bdi>{cellWords(moment)}</bdi>
              </Table.Th>
              {columns.slice(1).map(({ key }) => (
                <Table.Td key={key}>
                  <bdi dir={key === 'gap' ? 'ltr' : undefined}>{cellWords(cells[key as keyof typeof cells])}</bdi>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <div className={classes.tableFoot}>
        <Button variant="default" leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
          {t('storyboard.copy')}
        </Button>
      </div>
    </Modal>
  );
}
