import { RecordStore } from '@dbaas-portal/plugin-dbaas-node';

const MAX_TRIES = 300;

/** As the worker does: again as long as the error says that it passes. */
export async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const passes = error instanceof Error && 'transient' in error;
      if (!passes || error.transient !== true || tries === MAX_TRIES) {
        throw error;
      }
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

/** A lost answer leaves a record that is there: reading first finds it. */
export async function write<T extends { revision: number }>(
  store: RecordStore<T>,
  id: string,
  record: T,
): Promise<void> {
  await persist(async () => {
    if (!(await store.get(id))) {
      await store.put(id, record);
    }
  });
}
