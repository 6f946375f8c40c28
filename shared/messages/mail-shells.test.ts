import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compileMailShells } from '../../scripts/mail-shells.mjs';

it('the shells are what mail.mjml compiles to (npm run mail-shells)', async () => {
  expect(readFileSync(fileURLToPath(new URL('mail-shells.json', import.meta.url)), 'utf8')).toBe(await compileMailShells());
});
