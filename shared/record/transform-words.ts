import type { Translate } from '../i18n/translator';
import type { Transform } from './transform-schema';

/** A step in words, for screens and the field map. `nameOf`: the native name of another field, for `concat`. */
export function describeTransform(transform: Transform, t: Translate, nameOf: (field: string) => string | undefined = () => undefined): string {
  switch (transform.kind) {
    case 'trim':
      return t('transform.trim');
    case 'case':
      return t(`transform.case.${transform.to}`);
    case 'split-name':
      return t(`transform.split-name.${transform.part}`);
    case 'concat':
      return t('transform.concat', { fields: transform.fields.map((field) => nameOf(field) ?? '?').join(', '), count: transform.fields.length });
    case 'value-map':
      return t(`transform.value-map.${transform.otherwise}`, { count: transform.values.length });
    case 'date':
      return t('transform.date', { form: t(`date-form.${transform.form}`) });
    case 'phone':
      return t('transform.phone', { country: transform.country });
  }
}
