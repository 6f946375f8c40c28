/** Templates of documents that come from a file: whoever sent one may have changed it by hand. */
import { logoSize } from '../../../../shared/documents/picture';
import { documentTemplateForm } from '../../../../shared/documents/template-schema';
import { refuse } from '../../../../shared/problem';
import { bytesOf } from './read-logo';

/** As `documentTemplateForm`; a logo that is no picture is refused as well: every cover would lack it. */
export const checkedTemplateForm: typeof documentTemplateForm = {
  ...documentTemplateForm,
  parse(text, file) {
    const read = documentTemplateForm.parse(text, file);
    const logo = read.ok ? read.value.parts.logo : undefined;
    return logo && !logoSize(bytesOf(logo)) ? refuse('template-damaged', { file, place: 'parts.logo' }) : read;
  },
};
