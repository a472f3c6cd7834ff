import { DbaasApi } from '../api/DbaasApi';

const going = new WeakMap<DbaasApi, Map<string, Promise<unknown>>>();

/**
 * One request for everybody on the page who asks the same at the same time. It
 * is not aborted, because one who leaves must not take it from the others.
 */
export function shared<T>(
  api: DbaasApi,
  key: string,
  load: () => Promise<T>,
): Promise<T> {
  const requests = going.get(api) ?? new Map<string, Promise<unknown>>();
  going.set(api, requests);
  const known = requests.get(key);
  if (known) return known as Promise<T>;
  const request = load().finally(() => requests.delete(key));
  requests.set(key, request);
  return request;
}
