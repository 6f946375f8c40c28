import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '@fontsource-variable/rubik/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@fontsource/vazirmatn/400.css';
import '@fontsource/vazirmatn/500.css';
import '@fontsource/vazirmatn/600.css';
import '@fontsource/vazirmatn/700.css';
import './ui/global.css';
import { config } from 'zod';

// The Content-Security-Policy allows no eval. zod tries it when the first schema is made, and a browser reports the try even
// though zod catches it; so this comes before any module that holds a schema is loaded.
config({ jitless: true });

// Asked for while the rest of the program is still being loaded: preferences decide the first drawing, and the engagement
// that the address names is what the window is opened for.
const id = /^\/e\/([^/]+)/.exec(location.pathname)?.[1];
const reading = id ? import('./platform/platform').then(({ platform }) => platform['engagements.read']({ id })) : undefined;
const preferences = import('./store/preferences').then(({ loadPreferences }) => loadPreferences());
if (id) {
  void import('./store/open').then(({ openById }) => openById(id, reading && { reading }));
  // Every page of an engagement speaks from the catalogue; while the host reads the file there is time to check it.
  void import('./store/catalogue').then(({ loadCatalogue }) => loadCatalogue());
}
const { start } = await import('./start');
await preferences;
start();
