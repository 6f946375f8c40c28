/** Calls from the page. Only the main frame of our own page may call; the contract checks what is in the call. */
import { type IpcMain, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { type Result, refuse } from '../shared/problem';
import { isOwnAddress } from './address';

type Dispatch = (name: string, args: unknown) => Promise<Result<unknown>>;

export function answerCalls(dispatch: Dispatch, ipc: Pick<IpcMain, 'handle'> = ipcMain): void {
  ipc.handle('masa:call', (event: IpcMainInvokeEvent, name: unknown, args: unknown) => {
    const frame = event.senderFrame;
    // A frame that has navigated away since is null.
    if (!frame || frame !== event.sender.mainFrame || !isOwnAddress(frame.url) || typeof name !== 'string') return refuse('unknown-caller');
    return dispatch(name, args);
  });
}
