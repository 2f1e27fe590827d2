/** One server to a data folder: a lock the operating system lets go of by itself, however the process ends. */

import Database from 'better-sqlite3';

/** Holds the folder until called; throws the disk's own error where another server holds it. */
export function lockFolder(file: string): () => void {
  const held = new Database(file, { timeout: 1000 });
  try {
    held.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    held.close();
    throw error;
  }
  return () => void held.close();
}
