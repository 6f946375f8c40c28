import { Button, Drawer, SegmentedControl } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../../ui/words';
import type { GapModel } from '../use-gap';
import classes from './questionnaire.module.css';
import { ReceiveAnswers } from './receive-answers';
import { SendForm } from './send-form';

type Side = 'send' | 'receive';

/** Asks vendors by a file each, and takes their files back as a list of changes to accept or refuse. */
export function QuestionnaireButton({ model }: { model: GapModel }) {
  const { t, direction } = useWords();
  const [side, setSide] = useState<Side>();
  const close = () => setSide(undefined);
  return (
    <>
      <Button variant="default" leftSection={<IconFileSpreadsheet size={16} />} disabled={model.vendors.length === 0} onClick={() => setSide('send')}>
        {t('questionnaire-review.button')}
      </Button>
      <Drawer
        opened={side !== undefined}
        onClose={close}
        position={direction === 'rtl' ? 'left' : 'right'}
        size={480}
        title={t('questionnaire-review.button')}
        // What is there stays readable beside what would come.
        overlayProps={{ backgroundOpacity: 0.12 }}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <SegmentedControl
          fullWidth
          value={side ?? 'send'}
          onChange={(next) => setSide(next === 'receive' ? 'receive' : 'send')}
          aria-label={t('questionnaire-review.button')}
          data={[
            { value: 'send', label: t('questionnaire-review.send') },
            { value: 'receive', label: t('questionnaire-review.receive') },
          ]}
        />
        <div className={classes.side}>
          {side === 'send' && <SendForm vendors={model.vendors.map(({ vendor }) => vendor)} onDone={close} />}
          {side === 'receive' && <ReceiveAnswers catalogue={model.catalogue} onDone={close} />}
        </div>
      </Drawer>
    </>
  );
}
