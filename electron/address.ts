/** The page's own address inside Electron. Nothing else may be shown, and nobody else may call. */
export const SCHEME = 'app';
export const PAGE = `${SCHEME}://masa/`;

export function isOwnAddress(url: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    return protocol === `${SCHEME}:` && host === 'masa';
  } catch {
    return false;
  }
}
