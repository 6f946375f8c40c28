import { projectorStore, setProjector } from '../../store/projector';
import { enterFullScreen, leaveFullScreen } from './full-screen';

/** Shows the page to a room, or ends that; where one is stays the same. */
export function project(isOn: boolean): void {
  if (projectorStore.getState().isOn === isOn) return;
  const now = Date.now();
  setProjector({ isOn, isBlank: false, writes: undefined, ...(isOn && { since: now, agenda: { startedAt: now } }) });
  void (isOn ? enterFullScreen() : leaveFullScreen());
}

export function toggleProjector(): void {
  project(!projectorStore.getState().isOn);
}
