/**
 * Compiles shared/messages/mail.mjml, left to right and right to left, into shared/messages/mail-shells.json, which programs load without MJML.
 *   npm run mail-shells
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import mjml2html from 'mjml';

const folder = new URL('../shared/messages/', import.meta.url);
const fileOf = (name) => fileURLToPath(new URL(name, folder));

/** What the file of shells has to hold. */
export async function compileMailShells() {
  const source = readFileSync(fileOf('mail.mjml'), 'utf8');
  const shells = {};
  for (const [dir, start] of [
    ['ltr', 'left'],
    ['rtl', 'right'],
  ]) {
    const { html, errors } = await mjml2html(source.replaceAll('%%dir%%', dir).replaceAll('%%start%%', start), {
      validationLevel: 'strict',
      fonts: {},
      keepComments: true,
    });
    if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join('\n'));
    // Indentation is half of the file, and every mail carries it.
    shells[dir] = html
      .replace(/^<!--.*?-->/, '')
      .replace(/\s*\n\s*/g, '\n')
      .trim();
  }
  return `${JSON.stringify(shells, null, 2)}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(fileOf('mail-shells.json'), await compileMailShells());
