import { BackstageCredentials } from '@backstage/backend-plugin-api';

/**
 * Who asks: a person or a service. Every service method takes it last, so
 * that no call is without an actor.
 */
export type Caller = {
  credentials: BackstageCredentials;
  /** Entity reference of the user, or `service:<subject>`. */
  actor: string;
};
