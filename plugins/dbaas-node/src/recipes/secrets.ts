import { InstanceUser } from '@dbaas-portal/plugin-dbaas-common';
import { secretOfUser, Step } from '../contracts';
import { coreStep } from './step';

/**
 * Makes the passwords of a new instance in one step: of the portal's own
 * logins, and of its users. Those that are there stay.
 *
 * @param logins - name of the secret and of the login
 * @public
 */
export function makeSecrets(
  logins: Array<{ name: string; username: string }>,
  users: Array<Pick<InstanceUser, 'name'>>,
): Step {
  const all = [
    ...logins,
    ...users.map(({ name }) => ({ name: secretOfUser(name), username: name })),
  ];
  const names = all.map(({ username }) => username);
  return coreStep(
    {
      id: 'secrets',
      title: {
        en: `Make the passwords of ${names.join(', ')}`,
        zh: `生成 ${names.join('、')} 的密码`,
      },
    },
    'secrets',
    { logins: all },
  );
}
