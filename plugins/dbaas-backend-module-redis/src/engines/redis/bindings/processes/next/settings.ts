import { Parameters } from '@dbaas-portal/plugin-dbaas-common';
import { followRecipe, Next } from '@dbaas-portal/plugin-dbaas-node';
import { redisParameters, settingText } from '../../../parameters';
import { maxMemory } from '../render';
import { applyAll, Input, onEachMember, untilGreen } from './common';

/** What changes between two sets; what is no longer set goes to its default. */
function changedSettings(
  before: Parameters,
  after: Parameters,
): Record<string, string> {
  const changed: Record<string, string> = {};
  for (const parameter of redisParameters) {
    const old = before[parameter.name] ?? parameter.default;
    const wanted = after[parameter.name] ?? parameter.default;
    if (old !== wanted) {
      changed[parameter.name] = settingText(wanted);
    }
  }
  return changed;
}

const title = (member: string) => ({
  en: `Set the values on ${member}`,
  zh: `在 ${member} 上设置`,
});

function configureAll(input: Input, settings: Record<string, string>): Next {
  return followRecipe(
    [
      ...onEachMember(input.target, 'configure', title, 'configure', {
        settings,
      }),
      applyAll(input, { en: 'Keep it in the manifest', zh: '写入清单' }),
      untilGreen(input.target),
    ],
    input,
  );
}

export function setParameters(input: Input): Next {
  const before = input.before?.parameters ?? {};
  return configureAll(input, changedSettings(before, input.target.parameters));
}

/** Locally a size is the memory for keys; cpu and storage are accounted for. */
export function resize(input: Input): Next {
  return configureAll(input, { maxmemory: maxMemory(input.target) });
}
