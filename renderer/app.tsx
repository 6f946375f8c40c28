import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useEffect, useMemo } from 'react';
import { RouterProvider } from 'react-router';
import { directionOf } from '../shared/text';
import { router } from './frame/routes';
import { nonce } from './nonce';
import { preferencesStore } from './store/preferences';
import { useProjecting } from './store/projector';
import { resolveVariables, themeFor } from './ui/theme';
import { WordsProvider } from './ui/words';

/** Providers only: language and direction, theme and scheme, routes. */
export function App() {
  const { language, scheme: preferred } = preferencesStore();
  // A projector washes dark colours out.
  const scheme = useProjecting() ? 'light' : preferred;
  const theme = useMemo(() => themeFor(language), [language]);
  const direction = directionOf(language);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [language, direction]);
  return (
    <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveVariables}
        {...(scheme === 'auto' ? { defaultColorScheme: 'auto' as const } : { forceColorScheme: scheme })}
        getStyleNonce={() => nonce ?? ''}
      >
        <WordsProvider language={language}>
          {/* Above the status line, which says what they may be about. */}
          <Notifications styles={{ root: { marginBlockEnd: 28 } }} position={direction === 'rtl' ? 'bottom-left' : 'bottom-right'} autoClose={6000} />
          <RouterProvider router={router} />
        </WordsProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
