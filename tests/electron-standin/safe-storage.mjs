// `safeStorage`: AES under a key kept in the user's own folder, as a system's key store would keep it for this user on this machine.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from './app.mjs';
import { state, strict } from './state.mjs';

function key() {
  if (!state.ready) throw new Error('safeStorage cannot be used before app is ready');
  const file = join(app.getPath('userData'), 'key-store.bin');
  if (!existsSync(file)) {
    mkdirSync(app.getPath('userData'), { recursive: true });
    writeFileSync(file, randomBytes(32), { mode: 0o600 });
  }
  return readFileSync(file);
}

export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => state.ready,
  getSelectedStorageBackend: () => (state.ready ? 'gnome_libsecret' : 'unknown'),
  encryptString(text) {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key(), iv);
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), data]);
  },
  decryptString(sealed) {
    const cipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, 12));
    cipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
  },
});
