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
await import('./start');
