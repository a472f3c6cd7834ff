import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { LocalizedText } from '@dbaas-portal/plugin-dbaas-common';
import { both } from '../text';

/** What a preview of the API has, as far as it is printed. */
export type Preview = {
  problems: Array<{ field?: string; text: LocalizedText }>;
  changes: Array<{ action: string; kind: string; name: string }>;
  steps: LocalizedText[];
};

/**
 * Prints what a dry run would do, and fails like the real run where it would
 * be refused, with all problems at once.
 */
export function printPreview(preview: Preview, logger: LoggerService): void {
  preview.steps.forEach((step, index) =>
    logger.info(`Would do ${index + 1}: ${both(step)}`),
  );
  for (const { action, kind, name } of preview.changes) {
    logger.info(`Would ${action} ${kind} ${name}`);
  }
  if (preview.problems.length > 0) {
    const problems = preview.problems.map(({ field, text }) =>
      field ? `${both(text)} (field: ${field})` : both(text),
    );
    problems.forEach(problem => logger.error(problem));
    throw new InputError(
      `The request would be refused: ${problems.join('; ')}`,
    );
  }
}
