/** Exhaustiveness: reaching this is a bug, and the compiler says so first. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
