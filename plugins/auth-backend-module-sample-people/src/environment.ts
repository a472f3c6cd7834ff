/**
 * Whoever can reach this provider can be anybody it offers, so it works only where
 * somebody said "development": an environment that says nothing counts as production.
 */
export function requireDevelopment(environment: string | undefined): void {
  if (environment === 'development' || environment === 'test') return;
  throw new Error(
    `The sample people sign in without a password and are refused unless NODE_ENV is "development" (it is ${
      environment === undefined ? 'not set' : `"${environment}"`
    }). Leave @dbaas-portal/plugin-auth-backend-module-sample-people out of this backend and configure another auth provider.`,
  );
}
