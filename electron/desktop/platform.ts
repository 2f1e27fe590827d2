/** The platform of the desktop: the system's own save dialog. */

import { app, BrowserWindow, dialog } from 'electron';
import { join } from 'node:path';
import { safeFileName, writeWhole, type Platform } from '../backend/platform.ts';
import { ok } from '../../shared/lib/result.ts';

/** Asks with the system dialog, then writes. */
export function createDesktopPlatform(): Platform {
  return {
    saveFile: async (name, bytes) => {
      const options = { title: '저장', buttonLabel: '저장', defaultPath: join(app.getPath('downloads'), safeFileName(name)) };
      const window = BrowserWindow.getFocusedWindow();
      const answer = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
      return answer.canceled || answer.filePath === '' ? ok({ path: null }) : writeWhole(answer.filePath, bytes);
    },
  };
}
