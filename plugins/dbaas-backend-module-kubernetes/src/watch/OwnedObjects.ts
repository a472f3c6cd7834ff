import { Observed } from '@dbaas-portal/plugin-dbaas-node';
import { KubernetesObject } from '../client/KubernetesObject';
import { INCARNATION_LABEL, UID_LABEL } from '../labels';

const MAX_DEPTH = 6;

type Entry = { object: KubernetesObject; observedAt: string };

/** An object as bindings see it, and when it was seen. */
export function asObserved({ object, observedAt }: Entry): Observed {
  const incarnation = object.metadata.labels?.[INCARNATION_LABEL];
  return {
    resource: object,
    ...(incarnation === undefined ? {} : { incarnation }),
    observedAt,
  };
}

const isText = (value: string | undefined): value is string => Boolean(value);

const orderOf = ({ resource }: Observed) =>
  `${resource.kind} ${resource.metadata.name}`;

function idOf({ kind, metadata }: KubernetesObject): string {
  return metadata.uid ?? `${kind} ${metadata.namespace} ${metadata.name}`;
}

function controllerOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.ownerReferences?.find(o => o.controller)?.uid;
}

function add(map: Map<string, Set<string>>, key: string, id: string): void {
  const set = map.get(key) ?? new Set();
  set.add(id);
  map.set(key, set);
}

function drop(map: Map<string, Set<string>>, key: string, id: string): void {
  const set = map.get(key);
  set?.delete(id);
  if (set?.size === 0) {
    map.delete(key);
  }
}

/**
 * Which objects belong to which instance: by their own label, else by that of
 * whoever controls them. Operators do not all hand labels down. What once
 * belonged to an instance stays its own until it is gone, also when its
 * controller goes first.
 */
export class OwnedObjects {
  /** By the API server's own uid. */
  private readonly objects = new Map<string, Entry>();
  private readonly owners = new Map<string, string>();
  private readonly owned = new Map<string, Set<string>>();
  /** Objects that are controlled by another, by the other's uid. */
  private readonly children = new Map<string, Set<string>>();

  /** Tells which instances look different now. */
  put(object: KubernetesObject, observedAt: string): string[] {
    const id = idOf(object);
    const before = this.owners.get(id);
    this.objects.set(id, { object, observedAt });
    const controller = controllerOf(object);
    if (controller) {
      add(this.children, controller, id);
    }
    this.assign(id);
    return [...new Set([before, this.owners.get(id)])].filter(isText);
  }

  remove(object: KubernetesObject): string[] {
    const id = idOf(object);
    const instance = this.owners.get(id);
    const known = this.objects.get(id)?.object ?? object;
    const controller = controllerOf(known);
    if (controller) {
      drop(this.children, controller, id);
    }
    if (instance) {
      drop(this.owned, instance, id);
    }
    this.owners.delete(id);
    this.objects.delete(id);
    return [instance].filter(isText);
  }

  /**
   * All objects of an instance, in a stable order. Labels are anybody's to
   * write: what lies outside of the tenant's namespace is none of it.
   */
  of(instance: string, namespace: string): Observed[] {
    return [...(this.owned.get(instance) ?? [])]
      .flatMap(id => {
        const entry = this.objects.get(id);
        return entry?.object.metadata.namespace === namespace
          ? [asObserved(entry)]
          : [];
      })
      .sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
  }

  instances(): Iterable<string> {
    return this.owned.keys();
  }

  /** Puts it, and what it controls, where it belongs. */
  private assign(id: string, depth = 0): void {
    const object = this.objects.get(id)?.object;
    const before = this.owners.get(id);
    const controller = object && controllerOf(object);
    const instance =
      object?.metadata.labels?.[UID_LABEL] ??
      (controller && this.owners.get(controller)) ??
      before;
    if (instance !== before && before) {
      drop(this.owned, before, id);
    }
    if (instance) {
      this.owners.set(id, instance);
      add(this.owned, instance, id);
    }
    if (depth < MAX_DEPTH) {
      for (const child of this.children.get(id) ?? []) {
        this.assign(child, depth + 1);
      }
    }
  }
}
