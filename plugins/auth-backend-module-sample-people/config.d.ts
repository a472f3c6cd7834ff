export interface Config {
  auth?: {
    /**
     * The kind of place this portal runs in. Sample people exist in `development` only.
     * @visibility frontend
     */
    environment?: string;
    providers?: {
      /**
       * Development only: sign in as one of the sample people of the catalog.
       * Present, even empty, it offers every User with the annotation
       * `dbaas-portal.io/sample-person: "true"`.
       */
      'sample-people'?: {
        /**
         * Names of catalog Users, to offer these instead of the annotated ones.
         */
        people?: string[];
      };
    };
  };
}
