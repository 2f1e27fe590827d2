export type LockPackages = Readonly<Record<string, object>>;
export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly shipped: boolean;
}
export function licencesOf(packages: LockPackages): Licence[];
export function licencesText(packages: LockPackages): string;
