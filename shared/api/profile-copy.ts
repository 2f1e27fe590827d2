/** Copies of a profile as they pass through a page. */

/** Bytes of the largest one brought back at the screen: it comes whole through the bridge. Larger ones are for the command line. */
export const LARGEST_COPY = 64 << 20;
