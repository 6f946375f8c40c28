import { ActionIcon, Menu, MultiSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots, IconTableOff, IconTrash } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import { problemText } from '../../../shared/i18n/translator';
import { editSource, removeSource, type SourcePatch } from '../../../shared/sources/edit-sources';
import { type Source, type Transport, transports } from '../../../shared/sources/schema';
import { platform } from '../../platform/platform';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { TypedInput } from '../../ui/typed-input';
import { useWords } from '../../ui/words';
import classes from './sources-page.module.css';

/** What is agreed about the system as a whole: how its data comes, how often, and who answers for it. */
export function SourceDetails({ source }: { source: Source }) {
  const { t, text, language } = useWords();
  const readOnly = useReadOnly();
  const navigate = useNavigate();
  const { engagementId } = useParams();
  const engagement = useEngagement(({ id }) => id);
  const change = (patch: SourcePatch, part: string) =>
    run({ key: 'sources.step.edit-source', params: { name: source.name } }, (e) => editSource(e, { id: source.id, source: patch }), `${source.id}:${part}`);
  const field = (part: 'product' | 'frequency' | 'owner' | 'contact', width: number) => (
    <TypedInput
      label={t(`sources.${part}`)}
      value={source[part] ?? ''}
      onType={(words) => change({ [part]: words }, part)}
      disabled={readOnly}
      w={width}
      maxLength={200}
    />
  );
  /** Rows kept of imported files: they are no part of the document, so this is no step that could be undone. */
  async function removeRows() {
    const replies = await Promise.all(source.objects.map((object) => platform['samples.remove']({ id: engagement, object: object.id })));
    const [first] = replies.flatMap((reply) => (reply.ok ? [] : reply.problems));
    notifications.show(first ? { color: 'saffron', message: problemText(first, t) } : { message: t('sources.rows-removed', { name: source.name }) });
  }
  return (
    <div className={classes.details}>
      <TypedInput
        label={t('sources.name')}
        value={text(source.name)}
        onType={(words) => change({ name: { ...source.name, [language]: words } }, 'name')}
        disabled={readOnly}
        maxLength={200}
      />
      {field('product', 130)}
      <MultiSelect
        label={t('sources.transports')}
        value={source.transports}
        onChange={(value) => change({ transports: value as Transport[] }, 'transports')}
        data={transports.map((value) => ({ value, label: t(`transport.${value}`) }))}
        disabled={readOnly}
        w={230}
      />
      {field('frequency', 120)}
      {field('owner', 120)}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('sources.more')} disabled={readOnly}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconTableOff size={15} />} onClick={() => void removeRows()}>
            {t('sources.remove-rows')}
          </Menu.Item>
          <Menu.Item
            color="pomegranate"
            leftSection={<IconTrash size={15} />}
            onClick={() => {
              run({ key: 'sources.step.remove-source', params: { name: source.name } }, (e) => removeSource(e, { id: source.id }));
              navigate(`/e/${engagementId}/sources`);
            }}
          >
            {t('sources.remove-source')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
