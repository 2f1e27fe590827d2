/** The application menu, in Korean. */

import { Menu, type MenuItemConstructorOptions } from 'electron';

/** What the menu can set off. */
export interface MenuActions {
  readonly newWindow: () => void;
}

function template({ newWindow }: MenuActions): MenuItemConstructorOptions[] {
  return [
    {
      label: '파일',
      submenu: [
        { id: 'new-window', label: '새 창', accelerator: 'CmdOrCtrl+N', click: newWindow },
        { type: 'separator' },
        { label: '창 닫기', accelerator: 'CmdOrCtrl+W', role: 'close' },
        { label: '끝내기', accelerator: 'CmdOrCtrl+Q', role: 'quit' },
      ],
    },
    {
      label: '편집',
      submenu: [
        { label: '실행 취소', role: 'undo' },
        { label: '다시 실행', role: 'redo' },
        { type: 'separator' },
        { label: '잘라내기', role: 'cut' },
        { label: '복사', role: 'copy' },
        { label: '붙여넣기', role: 'paste' },
        { label: '서식 없이 붙여넣기', role: 'pasteAndMatchStyle' },
        { label: '모두 선택', role: 'selectAll' },
      ],
    },
    {
      label: '보기',
      submenu: [
        { label: '새로 고침', role: 'reload' },
        { type: 'separator' },
        { label: '크게', accelerator: 'CmdOrCtrl+Plus', role: 'zoomIn' },
        { label: '작게', role: 'zoomOut' },
        { label: '원래 크기', role: 'resetZoom' },
        { type: 'separator' },
        { label: '전체 화면', role: 'togglefullscreen' },
      ],
    },
  ];
}

/** Sets the menu of all windows. */
export function setMenu(actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(actions)));
}
