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
    rolldownOptions: {
      output: {
        // A file for every icon and small part took longer to fetch and link than to run: what every page needs is one file.
        codeSplitting: {
          groups: [
            // Alone, because it is configured (renderer/main.tsx) before any file that makes schemas may run.
            { name: 'zod', test: /vite[\\/]preload-helper|node_modules[\\/]zod[\\/]/, priority: 2 },
            // What it takes to ask the host for the engagement, so that the answer is there when the rest has been loaded.
            { name: 'platform', test: /[\\/]renderer[\\/]platform[\\/]/, priority: 1 },
            { name: 'libraries', test: /node_modules[\\/](?!@xyflow|d3-|elkjs|pdfjs-dist).*(?<!\.css)$/ },
            { name: 'shared', test: /[\\/](shared|renderer[\\/](ui|store|platform))[\\/](?!.*\.json$)/, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
