import { LocalizedText, NameRule } from '@dbaas-portal/plugin-dbaas-common';
import { problem } from '../forms/problems';

/** What an engine's rule has against a name; nothing while it is empty. */
export function nameProblem(
  rule: NameRule | undefined,
  name: string,
  taken: string[] = [],
): LocalizedText | undefined {
  if (name === '') return undefined;
  if (taken.includes(name)) {
    return problem('name', 'name-taken', { name }).text;
  }
  if (!rule) return undefined;
  if (rule.reserved.includes(name.toLowerCase())) {
    return problem('name', 'reserved-name', { name }).text;
  }
  const fits =
    name.length <= rule.maxLength &&
    new RegExp(`^(?:${rule.pattern})$`).test(name);
  return fits
    ? undefined
    : problem('name', 'invalid-name', {
        name,
        rule: `${rule.pattern}, ≤ ${rule.maxLength}`,
      }).text;
}
