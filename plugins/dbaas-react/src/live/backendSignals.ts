import { DbaasApi } from '../api/DbaasApi';

const answers = new WeakMap<DbaasApi, Promise<boolean>>();

/**
 * Whether the backend sends signals; asked once, shared by everything on the
 * page. Without an answer one has to poll.
 */
export function backendSignals(api: DbaasApi): Promise<boolean> {
  let answer = answers.get(api);
  if (!answer) {
    answer = api.getMe().then(
      me => me.signals,
      () => {
        answers.delete(api);
        return false;
      },
    );
    answers.set(api, answer);
  }
  return answer;
}
