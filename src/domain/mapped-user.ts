/** The user that a token logs in as; the type and roles count on the first login only. */
export interface MappedUser {
  readonly username: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly userType: string | null;
  readonly roles: readonly string[];
}
