import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDatabase, IconFileImport, IconFileSpreadsheet, IconPlus } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { allFields } from '../../../shared/sources/find';
import { countSourceQuestions } from '../../../shared/sources/source-questions';
import { downloadDocument } from '../../store/documents';
import { useEngagement, useReadOnly } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { useView } from '../../ui/use-view';
import { useWords } from '../../ui/words';
import { AddSourceDialog } from './add-source-dialog';
import { FieldToolbar, noFilter } from './field-filter';
import { FieldGrid } from './field-grid';
import { ImportDrawer } from './import/import-drawer';
import { ImportMenu } from './import/import-menu';
import { useImport } from './import/use-import';
import { SourceDetails } from './source-details';
import { SourceList } from './source-list';
import classes from './sources-page.module.css';
import { OtherView } from './views/other-view';
import { sourceViews } from './views/source-views';
import { ViewSwitch } from './views/view-switch';

/**
 * Systems on one side, their fields as a spreadsheet on the other, or the same sources seen in another way. Files dropped
 * anywhere are read and reviewed first.
 */
export function SourcesPage() {
  const { t } = useWords();
  const { engagementId, sourceId, fieldId } = useParams();
  const navigate = useNavigate();
  const engagement = useEngagement();
  const readOnly = useReadOnly();
  const [adding, { open: openAdding, close: closeAdding }] = useDisclosure(false);
  const [filter, setFilter] = useState(noFilter);
  // The box shows each letter at once, thousands of rows follow.
  const applied = useDeferredValue(filter);
  const importing = useImport(readOnly);
  const [view, showView] = useView(sourceViews);
  const questions = useMemo(() => countSourceQuestions(engagement), [engagement]);
  const source = engagement.sources.find((s) => s.id === sourceId) ?? engagement.sources[0];
  const fields = allFields(engagement);
  const mapped = new Set(engagement.record.attributes.flatMap((a) => a.sources.map((m) => m.field)));
  const select = (id: string) => navigate(`/e/${engagementId}/sources/${id}`);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a twin in the import button
    <div className={classes.page} onDragOver={importing.onDragOver} onDrop={importing.onDrop} onPaste={importing.onPaste}>
      <Panel
        title={t('station.sources')}
        facts={t('sources.facts', {
          sources: engagement.sources.length,
          fields: fields.length,
          mapped: fields.filter(({ field }) => mapped.has(field.id)).length,
        })}
        views={<ViewSwitch view={view} questions={questions} onView={showView} />}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconFileSpreadsheet size={16} />}
              onClick={() => void downloadDocument('field-map')}
              disabled={fields.length === 0}
            >
              {t('sources.field-map')}
            </Button>
            <ImportMenu importing={importing} disabled={readOnly} />
          </>
        }
        toolbar={source && view === 'fields' && <FieldToolbar source={source} filter={filter} onFilter={setFilter} />}
      >
        {source && view !== 'fields' ? (
          <OtherView view={view} />
        ) : source ? (
          <div className={classes.columns}>
            <SourceList
              sources={engagement.sources}
              selected={source.id}
              mapped={mapped}
              onSelect={select}
              onAdd={openAdding}
              onChooseFiles={() => void importing.choose('files')}
            />
            <div className={classes.work}>
              <SourceDetails key={source.id} source={source} />
              <FieldGrid key={`${source.id}-grid`} source={source} filter={applied} goTo={fieldId} />
            </div>
          </div>
        ) : (
          <EmptyState
            icon={<IconDatabase size={32} />}
            title={t('sources.empty')}
            text={t('sources.empty-text')}
            actions={
              <>
                <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={() => void importing.choose('files')}>
                  {t('sources.import')}
                </Button>
                <Button leftSection={<IconPlus size={16} />} onClick={openAdding}>
                  {t('sources.add')}
                </Button>
              </>
            }
          />
        )}
      </Panel>
      <AddSourceDialog opened={adding} onClose={closeAdding} onAdded={select} />
      <ImportDrawer state={importing.state} current={source?.id} onClose={importing.cancel} onAccepted={select} />
    </div>
  );
}
