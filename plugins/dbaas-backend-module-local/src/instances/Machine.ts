import { LocalSettings } from '../options';
import { Layout } from '../layout';
import { PortBook } from '../ports/PortBook';
import { SecretFiles } from '../secrets/SecretFiles';
import { ServerUser } from '../supervisor/user';

/** What the parts of the platform share. */
export type Machine = {
  settings: LocalSettings;
  layout: Layout;
  ports: PortBook;
  secrets: SecretFiles;
  /** Set while this backend runs as root. */
  user?: ServerUser;
  /** Tells the watch that something about an instance is new. */
  changed(uid: string): void;
};

/** What processes of a unit carry in their environment. */
export function markerOf(machine: Machine, uid: string, unit: string): string {
  return `${machine.layout.root}:${uid}:${unit}`;
}
