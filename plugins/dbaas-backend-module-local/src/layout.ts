import path from 'node:path';
import { InputError } from '@backstage/errors';

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Whether a name can be part of a path without leading elsewhere. */
export function isSafeName(name: string): boolean {
  return NAME.test(name);
}

/** Returns the name, or throws for one that must not become a path. */
export function safeName(name: string, what: string): string {
  if (!isSafeName(name)) {
    throw new InputError(
      `The name of ${what} is not valid: at most 63 of a-z, 0-9 and dashes, beginning with a letter or digit`,
    );
  }
  return name;
}

/**
 * Where everything stands below the root. What the platform itself believes
 * (manifests, states, logs) never stands in a folder that a server can write.
 */
export class Layout {
  constructor(readonly root: string) {}

  readonly lock = () => path.join(this.root, 'lock');
  readonly ports = () => path.join(this.root, 'ports');
  readonly secrets = () => path.join(this.root, 'secrets');
  /** Not where servers may pass: the key stands in it. */
  readonly authority = () =>
    path.join(this.root, 'authority', 'authority.json');
  readonly programs = () => path.join(this.root, 'programs');
  readonly lost = () => path.join(this.root, 'lost');
  readonly changes = () => path.join(this.root, 'changes');
  readonly records = (kind: 'instances' | 'tenants') =>
    path.join(this.root, 'records', kind);

  readonly instances = () => path.join(this.root, 'instances');
  readonly instance = (uid: string) =>
    path.join(this.instances(), safeName(uid, 'an instance'));
  readonly manifest = (uid: string) =>
    path.join(this.instance(uid), 'manifest.json');

  // No member's name holds an underscore, so these never clash with one.
  readonly states = (uid: string) => path.join(this.instance(uid), '_state');
  readonly logs = (uid: string) => path.join(this.instance(uid), '_log');
  readonly state = (uid: string, unit: string) =>
    path.join(this.states(uid), `${safeName(unit, 'a resource')}.json`);
  readonly command = (uid: string, unit: string) =>
    path.join(this.states(uid), `${safeName(unit, 'a resource')}.command.json`);
  readonly targets = (uid: string, unit: string) =>
    path.join(this.states(uid), `${safeName(unit, 'a resource')}.targets.json`);
  readonly log = (uid: string, unit: string) =>
    path.join(this.logs(uid), `${safeName(unit, 'a resource')}.log`);
  readonly commandLog = (uid: string, unit: string) =>
    path.join(this.logs(uid), `${safeName(unit, 'a resource')}.command.log`);

  /** The member's own folder, which its server may write. */
  readonly member = (uid: string, member: string) =>
    path.join(this.instance(uid), safeName(member, 'a member'));
  readonly data = (uid: string, member: string) =>
    path.join(this.member(uid, member), 'data');
}
