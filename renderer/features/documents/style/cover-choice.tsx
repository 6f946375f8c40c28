import { setCover } from '../../../../shared/documents/edit-style';
import { type Brand, templatePartsSchema } from '../../../../shared/documents/style-schema';
import { run, useReadOnly } from '../../../store/session';
import { useWords } from '../../../ui/words';
import { CoverPicture } from './cover-picture';
import classes from './style.module.css';

const covers = templatePartsSchema.shape.cover.options;

/** The three looks of a cover, each as it would be of this client. */
export function CoverChoice({ brand }: { brand: Brand }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  return (
    <fieldset className={classes.looks}>
      <legend>{t('document-style.cover')}</legend>
      {covers.map((cover) => (
        <label key={cover} data-chosen={brand.cover === cover}>
          <CoverPicture brand={{ ...brand, cover }} width={112} />
          <span>
            <input
              type="radio"
              name="cover"
              value={cover}
              checked={brand.cover === cover}
              disabled={readOnly}
              onChange={() => run({ key: 'document-style.step.cover' }, (e) => setCover(e, { cover }))}
            />
            {t(`document-style.cover.${cover}`)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
