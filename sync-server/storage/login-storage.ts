/** What the server keeps of a person's logins (`../login.ts`). */

/** The last login of a person, and refused tries since. */
export interface LoginRow {
  readonly at: number | null;
  readonly device: string | null;
  readonly failed: number;
}

/** Logins by person. */
export interface LoginStorage {
  login(person: string): LoginRow;
  putLogin(person: string, login: LoginRow): void;
  /** Logins by commands after a moment (milliseconds): how many, and the newest. */
  commandLogins(person: string, after: number): { readonly times: number; readonly at: number | null };
}
