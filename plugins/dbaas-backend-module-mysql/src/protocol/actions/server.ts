import { z } from 'zod';
import { quoteIdentifier, quoteText } from '../../dialect';
import { action } from './action';

/** Sets global variables; numbers and ON or OFF are no texts to the server. */
export const configure = action(
  z.object({
    settings: z.record(z.string(), z.union([z.number(), z.string()])),
  }),
  async (admin, { settings }) => {
    for (const [name, value] of Object.entries(settings)) {
      const literal =
        typeof value === 'number' ? String(value) : quoteText(value);
      await admin.query(`SET GLOBAL ${quoteIdentifier(name)} = ${literal}`);
    }
  },
);
