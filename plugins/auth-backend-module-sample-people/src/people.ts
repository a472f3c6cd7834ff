import { AuthService } from '@backstage/backend-plugin-api';
import { Entity, isUserEntity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** Marks a User of the catalog as somebody whom anyone may be in development. */
export const SAMPLE_PERSON_ANNOTATION = 'dbaas-portal.io/sample-person';

/** What a person is to the portal, and the Chinese words for the page on which one chooses. */
const ROLE_ANNOTATION = 'dbaas-portal.io/role';
const ZH_ROLE_ANNOTATION = 'dbaas-portal.io/role-zh';
const ZH_DESCRIPTION_ANNOTATION = 'dbaas-portal.io/description-zh';

/** One person as the sign-in page shows them. */
export type SamplePerson = {
  name: string;
  displayName: string;
  picture?: string;
  role: { en: string; zh: string };
  description: { en: string; zh: string };
};

export interface SamplePeople {
  list(): Promise<SamplePerson[]>;
  has(name: string): Promise<boolean>;
}

function toPerson(entity: Entity): SamplePerson {
  const { name, description = '', annotations = {} } = entity.metadata;
  const profile = isUserEntity(entity) ? entity.spec.profile : undefined;
  const role = annotations[ROLE_ANNOTATION] ?? '';
  return {
    name,
    displayName: profile?.displayName ?? name,
    picture: profile?.picture,
    role: { en: role, zh: annotations[ZH_ROLE_ANNOTATION] ?? role },
    description: {
      en: description,
      zh: annotations[ZH_DESCRIPTION_ANNOTATION] ?? description,
    },
  };
}

/** Reads them from the catalog, which is the only place where they are described. */
export class CatalogSamplePeople implements SamplePeople {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #names: string[] | undefined;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    names?: string[];
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#names = options.names;
  }

  async list(): Promise<SamplePerson[]> {
    const which: Record<string, string | string[]> = this.#names
      ? { 'metadata.name': this.#names }
      : { [`metadata.annotations.${SAMPLE_PERSON_ANNOTATION}`]: 'true' };
    // One signs in by a bare name, so somebody of another namespace must not
    // open the door to their namesake.
    const { items } = await this.#catalog.getEntities(
      { filter: { kind: 'User', 'metadata.namespace': 'default', ...which } },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return items.map(toPerson).sort((a, b) => a.name.localeCompare(b.name));
  }

  async has(name: string): Promise<boolean> {
    const people = await this.list();
    return people.some(person => person.name === name);
  }
}
