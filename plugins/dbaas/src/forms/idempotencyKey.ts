/**
 * A fresh key for one intent of a person: pressing twice, or again after the
 * network failed, does the thing once. `randomUUID` is missing on plain HTTP.
 */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
