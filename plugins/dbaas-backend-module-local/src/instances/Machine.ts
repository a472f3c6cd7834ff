import { LocalSettings } from '../options';
import { Layout } from '../layout';
import { Authority } from '../certificates/Authority';
import { PortBook } from '../ports/PortBook';
import { SecretFiles } from '../secrets/SecretFiles';
import { ServerUser } from '../supervisor/user';

/** What the parts of the platform share. */
export type Machine = {
  settings: LocalSettings;
  layout: Layout;
  ports: PortBook;
  secrets: SecretFiles;
  authority: Authority;
  /** Set while this backend runs as root. */
  user?: ServerUser;
  /** Tells the watch that something about an instance is new. */
  changed(uid: string): void;
};

/** What processes of a unit carry in their environment. */
export function markerOf(machine: Machine, uid: string, unit: string): string {
  return `${machine.layout.root}:${uid}:${unit}`;
}
