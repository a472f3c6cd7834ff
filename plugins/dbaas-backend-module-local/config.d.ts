export interface Config {
  dbaas?: {
    /**
     * Databases as processes of the backend's own machine; for development.
     */
    local?: {
      /** Whether the platform is there; true if absent. */
      enabled?: boolean;
      /**
       * The folder that holds data, records and secrets; on a disk of this
       * machine, and no other platform's. Environment: `DBAAS_LOCAL_ROOT`.
       */
      root?: string;
      /** The id of the location; `local` if absent. */
      location?: string;
      /**
       * The user that servers run as when the backend is root; else the first
       * that exists of dbaas, nobody, daemon.
       */
      user?: string;
      /**
       * Folders with servers, looked into first. Environment:
       * `DBAAS_LOCAL_BINARIES`, separated by colons.
       */
      binaries?: string[];
      /** Where members and addresses listen on loopback. */
      ports?: {
        /** The first port; 21000 if absent. */
        from?: number;
        /** The last port; 21999 if absent. */
        to?: number;
      };
      /** The most memory that one member may ask for; 8192 if absent. */
      maxMemberMemoryMib?: number;
      /**
       * New members are refused when less is free on the disk; 1024 if
       * absent.
       */
      minimumFreeDiskMib?: number;
    };
  };
}
