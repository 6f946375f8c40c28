import { Modal, Table } from '@mantine/core';
import { numberFormat, signedNumber } from '../../../../shared/i18n/number-format';
import { useWords } from '../../../ui/words';
import { moodWords } from './mood-words';
import type { SheetView } from './sheet-view';

/** What the curve and the bars say, as a table. */
export function ChartTable({ sheet, opened, onClose }: { sheet: SheetView; opened: boolean; onClose: () => void }) {
  const { t, text, locale } = useWords();
  const number = numberFormat(locale);
  const mood = (value: number | undefined) => (value === undefined ? '–' : `${signedNumber(value, locale)} · ${moodWords(value, t)}`);
  const count = (value: number | undefined) => (value === undefined ? '–' : number.format(value));
  return (
    <Modal opened={opened} onClose={onClose} title={t('storyboard.table')} size="xl">
      <Table>
        <Table.Thead>
          <Table.Tr>
            {['moment', 'as-is', 'evidence-short', 'to-be', 'plan', 'actual', 'gap'].map((column) => (
              <Table.Th key={column}>{t(`storyboard.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sheet.moments.map(({ touchpoint, frame, planned, actual, gap }) => (
            <Table.Tr key={touchpoint}>
              <Table.Th scope="row">
                {number.format(touchpoint)} · <bdi>{sheet.nameOf(touchpoint)}</bdi>
              </Table.Th>
              <Table.Td>{mood(frame?.mood)}</Table.Td>
              <Table.Td>{frame?.mood === undefined ? '–' : text(frame.evidence) || t('storyboard.guess')}</Table.Td>
              <Table.Td>{mood(frame?.toBe?.mood)}</Table.Td>
              <Table.Td>{count(planned?.count)}</Table.Td>
              <Table.Td>{count(actual?.count)}</Table.Td>
              <Table.Td>{gap === undefined ? '–' : <bdi dir="ltr">{signedNumber(gap, locale)}</bdi>}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
