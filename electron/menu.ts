/** Only what the operating system expects: without an Edit menu macOS has no copy and paste. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Translate } from '../shared/i18n/translator';

export function setMenu(say: Translate, development: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom', label: say('menu.actual-size') },
    { role: 'zoomIn', label: say('menu.zoom-in') },
    { role: 'zoomOut', label: say('menu.zoom-out') },
    { role: 'togglefullscreen', label: say('menu.full-screen') },
    ...(development ? [{ role: 'toggleDevTools' } as const] : []),
  ];
  // Undo and redo are left to the page: it has its own history.
  const edit: MenuItemConstructorOptions[] = [
    { role: 'cut', label: say('menu.cut') },
    { role: 'copy', label: say('menu.copy') },
    { role: 'paste', label: say('menu.paste') },
    { role: 'selectAll', label: say('menu.select-all') },
  ];
  const own: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const quit: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [] : [{ type: 'separator' }, { role: 'quit', label: say('menu.quit') }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...own, { label: say('menu.edit'), submenu: edit }, { label: say('menu.view'), submenu: [...view, ...quit] }]),
  );
}
