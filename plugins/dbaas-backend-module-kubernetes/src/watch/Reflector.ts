import { JsonObject } from '@backstage/types';
import { ApiClient } from '../client/ApiClient';
import { KindRef } from '../client/Kinds';
import {
  errorOfAnswer,
  isKubernetesError,
  KubernetesError,
} from '../client/KubernetesError';
import { KubernetesObject, readObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';
import { BackOff } from './backOff';
import { sleep } from './sleep';

/** How long one watch is held; the server closes it then. */
const WATCH_SECONDS = 300;
/** How much longer a silent connection is believed in. */
const SILENCE_MS = 30_000;
/** A watch that ends sooner is not opened again at once. */
const SHORT_MS = 1_000;
/** How often a kind that is not served is looked for. */
const ABSENT_MS = 30_000;

export type ReflectorSource = KindRef & {
  namespace?: string;
  labelSelector?: string;
};

export type ReflectorListener = {
  put(object: KubernetesObject): void;
  gone(object: KubernetesObject): void;
  /** Everything that was there has been told. */
  synced(): void;
  /** Nothing newer is known until `synced`. */
  lost(error: KubernetesError): void;
};

export const keyOf = ({ metadata }: KubernetesObject) =>
  `${metadata.namespace ?? ''}/${metadata.name}`;

/**
 * One kind, listed once and watched from there. After a cut it goes on from
 * the last bookmark; where the server has forgotten that place it lists again
 * and tells only the differences. A list that was not read to its end changes
 * nothing: what a half-answering cluster does not show is not gone.
 */
export class Reflector {
  private readonly known = new Map<string, KubernetesObject>();
  private readonly ending = new AbortController();
  private readonly backOff = new BackOff();
  private resourceVersion = '';
  private isLost = false;
  private isSynced = false;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly client: ApiClient,
    private readonly objects: Objects,
    private readonly source: ReflectorSource,
    private readonly listener: ReflectorListener,
  ) {}

  /** How many objects are held. */
  get size(): number {
    return this.known.size;
  }

  get(key: string): KubernetesObject | undefined {
    return this.known.get(key);
  }

  all(): Iterable<KubernetesObject> {
    return this.known.values();
  }

  start(): void {
    this.loop ??= this.run();
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      try {
        if (!this.resourceVersion) {
          await this.list();
        }
        const began = Date.now();
        await this.watch();
        if (Date.now() - began < SHORT_MS) {
          await sleep(this.backOff.next(), signal);
        } else {
          this.backOff.reset();
        }
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  private async recover(error: unknown): Promise<void> {
    const { signal } = this.ending;
    if (signal.aborted) {
      return;
    }
    if (isKubernetesError(error, 'expired')) {
      this.resourceVersion = '';
      await sleep(this.backOff.next(), signal);
      return;
    }
    if (isKubernetesError(error, 'not-found')) {
      // The definition is not installed: there is nothing of this kind.
      this.replaceAll([]);
      this.becomeSynced();
      await sleep(ABSENT_MS, signal);
      return;
    }
    const failure =
      error instanceof KubernetesError
        ? error
        : new KubernetesError('refused', 'an answer that cannot be read', {
            cause: error,
          });
    if (!this.isLost) {
      this.isLost = true;
      this.isSynced = false;
      this.listener.lost(failure);
    }
    await sleep(this.backOff.next(failure.retryAfterMs), signal);
  }

  private async list(): Promise<void> {
    const { items, resourceVersion } = await this.objects.list(
      this.source,
      this.source,
      this.ending.signal,
    );
    this.replaceAll(items);
    this.resourceVersion = resourceVersion;
    this.backOff.reset();
    this.becomeSynced();
  }

  private async watch(): Promise<void> {
    const path = await this.objects.kinds.path(this.source, this.source);
    const silent = new AbortController();
    const signal = AbortSignal.any([this.ending.signal, silent.signal]);
    const timer = setTimeout(
      () => silent.abort(new KubernetesError('unreachable', 'silence')),
      WATCH_SECONDS * 1000 + SILENCE_MS,
    );
    timer.unref();
    try {
      const lines = await this.client.open(
        path,
        {
          watch: true,
          allowWatchBookmarks: true,
          resourceVersion: this.resourceVersion,
          labelSelector: this.source.labelSelector,
          timeoutSeconds: WATCH_SECONDS,
        },
        signal,
      );
      // It goes on from where it was cut.
      this.becomeSynced();
      for await (const event of lines) {
        this.take(event);
        this.backOff.reset();
      }
    } finally {
      clearTimeout(timer);
    }
  }

  private take({ type, object }: JsonObject): void {
    if (type === 'ERROR') {
      const code =
        typeof object === 'object' &&
        object !== null &&
        !Array.isArray(object) &&
        typeof object.code === 'number'
          ? object.code
          : 500;
      throw errorOfAnswer(code, JSON.stringify(object));
    }
    const read = readObject(object, this.source);
    this.resourceVersion =
      read.metadata.resourceVersion ?? this.resourceVersion;
    if (type === 'DELETED') {
      this.known.delete(keyOf(read));
      this.listener.gone(read);
    } else if (type === 'ADDED' || type === 'MODIFIED') {
      this.known.set(keyOf(read), read);
      this.listener.put(read);
    }
  }

  private replaceAll(items: KubernetesObject[]): void {
    const missing = new Map(this.known);
    for (const item of items) {
      const key = keyOf(item);
      const before = missing.get(key);
      missing.delete(key);
      if (
        before?.metadata.resourceVersion !== item.metadata.resourceVersion ||
        before?.metadata.uid !== item.metadata.uid
      ) {
        this.known.set(key, item);
        this.listener.put(item);
      }
    }
    for (const [key, object] of missing) {
      this.known.delete(key);
      this.listener.gone(object);
    }
  }

  private becomeSynced(): void {
    this.isLost = false;
    if (!this.isSynced) {
      this.isSynced = true;
      this.listener.synced();
    }
  }
}
