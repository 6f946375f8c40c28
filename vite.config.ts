import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The renderer. Node's parts (host, executor, Electron) are built by scripts/build.mjs. */
export default defineConfig({
  root: 'renderer',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome120',
    // The content security policy allows no `data:` fonts, scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
