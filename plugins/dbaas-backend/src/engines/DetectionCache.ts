import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Binding,
  Detection,
  Inventory,
  Platform,
} from '@dbaas-portal/plugin-dbaas-node';
import { reason } from '../errors';

/** Looking anew costs programs run on a machine, requests to a cluster. */
const FRESH_MS = 60_000;

type Entry = { at: number; detection: Detection };

function nothing(code: string, en: string, zh: string): Detection {
  const available = { available: false, reason: reason(code, { en, zh }) };
  return {
    available,
    versions: [],
    topologies: [],
    tls: available,
    facts: {},
  };
}

/**
 * What each binding found at each location. One inventory per location answers
 * the queries of all bindings; it is looked at again in the background, and
 * whoever asks gets the last answer at once.
 */
export class DetectionCache {
  private readonly entries = new Map<string, Entry>();
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly bindings: Binding[],
    private readonly logger: LoggerService,
  ) {}

  async get(
    binding: Binding,
    platform: Platform,
    location: string,
  ): Promise<Detection> {
    const entry = this.entries.get(this.key(binding, location));
    if (!entry) {
      await this.refresh(platform, location);
    } else if (Date.now() - entry.at > FRESH_MS) {
      this.refresh(platform, location);
    }
    return this.known(binding, location);
  }

  known(binding: Binding, location: string): Detection {
    return (
      this.entries.get(this.key(binding, location))?.detection ??
      nothing(
        'location-unknown',
        `The location ${location} has not been looked at yet`,
        `尚未检查位置 ${location}`,
      )
    );
  }

  noPlatform(binding: Binding): Detection {
    return nothing(
      'platform-unknown',
      `The platform ${binding.platform} is not installed`,
      `未安装平台 ${binding.platform}`,
    );
  }

  async refresh(platform: Platform, location: string): Promise<void> {
    const key = `${platform.id}/${location}`;
    const running = this.running.get(key) ?? this.look(platform, location);
    this.running.set(key, running);
    await running.finally(() => this.running.delete(key));
  }

  private async look(platform: Platform, location: string): Promise<void> {
    const bindings = this.bindings.filter(b => b.platform === platform.id);
    if (bindings.length === 0) {
      return;
    }
    let inventory: Inventory | undefined;
    try {
      inventory = await platform.inventory(
        location,
        bindings.flatMap(b => b.queries),
      );
    } catch (error) {
      this.logger.warn(`Inventory of '${location}' failed: ${error}`);
    }
    for (const binding of bindings) {
      const key = this.key(binding, location);
      const last = this.entries.get(key);
      // A location that does not answer keeps what was found there before.
      const detection =
        (inventory && this.detect(binding, inventory)) ??
        last?.detection ??
        nothing(
          'location-unreachable',
          `The location ${location} does not answer`,
          `位置 ${location} 无响应`,
        );
      this.entries.set(key, { at: Date.now(), detection });
    }
  }

  private detect(binding: Binding, inventory: Inventory) {
    try {
      return binding.detect(inventory);
    } catch (error) {
      this.logger.error(
        `The binding of '${binding.engine}' by '${binding.controller}' cannot read the inventory: ${error}`,
      );
      return undefined;
    }
  }

  private key(binding: Binding, location: string) {
    return `${binding.engine}/${binding.platform}/${binding.controller}/${location}`;
  }
}
