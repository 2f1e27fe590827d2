import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../electron/backend/db/open.ts';
import { diskCode } from '../../../../shared/sync/disk.ts';
import { createFolders, must } from '../../../support/sync.ts';

const folders = createFolders();
afterEach(folders.clean);

const code = (result: ReturnType<typeof openDatabase>): string => (result.ok ? 'ok' : result.code);

describe('local database', () => {
  it('D1 no byte of the text is readable in the file or its log', () => {
    const file = join(folders.make(), 'a.db');
    const db = must(openDatabase(file, randomBytes(32)));
    db.write((write) => void write.run("INSERT INTO meta (name, value) VALUES ('제목', '비공개 문서의 본문 plaintext-marker')"));
    const seen = [readFileSync(file), readFileSync(`${file}-wal`)];
    db.close();
    for (const bytes of [...seen, readFileSync(file)]) {
      expect(bytes.includes('plaintext-marker')).toBe(false);
      expect(bytes.includes('비공개')).toBe(false);
      expect(bytes.includes('SQLite format 3')).toBe(false);
      expect(bytes.includes('CREATE TABLE')).toBe(false);
    }
  });

  it('D1 attachments and drafts of a profile lie in the same encrypted file: nothing of them is readable in the folder', () => {
    const folder = folders.make();
    const db = must(openDatabase(join(folder, 'replica.db'), randomBytes(32)));
    const marker = new TextEncoder().encode('attachment-marker '.repeat(2000));
    db.write((write) => {
      write.run('INSERT INTO blobs (sha256, bytes, waiting) VALUES (?, ?, 1)', 'a'.repeat(64), marker);
      write.run('INSERT INTO room_updates (room, bytes, pending) VALUES (?, ?, 1)', 'doc/x/v1/main', marker);
    });
    for (const name of readdirSync(folder)) expect([name, readFileSync(join(folder, name)).includes('attachment-marker')]).toEqual([name, false]);
    db.close();
    expect(readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes('attachment-marker'))).toBe(false);
  });

  it('D2 a wrong key is a value and changes nothing', () => {
    const file = join(folders.make(), 'a.db');
    const key = randomBytes(32);
    const first = must(openDatabase(file, key));
    first.write((write) => void write.run("INSERT INTO meta (name, value) VALUES ('a', 'b')"));
    first.close();
    const wrong = openDatabase(file, randomBytes(32));
    expect(code(wrong)).toBe('WRONG_KEY');
    expect(wrong.ok ? '' : wrong.message).toContain('암호가 맞지 않거나');
    const again = must(openDatabase(file, key));
    expect(again.read.get('SELECT value FROM meta WHERE name = ?', 'a')).toEqual({ value: 'b' });
    again.close();
  });

  it('D3 a path that is no folder, a newer file and a damaged page have their codes', () => {
    const folder = folders.make();
    writeFileSync(join(folder, 'file'), '');
    expect(code(openDatabase(join(folder, 'file', 'a.db'), randomBytes(32)))).toBe('READ_ONLY');
    const key = randomBytes(32);
    const file = join(folder, 'a.db');
    must(openDatabase(file, key)).close();
    must(
      openDatabase(file, key, [
        { number: 10, ddl: '' },
        { number: 9000, ddl: 'CREATE TABLE later (x) STRICT;'.replace('x', 'x TEXT') },
      ]),
    ).close();
    expect(code(openDatabase(file, key))).toBe('NEWER_SCHEMA');
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 0, 64);
    writeFileSync(file, bytes);
    expect(code(openDatabase(file, key))).toBe('WRONG_KEY');
  });

  it('D4 a second writer that holds the file gets LOCKED as a code', () => {
    const file = join(folders.make(), 'plain.db');
    const one = new Database(file, { timeout: 1 });
    one.exec('CREATE TABLE t (x)');
    one.exec('BEGIN EXCLUSIVE');
    const two = new Database(file, { timeout: 1 });
    let caught: unknown;
    try {
      two.exec('INSERT INTO t VALUES (1)');
    } catch (error) {
      caught = error;
    }
    expect(diskCode(caught)).toBe('LOCKED');
    two.close();
    one.close();
  });

  it('D5 a full disk is DISK_FULL and the database goes on with what it has', () => {
    const file = join(folders.make(), 'small.db');
    const sql = new Database(file);
    sql.exec('CREATE TABLE t (x)');
    sql.pragma('max_page_count = 4');
    let caught: unknown;
    try {
      sql.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(100_000));
    } catch (error) {
      caught = error;
    }
    expect(diskCode(caught)).toBe('DISK_FULL');
    expect(sql.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 });
    sql.close();
  });

  it('D6 a transaction that throws leaves nothing', () => {
    const db = must(openDatabase(join(folders.make(), 'a.db'), randomBytes(32)));
    expect(() =>
      db.write((write) => {
        write.run("INSERT INTO meta (name, value) VALUES ('a', 'b')");
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(db.read.all('SELECT * FROM meta')).toEqual([]);
    db.close();
  });
});
