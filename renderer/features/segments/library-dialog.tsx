import { Button, Modal } from '@mantine/core';
import { IconCircleCheck, IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import { compileSegments } from '../../../shared/catalogue/compile-segments';
import { addSegment } from '../../../shared/segments/edit-segments';
import { run, useEngagement } from '../../store/session';
import { namesOf } from '../../ui/condition/condition-names';
import { ConditionText } from '../../ui/condition-text';
import { EmptyState } from '../../ui/empty-state';
import { useWords } from '../../ui/words';
import classes from './segments-page.module.css';
import type { SegmentsModel } from './use-segments';

/** The segments of the library that are not in this engagement, to be put (back) in. */
export function LibraryDialog({ model, onClose }: { model: SegmentsModel; onClose: () => void }) {
  const { t, text } = useWords();
  const segments = useEngagement((e) => e.segments);
  const all = useMemo(() => compileSegments(model.catalogue), [model.catalogue]);
  const taken = new Set(segments.map(({ id }) => id));
  const open = all.filter(({ id }) => !taken.has(id));
  const names = namesOf(model.context);
  return (
    <Modal opened onClose={onClose} title={t('segments.from-library')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {open.length === 0 ? (
        <EmptyState icon={<IconCircleCheck size={30} />} title={t('segments.library-done')} text={t('segments.library-done-text')} />
      ) : (
        <ul className={classes.library}>
          {open.map((segment) => (
            <li key={segment.id}>
              <div>
                <strong>{text(segment.name)}</strong>
                <ConditionText condition={segment.when} names={names} className={classes.sentence} />
              </div>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconPlus size={14} />}
                aria-label={t('segments.add-one', { name: segment.name })}
                onClick={() => run({ key: 'segments.step.add', params: { name: segment.name } }, (e) => addSegment(e, { segment }))}
              >
                {t('common.add')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
