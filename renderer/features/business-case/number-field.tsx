import { useReadOnly } from '../../store/session';
import { NumberField as Field, type NumberFieldProps } from '../../ui/number-field';

/** A number that may be unknown, of an engagement that may be only read. */
export function NumberField(props: Omit<NumberFieldProps, 'disabled'>) {
  return <Field {...props} disabled={useReadOnly()} />;
}
