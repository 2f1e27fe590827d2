// The `electron` module of the stand-in (main process): only what this program uses.
export { app } from './app.mjs';
export { dialog } from './dialog.mjs';
export { ipcMain } from './ipc.mjs';
export { Menu, MenuItem } from './menu.mjs';
export { Notification } from './notification.mjs';
export { safeStorage } from './safe-storage.mjs';
export { shell } from './shell.mjs';
export { session } from './session.mjs';
export { WebContents as webContents } from './web-contents.mjs';
export { BrowserWindow } from './window.mjs';
