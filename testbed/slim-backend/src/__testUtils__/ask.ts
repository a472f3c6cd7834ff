export type Answer<T> = { status: number; body: T };

/** One request, and its answer as JSON; undefined members are left out. */
export async function ask<T>(
  method: string,
  url: string,
  options: { token: string; body?: unknown; key?: string },
): Promise<Answer<T>> {
  const { token, body, key } = options;
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(key ? { 'idempotency-key': key } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : {} };
}
