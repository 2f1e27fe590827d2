/** Numbers an honest client could have counted up to. */

/** Client ids are 32 bits wide. */
export const MAX_CLIENT = 2 ** 32 - 1;
/** A clock near the end of what a number holds breaks the state vector of everybody who hears of it. */
export const MAX_CLOCK = 2 ** 31;
