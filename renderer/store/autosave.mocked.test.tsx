import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testEngagement } from '../../shared/engagement/engagement.fixture';
import { startAutosave } from './autosave';
import { saveCopyOf, saveFileOf } from './saver';
import { openDocument, run } from './session';

vi.mock('./saver', () => ({
  saveCopyOf: vi.fn(async () => true),
  saveFileOf: vi.fn(async () => ({ ok: true, value: { savedAt: '2026-03-01T08:00:01.000Z' } })),
}));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('document', { addEventListener: () => {}, visibilityState: 'visible' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the first change is saved, also when the engagement was open before anybody watched', async () => {
  openDocument(testEngagement(), { state: 'saved', at: 0 }, 'no');
  startAutosave();
  run({ key: 'settings.step.client' }, (e) => ({ ...e, name: 'Vineyard' }));
  await vi.advanceTimersByTimeAsync(2000);
  expect(saveCopyOf).toHaveBeenCalledWith(expect.objectContaining({ name: 'Vineyard' }));
  expect(saveFileOf).toHaveBeenCalledWith(expect.objectContaining({ name: 'Vineyard' }), false);
});
