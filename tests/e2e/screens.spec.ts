/**
 * Pictures of every main screen to look at, in test-results/screens: `SCREENS=1 npx playwright test screens`. Not part of a
 * normal run, because nobody is judged by them but the eye.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from './app';
import { workedEngagement } from './engagements';
import { home } from './pages/home';
import { mainScreens, show } from './screens';
import { wordsIn } from './words';

const folder = join(import.meta.dirname, '..', '..', 'test-results', 'screens');
const engagement = workedEngagement();

if (process.env.SCREENS)
  for (const language of ['en', 'he'] as const)
    for (const scheme of ['light', 'dark'] as const)
      test(`pictures in ${language}, ${scheme}`, { tag: '@screens' }, async ({ app }) => {
        mkdirSync(folder, { recursive: true });
        app.prefer({ language, scheme });
        app.bring(engagement);
        const page = await app.start();
        await home(page, wordsIn(language)).isShown();
        for (const screen of mainScreens(engagement)) {
          await show(page, screen, wordsIn(language));
          await page.screenshot({ path: join(folder, `${screen.name}-${language}-${scheme}.png`) });
        }
      });
