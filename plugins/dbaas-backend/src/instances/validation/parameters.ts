import { ParameterDescriptor } from '@dbaas-portal/plugin-dbaas-common';
import { ErrorDetails } from '../../errors';
import { unknown } from './names';

function wrongType(parameter: ParameterDescriptor, value: unknown) {
  switch (parameter.type) {
    case 'integer':
      return !Number.isInteger(value);
    case 'number':
      return typeof value !== 'number' || !Number.isFinite(value);
    case 'boolean':
      return typeof value !== 'boolean';
    default:
      return typeof value !== 'string';
  }
}

function checkOne(
  parameter: ParameterDescriptor,
  value: unknown,
  field: string,
): ErrorDetails[] {
  const { type, minimum, maximum, values, pattern } = parameter;
  if (wrongType(parameter, value)) {
    const expected = type === 'enum' ? 'string' : type;
    return [{ code: 'wrong-type', field, params: { expected } }];
  }
  if (typeof value === 'number') {
    const low = minimum ?? -Infinity;
    const high = maximum ?? Infinity;
    return value >= low && value <= high
      ? []
      : [
          {
            code: 'out-of-range',
            field,
            params: { value, minimum: low, maximum: high },
          },
        ];
  }
  if (typeof value === 'string') {
    if (type === 'enum' && values && !values.includes(value)) {
      return [unknown(value, values, field)];
    }
    if (pattern && !new RegExp(`^(?:${pattern})$`).test(value)) {
      return [
        {
          code: 'invalid-request',
          field,
          words: {
            detail: {
              en: `it has to match ${pattern}`,
              zh: `须匹配 ${pattern}`,
            },
          },
        },
      ];
    }
  }
  return [];
}

/** Against what the binding lets users set. */
export function checkParameters(
  parameters: Record<string, unknown>,
  known: ParameterDescriptor[],
  field: string,
): ErrorDetails[] {
  return Object.entries(parameters).flatMap(([name, value]) => {
    const parameter = known.find(p => p.name === name);
    return parameter
      ? checkOne(parameter, value, `${field}.${name}`)
      : [
          unknown(
            name,
            known.map(p => p.name),
            `${field}.${name}`,
          ),
        ];
  });
}
