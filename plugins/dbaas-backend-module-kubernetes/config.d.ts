export interface Config {
  dbaas?: {
    /**
     * Clusters that databases run in; each is a location.
     */
    clusters?: Array<{
      /** Id of the location: 1–40 of a–z, 0–9 and `-`. Never change it. */
      id: string;
      /** What people read. */
      title?: string;
      /** Path of a kubeconfig; the default one if absent. */
      kubeconfig?: string;
      /** Context of the kubeconfig; its current one if absent. */
      context?: string;
      /** The login of the pod that the backend runs in. */
      inCluster?: boolean;
      /** URL of an API server, instead of a kubeconfig. */
      url?: string;
      /** @visibility secret */
      serviceAccountToken?: string;
      /** Certificate of its authority, base64. */
      caData?: string;
      /** Path of the certificate of its authority. */
      caFile?: string;
      /** Trust any certificate; for trying out. */
      skipTLSVerify?: boolean;
      /**
       * How this backend connects to databases: `direct` from within the
       * cluster's network (the default with `inCluster`), or `port-forward`
       * through the API server (the default otherwise).
       */
      reach?: string;
    }>;
    kubernetes?: {
      /**
       * Also use the entries of `kubernetes.clusterLocatorMethods` of type
       * `config` whose `authProvider` is `serviceAccount`; false if absent.
       */
      reuseClusters?: boolean;
      /** What the namespace of a tenant is like. */
      tenants?: {
        /**
         * Level of the Pod Security Standards that is enforced: `privileged`,
         * `baseline` or `restricted`; `baseline` if absent.
         */
        podSecurity?: string;
        /** Namespaces of operators that must reach the members. */
        operatorNamespaces?: string[];
        /** The namespace that the portal's backend runs in. */
        portalNamespace?: string;
        /** The most LoadBalancer services of a tenant; 0 if absent. */
        loadBalancers?: number;
        /**
         * Who is bound to the role for working in each tenant's namespace, so
         * that the portal may read no Secret elsewhere; see
         * `deploy/kubernetes/rbac.yaml`. Absent where the portal's login has
         * wider rights already.
         */
        binding?: {
          clusterRole: string;
          /**
           * A second role, by which terminals enter pods; see
           * `deploy/kubernetes/rbac-terminal.yaml`. Absent: nobody enters.
           */
          terminalClusterRole?: string;
          serviceAccount: string;
          namespace: string;
        };
      };
    };
  };
}
