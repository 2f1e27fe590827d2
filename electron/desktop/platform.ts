/** The platform of the desktop: the system's own save dialog, key store and notices. */

import { app, BrowserWindow, dialog, Notification, safeStorage, shell } from 'electron';
import { join } from 'node:path';
import { folderAt, safeFileName, writeAfter, type Notice, type Platform, type Vault } from '../backend/platform.ts';
import { ok } from '../../shared/lib/result.ts';
import { isAccountAddress } from '../../shared/sync/sign-in.ts';
import { focusWindow } from './window.ts';

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

/** Notices of the system; a click brings the program to the front. Null where the system shows none. */
function createNotify(): Platform['notify'] {
  if (!Notification.isSupported()) return null;
  // Held while they stand: a notice nobody holds is collected, and its click with it.
  const standing = new Set<Notification>();
  return ({ title, body, opened }: Notice) => {
    const notice = new Notification({ title, body });
    standing.add(notice);
    const gone = (): void => void standing.delete(notice);
    notice.on('click', () => {
      gone();
      focusWindow();
      opened();
    });
    notice.on('close', gone);
    notice.on('failed', gone);
    notice.show();
  };
}

/** The system's dialogs, key store and notices. */
export function createDesktopPlatform(): Platform {
  return {
    vault: createVault(),
    // Handed to the system as it stands: only what an account server may be is.
    openUrl: async (url) => (isAccountAddress(url) ? shell.openExternal(url) : undefined),
    notify: createNotify(),
    openFolder: async () => {
      const options = {
        title: '묶음을 넣을 폴더',
        buttonLabel: '여기에 내보내기',
        properties: ['openDirectory', 'createDirectory'] as ('openDirectory' | 'createDirectory')[],
      };
      const window = BrowserWindow.getFocusedWindow();
      const answer = window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
      const [path] = answer.filePaths;
      return answer.canceled || path === undefined ? ok(null) : folderAt(path);
    },
    saveFile: async (name, bytes, before) => {
      const options = { title: '저장', buttonLabel: '저장', defaultPath: join(app.getPath('downloads'), safeFileName(name)) };
      const window = BrowserWindow.getFocusedWindow();
      const answer = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
      return answer.canceled || answer.filePath === '' ? ok({ path: null }) : writeAfter(answer.filePath, bytes, before);
    },
  };
}
