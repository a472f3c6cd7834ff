import { TypedResponse } from '@dbaas-portal/plugin-dbaas-common';

/**
 * What JSON carries of a type. The generated client declares times as `Date`,
 * while on the wire and after parsing they are RFC 3339 strings.
 *
 * @public
 */
export type JsonOf<T> = T extends Date
  ? string
  : T extends (infer Item)[]
  ? JsonOf<Item>[]
  : T extends object
  ? { [Key in keyof T]: JsonOf<T[Key]> }
  : T;

/** Reads the body of a response of the generated client. */
export async function readJson<T>(
  response: TypedResponse<T>,
): Promise<JsonOf<T>> {
  return JSON.parse(await response.text());
}
