import { createRoot } from 'react-dom/client';
import { App } from './app';
import { nonce } from './nonce';
import { startAutosave } from './store/autosave';

// Libraries that add a <style> of their own ask here for the nonce the Content-Security-Policy wants.
Object.assign(window, { __webpack_nonce__: nonce });

/** Draws the page; preferences are loaded by then. */
export function start(): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('no #root');
  startAutosave();
  createRoot(root).render(<App />);
}
