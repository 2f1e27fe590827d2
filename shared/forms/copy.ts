/** 사본 of an issued paper: a person's signature in a field of this name says that it is a copy, and the verifier names it so. */

/** Name of the signature field of a copy. */
export const COPY_FIELD = '사본';
