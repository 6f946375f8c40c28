/**
 * Adds or replaces messages in all three catalogues at once, keys sorted.
 *   node scripts/i18n.mjs < messages.json      {"area.key": {"en": "…", "he": "…", "fa": "…"}, …}
 *   node scripts/i18n.mjs --remove key…        node scripts/i18n.mjs --find text
 */
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../shared/i18n/', import.meta.url);
const fileOf = (language) => fileURLToPath(new URL(`${language}.json`, folder));
const languages = ['en', 'he', 'fa'];
const read = (language) => JSON.parse(readFileSync(fileOf(language), 'utf8'));

function change(apply) {
  const lock = fileURLToPath(new URL('.lock', folder));
  for (let tries = 0; ; tries++) {
    try {
      closeSync(openSync(lock, 'wx'));
      break;
    } catch {
      if (tries > 200) throw new Error(`${lock} is held by another run; delete it if none is running`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
    }
  }
  try {
    for (const language of languages) {
      const messages = read(language);
      apply(messages, language);
      const sorted = Object.fromEntries(Object.entries(messages).sort(([a], [b]) => (a < b ? -1 : 1)));
      writeFileSync(`${fileOf(language)}.tmp`, `${JSON.stringify(sorted, null, 2)}\n`);
      renameSync(`${fileOf(language)}.tmp`, fileOf(language));
    }
  } finally {
    rmSync(lock);
  }
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === '--find') {
  for (const language of languages)
    for (const [key, text] of Object.entries(read(language))) if (`${key} ${text}`.includes(rest.join(' '))) console.log(language, key, text);
} else if (mode === '--remove') {
  change((messages) => {
    for (const key of rest) delete messages[key];
  });
} else {
  const added = JSON.parse(readFileSync(0, 'utf8'));
  for (const [key, text] of Object.entries(added))
    for (const language of languages) if (typeof text[language] !== 'string') throw new Error(`${key}: no ${language}`);
  change((messages, language) => {
    for (const [key, text] of Object.entries(added)) messages[key] = text[language];
  });
  console.log(`${Object.keys(added).length} messages in ${languages.join(', ')}`);
}
