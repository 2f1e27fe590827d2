/** The log as everybody's tools read it (C2SP tlog-tiles under the prefix `/log`): hashes and checkpoint, never what stands in an entry. */

import { readPlace, TILE_LEVELS, TILE_WIDTH, type Tile } from '../../shared/trail/tiles.ts';
import { good, missing, type HttpInput, type Route } from './route.ts';

/** A tile of hashes as a path names it; null where it is not written in its only way. */
function tileOf(path: string): Tile | null {
  const [, levelText = '', place = '', widthText] = /^(\d{1,2})\/([x\d/]+)(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  const level = Number(levelText);
  const index = readPlace(place);
  const width = widthText === undefined ? TILE_WIDTH : Number(widthText);
  const written = String(level) === levelText && level <= TILE_LEVELS && (widthText === undefined || (String(width) === widthText && width < TILE_WIDTH));
  return written && index !== null ? { level, index, width } : null;
}

/** Routes of the tiled log. */
export function tileRoutes({ log }: Pick<HttpInput, 'log'>): Route[] {
  return [
    {
      method: 'GET',
      path: /^\/log\/checkpoint$/,
      open: true,
      async run({ response }) {
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' }).end(log.checkpoint());
        return 'sent';
      },
    },
    {
      method: 'GET',
      path: /^\/log\/tile\/([\w./]{1,60})$/,
      open: true,
      async run({ params: [path = ''], response }) {
        const tile = tileOf(path);
        const bytes = tile === null ? null : log.tile(tile);
        if (bytes === null) return missing;
        const headers = { 'content-type': 'application/octet-stream', 'content-length': bytes.length, 'cache-control': 'max-age=31536000, immutable' };
        response.writeHead(200, headers).end(bytes);
        return 'sent';
      },
    },
    {
      method: 'GET',
      path: /^\/consistency$/,
      open: true,
      async run({ query }) {
        const path = log.consistency(Number(query.get('from')), Number(query.get('to') ?? log.size()));
        return path === null ? missing : good(path);
      },
    },
  ];
}
