import { describe, expect, it } from 'vitest';
import { testField } from '../../../shared/engagement/engagement.fixture';
import { maskedAs, shownValue } from './shown-value';

const title = testField(1, { nativeName: 'TITLE', type: 'enum', pii: 'none' });
const name = testField(2, { nativeName: 'NAME', type: 'string', pii: 'high' });
const passport = testField(3, { nativeName: 'PASSPORT', type: 'string', pii: 'sensitive' });
const all = [title, name, passport];

describe('maskedAs', () => {
  it('leaves a field by itself as it is', () => {
    expect(shownValue('Mr', maskedAs(title, [{ kind: 'trim' }], all), 'string', false)).toBe('Mr');
  });

  it('shows nothing of the other fields of a joined value', () => {
    const withName = maskedAs(title, [{ kind: 'concat', fields: [name.id], separator: ' ' }], all);
    expect(shownValue('Mr Dana Example', withName, 'string', false)).toBe('M• •••• •••••••');
    const withPassport = maskedAs(title, [{ kind: 'concat', fields: [passport.id], separator: ' ' }], all);
    expect(shownValue('Mr 12345678', withPassport, 'string', false)).toBe('•• ••••••••');
  });
});
