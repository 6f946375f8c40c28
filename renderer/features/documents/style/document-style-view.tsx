import { Button } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useState } from 'react';
import { type StyleText, setStyleText, styleTexts } from '../../../../shared/documents/edit-style';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { Panel } from '../../../ui/panel';
import { Quiet } from '../../../ui/quiet';
import { TypedInput, TypedTextarea } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import { ChapterList } from './chapter-list';
import { ColorFields } from './color-fields';
import { CoverChoice } from './cover-choice';
import { CoverPicture } from './cover-picture';
import { DocumentViews } from './document-views';
import { LogoField } from './logo-field';
import classes from './style.module.css';
import { DocumentTemplatesDialog } from './templates-dialog';

/** How this client's documents look and which chapters they have, with the cover beside it as it will be printed. */
export function DocumentStyleView() {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const style = useEngagement((e) => e.documents);
  const [templates, setTemplates] = useState(false);
  const text = (which: StyleText) => ({
    label: t(`document-style.text.${which}`),
    description: t(`document-style.text.${which}-hint`),
    value: style[which] ?? '',
    maxLength: styleTexts[which],
    disabled: readOnly,
    onType: (typed: string) => run({ key: 'document-style.step.text' }, (e) => setStyleText(e, { which, text: typed }), `look ${which}`),
  });
  return (
    <Panel
      title={t('station.handoff')}
      facts={t('document-style.lead')}
      views={<DocumentViews view="style" />}
      actions={
        <Button variant="default" leftSection={<IconTemplate size={16} />} onClick={() => setTemplates(true)}>
          {t('document-style.templates')}
        </Button>
      }
    >
      <div className={classes.page}>
        <div className={classes.form}>
          <section className={classes.card} aria-labelledby="look-client">
            <h2 id="look-client">{t('document-style.client')}</h2>
            <Quiet>{t('document-style.client-hint')}</Quiet>
            <div className={classes.pair}>
              <LogoField owner="client" logo={style.clientLogo} />
              <ColorFields colors={style.colors} logo={style.clientLogo} />
            </div>
          </section>
          <section className={classes.card} aria-labelledby="look-own">
            <h2 id="look-own">{t('document-style.own')}</h2>
            <Quiet>{t('document-style.own-hint')}</Quiet>
            <CoverChoice brand={style} />
            <div className={classes.pair}>
              <LogoField owner="consultant" logo={style.logo} />
              <div className={classes.field}>
                <TypedTextarea {...text('coverNote')} />
                <TypedInput {...text('header')} />
                <TypedInput {...text('footer')} />
              </div>
            </div>
          </section>
          <section className={classes.card} aria-labelledby="look-chapters">
            <h2 id="look-chapters">{t('document-style.chapters')}</h2>
            <Quiet>{t('document-style.chapters-hint')}</Quiet>
            <ChapterList />
          </section>
        </div>
        <aside className={classes.beside} aria-label={t('document-style.preview')}>
          <CoverPicture brand={style} width={264} />
          <Quiet>{t('document-style.preview-hint')}</Quiet>
        </aside>
      </div>
      {templates && <DocumentTemplatesDialog onClose={() => setTemplates(false)} />}
    </Panel>
  );
}
