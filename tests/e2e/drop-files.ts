import type { Locator } from '@playwright/test';

/**
 * Drags files and folders from the system's file manager, or a text from another program, onto the middle of what is shown.
 * The drag is real, and so are the folders, which no page can make for itself.
 */
export async function dropFiles(onto: Locator, paths: readonly string[], text?: string): Promise<void> {
  const page = onto.page();
  const box = await onto.boundingBox();
  if (!box) throw new Error('nothing to drop onto');
  const devtools = await page.context().newCDPSession(page);
  const data = { items: text === undefined ? [] : [{ mimeType: 'text/plain', data: text }], files: [...paths], dragOperationsMask: 1 };
  const drag = { x: box.x + box.width / 2, y: box.y + box.height / 2, data };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await devtools.send('Input.dispatchDragEvent', { type, ...drag });
  await devtools.detach();
}
