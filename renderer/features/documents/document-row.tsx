import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import {
  IconBraces,
  IconCircleCheck,
  IconDownload,
  IconEye,
  IconFileTypeHtml,
  IconFileTypePdf,
  IconFileTypeXls,
  IconPackage,
  IconPlayerStop,
} from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { type ListedDocument, pageBeside } from '../../../shared/documents/document-list';
import { standingOf } from '../../../shared/documents/document-standing';
import { type DocumentKind, isReportKind } from '../../../shared/documents/kinds';
import type { WantedDocument } from '../../../shared/pack/pack-documents';
import type { Language } from '../../../shared/text';
import { useEngagement } from '../../store/session';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import classes from './documents-page.module.css';
import type { Making } from './use-making';

const icons: Partial<Record<DocumentKind, typeof IconFileTypePdf>> = {
  'field-map': IconFileTypeXls,
  'journey-json': IconBraces,
  'deployment-json': IconPackage,
};

type Props = {
  document: ListedDocument;
  language: Language;
  by: ReadonlyMap<string, Making>;
  onSave: (wanted: WantedDocument) => void;
  onCancel: (path: string) => void;
  /** All are being made at once: single ones wait. */
  disabled: boolean;
};

/** One document: what it is, what is in it, how it stands, and the ways to have it. */
export function DocumentRow({ document, language, by, onSave, onCancel, disabled }: Props) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const engagement = useEngagement();
  const { kind, path, journey } = document;
  const Icon = icons[kind] ?? IconFileTypePdf;
  const name = t(`document.kind.${kind}`);
  const page = pageBeside(document);
  const made = [by.get(path), page === undefined ? undefined : by.get(page)];
  // The page warns of nothing that the pages in print don't.
  const problems = made.map((making) => (making && making.step !== 'making' ? making.problems : [])).find(({ length }) => length > 0) ?? [];
  const query = language === engagement.languages.document ? '' : `?lang=${language}`;
  return (
    <li className={journey === undefined ? classes.card : classes.row} data-document={path}>
      <span className={classes.icon} data-kind={isReportKind(kind) ? 'pdf' : kind === 'field-map' ? 'xlsx' : 'data'} aria-hidden>
        <Icon size={journey === undefined ? 22 : 18} stroke={1.6} />
      </span>
      <div className={classes.what}>
        {journey === undefined ? <h3>{name}</h3> : <h4>{name}</h4>}
        <p className={classes.quiet}>{t(`document.about.${kind}`)}</p>
        <p className={classes.standing}>
          {standingOf(kind, engagement).map(({ tone, code, count }) => (
            <span key={code} data-tone={tone}>
              {t(`document.standing.${code}`, count === undefined ? {} : { count })}
            </span>
          ))}
          {made[0]?.step === 'made' && (
            // Made one after the other, dozens of them would all be said.
            <span data-tone="good" role={disabled ? undefined : 'status'}>
              <IconCircleCheck size={13} aria-hidden />
              {made[0].pages === undefined ? t('documents.ready') : t('documents.ready-pages', { count: made[0].pages })}
            </span>
          )}
        </p>
        {problems.length > 0 && <ProblemList problems={problems} />}
      </div>
      <div className={classes.buttons}>
        {isReportKind(kind) && (
          <Button
            component={Link}
            to={`/e/${engagementId}/documents/~preview/${kind}${journey ? `/${journey}` : ''}${query}`}
            variant="default"
            leftSection={<IconEye size={16} />}
            aria-label={t('documents.preview-of', { document: name })}
          >
            {t('documents.preview')}
          </Button>
        )}
        {page !== undefined && (
          <SaveButton
            label={t('documents.save-page')}
            document={name}
            icon={IconFileTypeHtml}
            making={by.get(page)}
            disabled={disabled}
            onSave={() => onSave({ ...document, path: page, form: 'page' })}
            onCancel={() => onCancel(page)}
          />
        )}
        <SaveButton
          label={t(isReportKind(kind) ? 'documents.save-pdf' : kind === 'field-map' ? 'documents.xlsx' : 'documents.save-json')}
          document={name}
          icon={IconDownload}
          making={by.get(path)}
          disabled={disabled}
          onSave={() => onSave(document)}
          onCancel={() => onCancel(path)}
        />
      </div>
    </li>
  );
}

type SaveProps = {
  label: string;
  document: string;
  icon: typeof IconDownload;
  making: Making | undefined;
  disabled: boolean;
  onSave: () => void;
  onCancel: () => void;
};

/** While a file is being made, how far it is and a way out stand in its button's place. */
function SaveButton({ label, document, icon: Icon, making, disabled, onSave, onCancel }: SaveProps) {
  const { t } = useWords();
  if (making?.step === 'making')
    return (
      <span className={classes.making}>
        <Progress value={Math.max(4, making.share * 100)} w={72} aria-label={t('documents.making-one', { document })} />
        <Tooltip label={t('common.cancel')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('documents.cancel-one', { document })} onClick={onCancel} disabled={disabled}>
            <IconPlayerStop size={15} />
          </ActionIcon>
        </Tooltip>
      </span>
    );
  return (
    <Button
      variant="default"
      leftSection={<Icon size={16} stroke={1.7} />}
      onClick={onSave}
      disabled={disabled}
      aria-label={t('documents.save-of', { document, form: label })}
    >
      {label}
    </Button>
  );
}
