import { describe, expect, it } from 'vitest';
import { createAfterGo, keysShown, type Place, pressed, shortcuts } from './shortcuts';

const event = (part: Partial<KeyboardEvent>) => ({ key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...part });

describe('shortcuts', () => {
  it('go by the place of letters, with Ctrl or ⌘', () => {
    expect(pressed('everywhere', event({ key: 'ז', code: 'KeyZ', ctrlKey: true }))).toBe('undo');
    expect(pressed('everywhere', event({ key: 'z', code: 'KeyZ', metaKey: true, shiftKey: true }))).toBe('redo');
    expect(pressed('everywhere', event({ key: 'z', code: 'KeyZ' }))).toBeUndefined();
    expect(pressed('canvas', event({ key: 'n', code: 'KeyN', altKey: true }))).toBeUndefined();
    expect(pressed('everywhere', event({ key: '?', code: 'Slash', shiftKey: true }))).toBe('cheat-sheet');
    expect(pressed('canvas', event({ key: '+', code: 'Equal', shiftKey: true }))).toBe('zoom-in');
  });

  it('after G mean a station once, for a while', () => {
    const afterGo = createAfterGo();
    const at = (timeStamp: number, code: string, held: Partial<KeyboardEvent> = {}) =>
      afterGo({ ...event({ code, key: code.at(-1) ?? '', ...held }), timeStamp });
    expect(at(0, 'KeyA')).toBe(false);
    expect(at(100, 'KeyG')).toBe(false);
    expect(at(200, 'KeyA')).toBe(true);
    expect(at(300, 'KeyA')).toBe(false);
    expect(at(400, 'KeyG')).toBe(false);
    expect(at(3000, 'KeyA')).toBe(false);
    expect(at(4000, 'KeyG', { ctrlKey: true })).toBe(false);
    expect(at(4100, 'KeyA')).toBe(false);
    expect(pressed('go', event({ code: 'KeyA', key: 'ש' }))).toBe('gap');
  });

  it('go with the reading direction where left and right mean on and back', () => {
    const left = event({ key: 'ArrowLeft', code: 'ArrowLeft' });
    expect(pressed('list', left)).toBe('back');
    expect(pressed('list', left, true)).toBe('along');
    expect(keysShown(shortcuts.list.along, false, true)).toEqual([['←']]);
    expect(pressed('canvas', left, true)).toBe('neighbour');
  });

  it('of one place never mean two things', () => {
    const written = (place: Place) =>
      Object.values(shortcuts[place]).flatMap(({ keys, ...held }: { keys: readonly string[]; mod?: true; alt?: true; shift?: true | 'any' }) =>
        keys.flatMap((key) =>
          (held.shift === 'any' ? [false, true] : [held.shift ?? false]).map((shift) => `${held.mod ?? ''}${held.alt ?? ''} ${shift} ${key}`),
        ),
      );
    for (const place of Object.keys(shortcuts) as Place[]) expect(new Set(written(place)).size).toBe(written(place).length);
  });

  it('are shown as they stand on the keyboard', () => {
    expect(keysShown(shortcuts.everywhere.redo, false)).toEqual([['Ctrl', 'Shift', 'Z']]);
    expect(keysShown(shortcuts.everywhere.redo, true)).toEqual([['⌘', '⇧', 'Z']]);
    expect(keysShown(shortcuts.canvas.port, false)).toEqual([['1–9']]);
    expect(keysShown(shortcuts.answer.score, false)).toEqual([['0–4']]);
    expect(keysShown(shortcuts.answer['not-applicable'], false)).toEqual([['−']]);
    expect(keysShown(shortcuts.canvas.nudge, true)).toEqual([['⌥', '← → ↑ ↓']]);
    expect(keysShown(shortcuts.list.enter, false)).toEqual([['Enter'], ['Space']]);
    expect(keysShown(shortcuts.canvas.remove, false)).toEqual([['Del']]);
  });
});
