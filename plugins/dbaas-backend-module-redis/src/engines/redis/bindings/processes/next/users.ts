import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import {
  coreStep,
  followRecipe,
  Next,
  RecipeStep,
  secretOfUser,
} from '@dbaas-portal/plugin-dbaas-node';
import { Input, onEachMember } from './common';

function userNamed(input: Input): string {
  const name = input.operation.input.user;
  if (typeof name !== 'string') {
    throw new Error('The operation names no user');
  }
  return name;
}

/** ACLs are not replicated: each member gets them. */
function setOnAll(spec: InstanceSpec, name: string): RecipeStep[] {
  const user = spec.users.find(u => u.name === name);
  return onEachMember(
    spec,
    'set-user',
    member => ({
      en: `Set the user ${name} on ${member}`,
      zh: `在 ${member} 上设置用户 ${name}`,
    }),
    'set-user',
    {
      user: name,
      secret: secretOfUser(name),
      level: user?.grants[0]?.level ?? 'read',
      locked: user?.locked ?? false,
    },
  );
}

/** Creates, changes and rotates alike: the user is set as the spec says. */
export function setUser(input: Input): Next {
  const name = userNamed(input);
  return followRecipe(
    [
      coreStep(
        {
          id: 'secret',
          title: {
            en: `See to the password of ${name}`,
            zh: `准备 ${name} 的密码`,
          },
        },
        'secret',
        {
          name: secretOfUser(name),
          username: name,
          ...(input.operation.kind === 'rotate-password'
            ? { renew: true }
            : {}),
        },
      ),
      ...setOnAll(input.target, name),
    ],
    input,
  );
}

export function dropUser(input: Input): Next {
  const name = userNamed(input);
  return followRecipe(
    [
      ...onEachMember(
        input.target,
        'drop-user',
        member => ({
          en: `Drop the user ${name} on ${member}`,
          zh: `在 ${member} 上删除用户 ${name}`,
        }),
        'drop-user',
        { user: name },
      ),
      coreStep(
        {
          id: 'drop-secret',
          title: { en: 'Forget its password', zh: '删除其密码' },
        },
        'drop-secret',
        { name: secretOfUser(name) },
      ),
    ],
    input,
  );
}
