import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { ApiClient } from './ApiClient';
import { KubernetesError, notByApiServer } from './KubernetesError';

const resourcesShape = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      namespaced: z.boolean(),
    }),
  ),
});

const groupsShape = z.object({
  kind: z.literal('APIGroupList'),
  groups: z.array(
    z.object({ versions: z.array(z.object({ groupVersion: z.string() })) }),
  ),
});

export type Kind = {
  apiVersion: string;
  kind: string;
  plural: string;
  namespaced: boolean;
};

export type KindRef = Pick<Kind, 'apiVersion' | 'kind'>;

const KEEP_MS = 10 * 60_000;

/** `group/version/Kind` or `v1/Kind`, as bindings name what they watch. */
export function parseKind(text: string): KindRef {
  const at = text.lastIndexOf('/');
  return { apiVersion: text.slice(0, at), kind: text.slice(at + 1) };
}

export function groupPath(apiVersion: string): string {
  return apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
}

function parse<T>(shape: z.ZodType<T>, answer: JsonObject): T {
  const parsed = shape.safeParse(answer);
  if (!parsed.success) {
    throw notByApiServer();
  }
  return parsed.data;
}

/** What the API server serves, asked once and kept for a while. */
export class Kinds {
  private readonly known = new Map<
    string,
    { at: number; kinds: Promise<Kind[]> }
  >();

  constructor(private readonly client: ApiClient) {}

  async find({ apiVersion, kind }: KindRef): Promise<Kind | undefined> {
    const kept = this.known.get(apiVersion);
    if (kept && Date.now() - kept.at < KEEP_MS) {
      const found = (await kept.kinds).find(k => k.kind === kind);
      if (found) {
        return found;
      }
      // It may have been installed since.
      if (Date.now() - kept.at < 1_000) {
        return undefined;
      }
    }
    const kinds = this.ask(apiVersion);
    this.known.set(apiVersion, { at: Date.now(), kinds });
    kinds.catch(() => this.known.delete(apiVersion));
    return (await kinds).find(k => k.kind === kind);
  }

  async require(ref: KindRef): Promise<Kind> {
    const kind = await this.find(ref);
    if (!kind) {
      throw new KubernetesError(
        'not-found',
        `the definition of ${ref.apiVersion} ${ref.kind}`,
      );
    }
    return kind;
  }

  /** The path of an object, or of all of its kind where `name` is absent. */
  async path(
    ref: KindRef,
    place: { namespace?: string; name?: string; subresource?: string },
  ): Promise<string> {
    const kind = await this.require(ref);
    const parts = [groupPath(kind.apiVersion)];
    if (kind.namespaced && place.namespace) {
      parts.push('namespaces', encodeURIComponent(place.namespace));
    }
    parts.push(kind.plural);
    if (place.name) {
      parts.push(encodeURIComponent(place.name));
    }
    if (place.subresource) {
      parts.push(place.subresource);
    }
    return parts.join('/');
  }

  private async ask(apiVersion: string): Promise<Kind[]> {
    let answer: JsonObject;
    try {
      answer = await this.client.request('GET', groupPath(apiVersion));
    } catch (error) {
      // Of groups that it does not serve the API server says so without a
      // Status, as anything before it would: only the list of groups tells.
      const isSilent = error instanceof KubernetesError && error.http === 404;
      if (isSilent && !(await this.serves(apiVersion))) {
        return [];
      }
      throw error;
    }
    return parse(resourcesShape, answer)
      .resources.filter(r => !r.name.includes('/'))
      .map(({ name, kind, namespaced }) => ({
        apiVersion,
        kind,
        plural: name,
        namespaced,
      }));
  }

  private async serves(apiVersion: string): Promise<boolean> {
    const answer = await this.client.request('GET', '/apis');
    const { groups } = parse(groupsShape, answer);
    return groups.some(group =>
      group.versions.some(version => version.groupVersion === apiVersion),
    );
  }
}
