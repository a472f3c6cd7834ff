import { DbaasApi } from '../api/DbaasApi';

const CAPACITY = 100;

/** The last answers of one API by key, as one type sees them. */
export type LastAnswers<T> = {
  get(key: string): T | undefined;
  keep(key: string, answer: T): void;
};

const stores = new WeakMap<DbaasApi, LastAnswers<unknown>>();

function createStore(): LastAnswers<unknown> {
  const answers = new Map<string, unknown>();
  return {
    get: key => answers.get(key),
    keep: (key, answer) => {
      answers.delete(key);
      answers.set(key, answer);
      if (answers.size > CAPACITY) {
        const [oldest] = answers.keys();
        answers.delete(oldest);
      }
    },
  };
}

/**
 * What was read before, so that a page one comes back to, and the second place
 * that needs the same, shows it at once while it is read again. A key always
 * stands for one type of answer; that is the callers' bargain.
 */
export function lastAnswers<T>(api: DbaasApi): LastAnswers<T> {
  let store = stores.get(api);
  if (!store) {
    store = createStore();
    stores.set(api, store);
  }
  return store as LastAnswers<T>;
}
