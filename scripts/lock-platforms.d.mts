/** Which machines a platform package is for, by its name. */
export function platformOf(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } | null;

/** Optional packages that no entry of the lockfile answers. */
export function missingPlatforms(
  packages: Readonly<Record<string, { optionalDependencies?: Readonly<Record<string, string>> }>>,
): { place: string; name: string; version: string }[];
