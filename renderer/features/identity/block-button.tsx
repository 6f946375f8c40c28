import { Button } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { blockValues } from '../../../shared/identity/edit-identity';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { useWords } from '../../ui/words';

/** Whether the rules of now block a value; the report only knows those it was made with. */
export function useIsBlocked(): (attribute: string, value: string) => boolean {
  const rules = useEngagement((e) => e.identity.rules);
  return (attribute, value) => rules.find((rule) => rule.attribute === attribute)?.blocked.includes(value) ?? false;
}

/** Adds a value to those that join nobody. A masked value can't be: it would block nothing. */
export function BlockButton({ attribute, value, bare }: { attribute: string; value: string; bare: boolean }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const label = useEngagement((e) => e.record.attributes.find(({ id }) => id === attribute)?.label) ?? { en: attribute };
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconBan size={13} />}
      disabled={readOnly || !bare}
      title={t(bare ? 'identity.block-says' : 'identity.masked-says')}
      onClick={() => run({ key: 'identity.step.block', params: { attribute: label, count: 1 } }, (e) => blockValues(e, { attribute, values: [value] }))}
    >
      {t('identity.block-this')}
    </Button>
  );
}
