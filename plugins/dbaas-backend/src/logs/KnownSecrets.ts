import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import {
  SECRET_ADMIN,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
  SECRET_REPLICATION,
  secretOfUser,
  SecretStore,
} from '@dbaas-portal/plugin-dbaas-node';

/** A password that is made while a log is followed is known this late. */
const FRESH_MS = 30_000;

const OWN = [
  SECRET_ADMIN,
  SECRET_REPLICATION,
  SECRET_CONSOLE_READ,
  SECRET_CONSOLE_WRITE,
];

/** The passwords of an instance, to be taken out of what its members write. */
export class KnownSecrets {
  private readonly passwords = new Set<string>();
  private readAt = -Infinity;

  constructor(
    private readonly store: SecretStore,
    private readonly record: () => InstanceRecord | undefined,
  ) {}

  /** All that were known since the log was opened: old lines name old ones. */
  async all(): Promise<readonly string[]> {
    const record = this.record();
    if (record && Date.now() - this.readAt > FRESH_MS) {
      const names = [
        ...OWN,
        ...record.spec.users.map(user => secretOfUser(user.name)),
      ];
      const found = await Promise.all(
        names.map(name => this.store.get(record.uid, name)),
      );
      for (const credential of found) {
        [credential?.password, credential?.previous].forEach(
          password => password && this.passwords.add(password),
        );
      }
      this.readAt = Date.now();
    }
    return [...this.passwords];
  }
}
