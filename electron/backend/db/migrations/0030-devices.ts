/** Migration 30: this replica as a device of its person, at each server it logs in to, with the secret it shows next. */

/** DDL of this step. `sealed` is 1 where the system's key store wrapped the secret. */
export const devices = `
CREATE TABLE devices (server TEXT PRIMARY KEY, id TEXT NOT NULL, secret BLOB NOT NULL, sealed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
