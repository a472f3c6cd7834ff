import { NotFoundError } from '@backstage/errors';
import { InstanceRecord } from '@dbaas-portal/plugin-dbaas-common';
import {
  Credential,
  kubernetesSecretName,
  SecretStore,
} from '@dbaas-portal/plugin-dbaas-node';
import { isKubernetesError, KubernetesError } from '../client/KubernetesError';
import { KubernetesObject } from '../client/KubernetesObject';
import { FIELD_MANAGER, Objects } from '../client/Objects';
import { MANAGED_LABEL, MANAGED_VALUE, SECRET_OF_LABEL } from '../labels';

const KIND = { apiVersion: 'v1', kind: 'Secret' };
const PREVIOUS = 'previous';

const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const decode = (text: string | undefined) =>
  text === undefined ? undefined : Buffer.from(text, 'base64').toString('utf8');

/**
 * Credentials as Secrets of type `basic-auth` in the namespace of the tenant,
 * read one by one, never listed over the cluster and never watched.
 */
export class SecretObjects implements SecretStore {
  constructor(
    private readonly objects: Objects,
    private readonly recordOf: (
      uid: string,
    ) => Promise<InstanceRecord | undefined>,
  ) {}

  async get(uid: string, name: string): Promise<Credential | undefined> {
    const target = await this.target(uid, name);
    const found = target && (await this.objects.get(target));
    const data = found?.data ?? {};
    const username = decode(data.username);
    const password = decode(data.password);
    const previous = decode(data[PREVIOUS]);
    return username !== undefined && password !== undefined
      ? { username, password, ...(previous ? { previous } : {}) }
      : undefined;
  }

  async put(uid: string, name: string, credential: Credential): Promise<void> {
    const target = await this.target(uid, name);
    if (!target) {
      throw new NotFoundError(`There is no instance '${uid}'`);
    }
    const { username, password, previous } = credential;
    const secret: KubernetesObject & { type: string } = {
      ...KIND,
      metadata: {
        name: target.name,
        namespace: target.namespace,
        labels: {
          [MANAGED_LABEL]: MANAGED_VALUE,
          [SECRET_OF_LABEL]: uid,
        },
      },
      type: 'kubernetes.io/basic-auth',
      data: {
        username: encode(username),
        password: encode(password),
        // Applied without, it goes: the portal owns the field.
        ...(previous ? { [PREVIOUS]: encode(previous) } : {}),
      },
    };
    try {
      await this.objects.apply(secret);
    } catch (error) {
      // The server's words may quote what was sent.
      throw isKubernetesError(error)
        ? new KubernetesError(
            error.code,
            `Secret ${target.name}, as ${FIELD_MANAGER}`,
          )
        : error;
    }
  }

  async delete(uid: string, name: string): Promise<void> {
    const target = await this.target(uid, name);
    if (target) {
      await this.objects.delete(target);
    }
  }

  async deleteAll(uid: string): Promise<void> {
    const record = await this.recordOf(uid);
    if (!record) {
      return;
    }
    const { items } = await this.objects.list(KIND, {
      namespace: record.spec.tenant,
      labelSelector: `${SECRET_OF_LABEL}=${uid}`,
    });
    for (const { metadata } of items) {
      await this.objects.delete({ ...KIND, ...metadata });
    }
  }

  private async target(uid: string, name: string) {
    const record = await this.recordOf(uid);
    return (
      record && {
        ...KIND,
        name: kubernetesSecretName(record.spec.name, name),
        namespace: record.spec.tenant,
      }
    );
  }
}
