/**
 * What the server itself says about who can do what; read when asked.
 *
 * @public
 */
export type Accounts = {
  databases: Array<{ name: string; owner?: string; sizeBytes?: number }>;
  users: Array<{
    name: string;
    locked: boolean;
    validUntil?: string;
    grants: Array<{ database: string; level: string }>;
    /** Made by the portal; others are shown, not changed. */
    managed: boolean;
  }>;
};
