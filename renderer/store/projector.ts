/** Whether what is on the screen is shown to a room. Kept for the window: a reload in the middle of a workshop gives nothing away. */
import { create } from 'zustand';

/** How long the present part of the agenda may take; `minutes` undefined: no end was set. */
export type Agenda = { startedAt: number; minutes?: number | undefined };

export type Projector = {
  isOn: boolean;
  /** When it was turned on. */
  since: number;
  agenda: Agenda;
  isBlank: boolean;
  writes?: 'parking-lot' | 'decision' | undefined;
};

const KEPT = 'projector';

// Parts of pages are also drawn where there is no window: in tests of all settings.
export const projectorStore = create<Projector>(() => {
  const kept: Partial<Projector> = JSON.parse(globalThis.sessionStorage?.getItem(KEPT) ?? '{}');
  return { isOn: false, since: 0, agenda: { startedAt: 0 }, ...kept, isBlank: false };
});

export function setProjector(change: Partial<Projector>): void {
  projectorStore.setState(change);
  const { isOn, since, agenda } = projectorStore.getState();
  if (isOn) sessionStorage.setItem(KEPT, JSON.stringify({ isOn, since, agenda }));
  else sessionStorage.removeItem(KEPT);
}

/** True while a room sees the screen: nobody's data and nothing internal may be drawn then. */
export function useProjecting(): boolean {
  return projectorStore(({ isOn }) => isOn);
}
