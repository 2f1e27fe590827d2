/** Migration 20: a stranded copy remembers when its person dealt with it. */

/** DDL of this step. */
export const handled = `
ALTER TABLE stranded ADD COLUMN handled TEXT;
`;
