// `dialog`: every question is cancelled unless a test answers it.
import { strict } from './state.mjs';

export const dialog = strict('dialog', {
  showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
  showMessageBox: async () => ({ response: 0, checkboxChecked: false }),
  showErrorBox: (t, c) => {
    console.error(`[dialog.showErrorBox] ${t}: ${c}`);
  },
});
