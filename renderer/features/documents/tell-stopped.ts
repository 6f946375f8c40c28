import { notifications } from '@mantine/notifications';
import { createTranslate } from '../../../shared/i18n/translator';
import { preferencesStore } from '../../store/preferences';

/** Documents that were being made when their page was left: nobody should wait for them. */
export function tellStopped(): void {
  const t = createTranslate(preferencesStore.getState().language);
  notifications.show({ id: 'documents-stopped', color: 'saffron', message: t('documents.left-page') });
}
