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
            { name: 'libraries', test: /vite[\\/]preload-helper|node_modules[\\/](?!@xyflow|d3-|elkjs)/ },
            { name: 'shared', test: /[\\/](shared|renderer[\\/](ui|store|platform))[\\/](?!.*\.json$)/, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
