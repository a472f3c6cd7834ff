import {
  ErrorCode,
  ParameterDescriptor,
  ParameterValue,
} from '@dbaas-portal/plugin-dbaas-common';
import { FieldProblem, problem } from './problems';

/** Reads what was typed; NaN and such stay as text, to be told as a problem. */
export function parseParameter(
  parameter: ParameterDescriptor,
  text: string,
): ParameterValue | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (parameter.type === 'integer' || parameter.type === 'number') {
    const value = Number(trimmed);
    return Number.isFinite(value) ? value : trimmed;
  }
  if (parameter.type === 'boolean') return trimmed === 'true';
  return text;
}

/** What the engine's schema has against a value. */
export function checkParameter(
  parameter: ParameterDescriptor,
  value: ParameterValue,
): FieldProblem | undefined {
  const at = (code: ErrorCode, params: Record<string, string | number>) =>
    problem(`parameters.${parameter.name}`, code, params);
  switch (parameter.type) {
    case 'integer':
    case 'number': {
      if (
        typeof value !== 'number' ||
        (parameter.type === 'integer' && !Number.isInteger(value))
      ) {
        return at('wrong-type', { expected: parameter.type });
      }
      const { minimum = -Infinity, maximum = Infinity } = parameter;
      return value < minimum || value > maximum
        ? at('out-of-range', { value, minimum, maximum })
        : undefined;
    }
    case 'enum':
      return parameter.values?.includes(String(value))
        ? undefined
        : at('unknown-value', {
            value: String(value),
            possible: (parameter.values ?? []).join(', '),
          });
    case 'string':
      return parameter.pattern &&
        !new RegExp(`^(?:${parameter.pattern})$`).test(String(value))
        ? at('invalid-request', { detail: parameter.pattern })
        : undefined;
    default:
      return typeof value === 'boolean'
        ? undefined
        : at('wrong-type', { expected: 'true | false' });
  }
}
