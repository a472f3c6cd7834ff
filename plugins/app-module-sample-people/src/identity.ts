import { IdentityApi } from '@backstage/frontend-plugin-api';
import { SamplePeopleClient, Session } from './client';

/** The chosen person as the app's identity; the token is renewed when it is asked for. */
export class SamplePersonIdentity implements IdentityApi {
  readonly #client: SamplePeopleClient;
  #session: Session;
  #renewal: Promise<Session> | undefined;

  constructor(client: SamplePeopleClient, session: Session) {
    this.#client = client;
    this.#session = session;
  }

  async getProfileInfo() {
    return this.#session.profile;
  }

  async getBackstageIdentity() {
    return this.#session.identity;
  }

  async getCredentials() {
    if (Date.now() < this.#session.expiresAt) {
      return { token: this.#session.token };
    }
    this.#renewal ??= this.#renew();
    return { token: (await this.#renewal).token };
  }

  async signOut() {
    await this.#client.signOut();
  }

  /** By name: another tab may have chosen somebody else since, and this one stays who it is. */
  async #renew(): Promise<Session> {
    try {
      const [, name] = this.#session.identity.userEntityRef.split('/');
      this.#session = await this.#client.session(name);
      return this.#session;
    } finally {
      this.#renewal = undefined;
    }
  }
}
