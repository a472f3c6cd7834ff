import { LoggerService } from '@backstage/backend-plugin-api';
import {
  CapabilityFacet,
  Instance,
  Reason,
  TerminalRequest,
  TerminalTicket,
} from '@dbaas-portal/plugin-dbaas-common';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Caller } from '../access/Caller';
import { unseen } from '../access/refusals';
import { notOffered } from '../console/refuse';
import { Registry } from '../engines/Registry';
import {
  DbaasConflictError,
  DbaasInputError,
  DbaasUnavailableError,
} from '../errors';
import { InstanceIndex } from '../instances/InstanceIndex';
import { withTerminals } from './facet';
import {
  badTicket,
  noSuchMember,
  notEntered,
  tooManyTerminals,
} from './refuse';
import { TerminalSettings } from './settings';
import { StoredTerminal, TerminalStore } from './TerminalStore';
import { OpenTerminal, TerminalService } from './TerminalService';

const TICKET_BYTES = 32;

const NO_BINDING: Reason = {
  code: 'no-binding',
  text: {
    en: 'nothing here can do it for this engine',
    zh: '此处没有组件可为该引擎提供此功能',
  },
};

const hashOf = (ticket: string) =>
  createHash('sha256').update(ticket).digest('hex');

const told = z.object({
  reason: z.object({
    code: z.string(),
    text: z.object({ en: z.string(), zh: z.string() }),
  }),
});

/** Platforms' errors carry reasons; others' words may name addresses. */
function reasonOf(error: unknown): Reason | undefined {
  return told.safeParse(error).data?.reason;
}

export class DefaultTerminalService implements TerminalService {
  constructor(
    private readonly options: {
      index: InstanceIndex;
      registry: Registry;
      store: TerminalStore;
      settings: TerminalSettings;
      logger: LoggerService;
    },
  ) {}

  async ask(
    uid: string,
    request: TerminalRequest,
    caller: Caller,
  ): Promise<TerminalTicket> {
    const { store, settings } = this.options;
    const { instance, facet } = await this.offering(uid);
    const kinds = (facet.terminals ?? []).map(kind => kind.id);
    if (!kinds.includes(request.kind)) {
      throw new DbaasInputError({
        code: 'unknown-value',
        field: 'kind',
        params: { value: request.kind, possible: kinds.join(', ') },
      });
    }
    const members = instance.status.members.map(({ name }) => name);
    if (!members.includes(request.member)) {
      throw new DbaasInputError({
        code: 'unknown-value',
        field: 'member',
        params: { value: request.member, possible: members.join(', ') },
      });
    }
    const id = randomUUID();
    const { actor } = caller;
    const ticket = randomBytes(TICKET_BYTES).toString('base64url');
    const ends = await store.add(
      { id, uid, actor, ...request },
      hashOf(ticket),
    );
    const [ofActor, ofInstance] = await Promise.all([
      store.count({ actor }),
      store.count({ uid }),
    ]);
    const { perUser, perInstance, idleSeconds, maxSeconds } = settings;
    if (ofActor > perUser || ofInstance > perInstance) {
      await store.remove(id);
      throw ofActor > perUser
        ? tooManyTerminals('actor', perUser)
        : tooManyTerminals('instance', perInstance);
    }
    return { ticket, expiresAt: ends.toISOString(), idleSeconds, maxSeconds };
  }

  async redeem(ticket: string, caller: Caller): Promise<StoredTerminal> {
    const found = await this.options.store.redeem(hashOf(ticket));
    if (found?.actor === caller.actor) {
      return found;
    }
    if (found) {
      await this.forget(found);
    }
    throw badTicket();
  }

  async forget({ id }: StoredTerminal): Promise<void> {
    await this.options.store.remove(id);
  }

  async open(
    terminal: StoredTerminal,
    { signal }: { signal: AbortSignal },
  ): Promise<OpenTerminal> {
    const { store } = this.options;
    const { id } = terminal;
    const session = await this.enter(terminal, signal);
    return {
      session,
      stillOpen: () => store.touch(id),
      close: () => store.remove(id),
    };
  }

  private async enter(terminal: StoredTerminal, signal: AbortSignal) {
    const { uid, member, kind, columns, rows } = terminal;
    const { instance } = await this.offering(uid);
    const { spec } = instance.record;
    const platform = this.options.registry.platformOf(spec.location);
    const binding = this.options.registry.binding(spec);
    if (!platform?.terminal) {
      throw new DbaasUnavailableError(spec.location);
    }
    try {
      const resources = await platform.resources(spec.location, uid);
      const target = binding?.terminal?.(spec, resources, { member, kind });
      if (!target) {
        throw noSuchMember(member);
      }
      return await platform.terminal(spec.location, uid, {
        ...target,
        columns,
        rows,
        signal,
      });
    } catch (error) {
      if (error instanceof Error && 'text' in error) {
        throw error;
      }
      this.options.logger.warn(`No terminal into ${member} of ${uid}`, {
        error: error instanceof Error ? error.message : 'unknown',
      });
      throw notEntered(reasonOf(error));
    }
  }

  /** The instance, where it offers terminals now. */
  private async offering(
    uid: string,
  ): Promise<{ instance: Instance; facet: CapabilityFacet }> {
    const { index, registry, settings } = this.options;
    const instance = index.get(uid);
    if (!instance) {
      throw unseen(uid);
    }
    const { spec } = instance.record;
    const binding = registry.binding(spec);
    const facets =
      binding &&
      withTerminals(
        binding.facets(spec, {
          now: new Date().toISOString(),
          detection: await registry.detection(binding, spec.location),
        }),
        settings.enabled,
        registry.platformOf(spec.location),
      );
    const facet = facets?.capabilities.find(({ id }) => id === 'terminal');
    if (!facet?.offered || !binding?.terminal) {
      throw notOffered(facet?.reason ?? NO_BINDING);
    }
    if (!spec.running) {
      throw new DbaasConflictError({
        code: 'not-running',
        params: { name: spec.name },
      });
    }
    return { instance, facet };
  }
}
