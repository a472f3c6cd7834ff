export interface Config {
  dbaas?: {
    access?: {
      /** Who has a role on the whole fleet, by the default policy. */
      roles?: {
        /**
         * Database administrators: entity references of users or groups.
         * They may do everything everywhere, but neither read nor change data
         * nor see logins in production.
         */
        dba?: string[];
        /**
         * Auditors: entity references of users or groups. They see everything
         * and the audit, but no data and no login, and change nothing.
         */
        auditor?: string[];
      };
      /**
       * What the module decides about permissions of other plugins; `allow`,
       * to who is signed in, when absent. Only read where this module is
       * installed.
       */
      otherPermissions?: 'allow' | 'deny';
    };
  };
}
