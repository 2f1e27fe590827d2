/** Whose client ids stand in a room's text: told to everybody who may read the room, and to nobody else. */

import { parseRoom } from '../../shared/collab/protocol.ts';
import { roomAccess } from '../rooms.ts';
import { good, malformed, missing, type HttpInput, type Route } from './route.ts';

/** The route. */
export function authorRoutes({ storage, trail, limits }: HttpInput): Route[] {
  return [
    {
      method: 'GET',
      path: /^\/authors$/,
      run: async ({ query, person }) => {
        const room = query.get('room') ?? '';
        if (parseRoom(room) === null) return malformed;
        return roomAccess(trail, limits, room, person).type === 'allowed' ? good(storage.authorsOf(room)) : missing;
      },
    },
  ];
}
