// `session`: permissions are refused by the headless browser anyway; the handlers are kept for tests to ask.
import { strict } from './state.mjs';

const permissions = { request: null, check: null };

export const session = strict('session', {
  defaultSession: strict('session.defaultSession', {
    setPermissionRequestHandler: (handler) => {
      permissions.request = handler;
    },
    setPermissionCheckHandler: (handler) => {
      permissions.check = handler;
    },
    permissionsForTest: permissions,
  }),
});
