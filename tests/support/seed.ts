/** The seed of a run that draws by chance (`docs/decisions/023-seeds.md`). */

/** ONGYEOL_SEED where it is a number, else a fresh one: `npm test` sets one for all, `npm run test:long` none. */
export function seedOf(): number {
  const given = Number(process.env['ONGYEOL_SEED']);
  return Number.isInteger(given) && given > 0 ? given : Math.floor(Math.random() * 2_000_000_000) + 1;
}
