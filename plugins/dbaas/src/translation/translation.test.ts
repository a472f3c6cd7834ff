import * as access from './en/access';
import * as actions from './en/actions';
import * as audit from './en/audit';
import * as common from './en/common';
import * as instance from './en/instance';
import * as instances from './en/instances';
import * as logs from './en/logs';
import * as operations from './en/operations';
import * as platforms from './en/platforms';
import * as request from './en/request';
import * as resources from './en/resources';
import * as tenants from './en/tenants';
import * as terminal from './en/terminal';
import zh from './zh';

type Nested = { [key: string]: string | Nested };

function flatten(nested: Nested, prefix = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(nested).map(([key, value]) =>
      typeof value === 'string'
        ? { [prefix + key]: value }
        : flatten(value, `${prefix}${key}.`),
    ),
  );
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(match => match[1]).sort();

describe('the words in Chinese', () => {
  const en = flatten({
    ...access,
    ...actions,
    ...audit,
    ...common,
    ...instance,
    ...instances,
    ...logs,
    ...operations,
    ...platforms,
    ...request,
    ...resources,
    ...tenants,
    ...terminal,
  });
  const translated: Record<string, string> = zh;

  it('are all there, and no others', () => {
    expect(Object.keys(translated).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.keys(en))('%s has the same placeholders', key => {
    expect(placeholders(translated[key])).toEqual(placeholders(en[key]));
    expect(translated[key].trim()).not.toBe('');
  });
});
