/** From which posts a person acts on a day: the own one, those held beside it (겸임), and those of absent people the person deputises for (영 §10③). */

import type { Post } from './delegation.ts';
import { deputisedPosts } from './deputy.ts';
import type { Deputy, Directory, Person } from './directory.ts';

/** One post a person may act from; `entry` is the directory's for a deputised one, null elsewhere. */
export interface Standing {
  readonly kind: 'own' | 'concurrent' | 'acting';
  readonly post: Post;
  readonly entry: Deputy | null;
}

const postOf = ({ position, unit }: Post): Post => ({ position, unit });

/** Every standing on a day (`YYYY-MM-DD` in Korea), the own post first, deputised ones last. */
export function standingsOf(directory: Directory, person: Person, day: string): Standing[] {
  return [
    { kind: 'own', post: postOf(person), entry: null },
    ...(person.concurrent ?? []).map((post): Standing => ({ kind: 'concurrent', post: postOf(post), entry: null })),
    ...deputisedPosts(directory, person.agency, person.id, day).map((entry): Standing => ({ kind: 'acting', post: postOf(entry), entry })),
  ];
}
