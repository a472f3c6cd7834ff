import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import { Silence } from './InstanceIndex';

/** Locations that give no answer, each since it was first told. */
export class Silences {
  private readonly byLocation = new Map<string, Silence>();

  constructor(private readonly clock: () => Date) {}

  of(location: string): Silence | undefined {
    return this.byLocation.get(location);
  }

  /** Whether anything was, or is, to be told. */
  set(location: string, reason?: Reason): boolean {
    if (!reason) {
      return this.byLocation.delete(location);
    }
    const since = this.of(location)?.since ?? this.clock().toISOString();
    this.byLocation.set(location, { reason, since });
    return true;
  }
}
