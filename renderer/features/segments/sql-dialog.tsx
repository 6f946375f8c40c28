import { Button, Modal } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Segment } from '../../../shared/segments/schema';
import { segmentSql } from '../../../shared/segments/sql/segment-sql';
import { useEngagement } from '../../store/session';
import { CodeBox } from '../../ui/code-box';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import classes from './sql-dialog.module.css';

/** The segment as a query for the client's database, or in words why no query says the same. */
export function SqlDialog({ segment: { id, name }, onClose }: { segment: Segment; onClose: () => void }) {
  const { t, text } = useWords();
  const segments = useEngagement((e) => e.segments);
  const record = useEngagement((e) => e.record);
  const timeZone = useEngagement((e) => e.client.timeZone);
  const [isCopied, setCopied] = useState(false);
  const query = useMemo(() => segmentSql(segments, record, id, { dialect: 'postgres', timeZone }), [segments, record, id, timeZone]);

  async function copy(sql: string) {
    await navigator.clipboard.writeText(sql);
    setCopied(true);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('segments.sql.title', { name: text(name) || id })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {query.ok ? (
        <>
          <p className={classes.quiet}>{t('segments.sql.says')}</p>
          <CodeBox label="SQL">{query.value}</CodeBox>
          {query.problems.length > 0 && <ProblemList problems={query.problems} />}
          <div className={classes.foot}>
            <Button leftSection={isCopied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={() => void copy(query.value)}>
              {t(isCopied ? 'segments.sql.copied' : 'segments.sql.copy')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className={classes.quiet}>{t('segments.sql.refused')}</p>
          <ProblemList problems={query.problems} />
        </>
      )}
    </Modal>
  );
}
