/** Runs sandboxed before the page. One function: every call is checked by name and content on the other side. */
import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('masa', { call: (name: string, args: unknown) => ipcRenderer.invoke('masa:call', name, args) });
