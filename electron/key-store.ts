/** The system's key store: Keychain, DPAPI, or the desktop's keyring. */
import { safeStorage } from 'electron';
import type { KeyStore } from '../host/channel-secrets';

/** Undefined where there is none: a "basic" backend on Linux seals with a key everybody knows, which would only look safe. */
export function systemKeyStore(): KeyStore | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return undefined;
  return {
    seal: (text) => safeStorage.encryptString(text).toString('base64'),
    open: (sealed) => safeStorage.decryptString(Buffer.from(sealed, 'base64')),
  };
}
