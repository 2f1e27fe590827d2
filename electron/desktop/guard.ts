/** What a page of this program may not do, whatever runs in it: navigate, open windows, hold permissions, embed. */

import { app, session, type IpcMainInvokeEvent } from 'electron';

const bare = (url: string) => url.replace(/[?#].*$/, '');

/** True for calls of the main frame of our own page; `pageUrl` is the address the window loaded. */
export function isOwnPage(event: IpcMainInvokeEvent, pageUrl: string): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && bare(frame.url) === bare(pageUrl);
}

/** For every page made from now on. A preview of a PDF is a `blob:` frame, the only thing a frame may show. */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame && !event.url.startsWith('blob:')) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** No camera, no location, no notifications of a page: notices come from the program itself (`platform.ts`). */
export function refusePermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}
