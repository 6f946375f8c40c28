import { SegmentedControl } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import { useWords } from '../../../ui/words';

/** Between the documents and how they look; each has an address. */
export function DocumentViews({ view }: { view: 'documents' | 'style' }) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const navigate = useNavigate();
  return (
    <SegmentedControl
      value={view}
      onChange={(value) => void navigate(`/e/${engagementId}/documents${value === 'style' ? '/style' : ''}`)}
      data={[
        { value: 'documents', label: t('document-style.view.documents') },
        { value: 'style', label: t('document-style.view.style') },
      ]}
      aria-label={t('document-style.view')}
    />
  );
}
