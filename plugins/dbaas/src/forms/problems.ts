import {
  ErrorCode,
  errorText,
  LocalizedText,
  Problem,
} from '@dbaas-portal/plugin-dbaas-common';
import { readableText } from '@dbaas-portal/plugin-dbaas-react';

/** What is wrong with a request, at one of its fields. */
export type FieldProblem = Pick<Problem, 'code' | 'text'> & {
  field: string;
};

export function problem(
  field: string,
  code: ErrorCode,
  params?: Record<string, string | number | boolean>,
): FieldProblem {
  return { field, code, text: errorText(code, params) };
}

/** Problems by field; the first one of a field is shown. */
export class Problems {
  constructor(private readonly list: FieldProblem[]) {}

  static of(...lists: Array<Array<Problem | FieldProblem>>): Problems {
    const seen = new Set<string>();
    const merged: FieldProblem[] = [];
    for (const entry of lists.flat()) {
      const field = entry.field ?? '';
      const key = `${field}/${entry.code}`;
      if (!seen.has(key)) {
        seen.add(key);
        merged.push({ field, code: entry.code, text: readableText(entry) });
      }
    }
    return new Problems(merged);
  }

  /** The problem of a field, or of anything within it. */
  at(field: string): LocalizedText | undefined {
    return this.list.find(
      entry => entry.field === field || entry.field.startsWith(`${field}.`),
    )?.text;
  }

  /** Those at none of the fields that a form shows. */
  elsewhere(fields: readonly string[]): FieldProblem[] {
    return this.list.filter(
      entry =>
        !fields.some(
          field => entry.field === field || entry.field.startsWith(`${field}.`),
        ),
    );
  }

  get all(): FieldProblem[] {
    return this.list;
  }
}
