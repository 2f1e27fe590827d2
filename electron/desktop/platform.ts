/** The platform of the desktop: the system's own save dialog and key store. */

import { app, BrowserWindow, dialog, safeStorage } from 'electron';
import { join } from 'node:path';
import { safeFileName, writeAfter, type Platform, type Vault } from '../backend/platform.ts';
import { ok } from '../../shared/lib/result.ts';

/** Keychain, DPAPI or Secret Service. Where Linux has none, Electron would keep its key in plain text beside: that is no store. */
function createVault(): Vault | null {
  const plain = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (plain || !safeStorage.isEncryptionAvailable()) return null;
  return {
    seal: (text) => new Uint8Array(safeStorage.encryptString(text)),
    open(sealed) {
      try {
        return safeStorage.decryptString(Buffer.from(sealed));
      } catch {
        return null;
      }
    },
  };
}

/** Asks with the system dialog, then writes. */
export function createDesktopPlatform(): Platform {
  return {
    vault: createVault(),
    saveFile: async (name, bytes, before) => {
      const options = { title: '저장', buttonLabel: '저장', defaultPath: join(app.getPath('downloads'), safeFileName(name)) };
      const window = BrowserWindow.getFocusedWindow();
      const answer = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
      return answer.canceled || answer.filePath === '' ? ok({ path: null }) : writeAfter(answer.filePath, bytes, before);
    },
  };
}
