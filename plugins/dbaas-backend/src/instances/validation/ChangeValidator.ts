import {
  EngineDescriptor,
  Facets,
  Instance,
  InstanceRecord,
  InstanceSpec,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { DefaultRegistry } from '../../engines/DefaultRegistry';
import { withTerminals } from '../../terminal/facet';
import { ErrorDetails } from '../../errors';
import { OperationInput } from '../../operations/inputs';
import { intendedSpec } from '../../operations/intents';
import { notOffered } from './availability';
import { checkGrowth } from './growth';
import { checkMember, checkMove } from './members';
import { checkEngineName, checkGrants, unknown } from './names';
import { checkParameters } from './parameters';
import { checkUpgrade } from './releases';
import { checkMembers, checkResources } from './sizes';

/** What may still be done with an instance that is not whole. */
const WHILE_INCOMPLETE: OperationKind[] = ['delete'];

const CREATING = {
  en: 'it has not been made completely; retry or clean up, or delete it',
  zh: '实例尚未创建完成;请重试、清理或删除',
};
const DELETING = {
  en: 'it is being deleted',
  zh: '实例正在删除',
};

/** Facets as the record's phase lets them stand. */
export function withPhase(
  facets: Facets,
  phase: InstanceRecord['phase'],
): Facets {
  if (phase === 'active') {
    return facets;
  }
  const text = phase === 'creating' ? CREATING : DELETING;
  return {
    ...facets,
    operations: facets.operations.map(facet =>
      WHILE_INCOMPLETE.includes(facet.kind)
        ? facet
        : {
            kind: facet.kind,
            offered: false,
            reason: facet.offered
              ? { code: `instance-${phase}`, text }
              : facet.reason,
          },
    ),
  };
}

/** Checks a change of an instance and tells where it leads. */
export class ChangeValidator {
  constructor(
    private readonly registry: DefaultRegistry,
    private readonly clock: () => Date,
    private readonly hasTerminals: boolean,
  ) {}

  async facets(record: InstanceRecord): Promise<Facets> {
    const binding = this.registry.binding(record.spec);
    if (!binding) {
      return { operations: [], capabilities: [], parameters: [] };
    }
    const detection = await this.registry.detection(
      binding,
      record.spec.location,
    );
    const facets = binding.facets(record.spec, {
      now: this.clock().toISOString(),
      detection,
    });
    return withTerminals(
      withPhase(facets, record.phase),
      this.hasTerminals,
      this.registry.platformOf(record.spec.location),
    );
  }

  async check(
    instance: Instance,
    operation: OperationInput,
  ): Promise<{ problems: ErrorDetails[]; target: InstanceSpec }> {
    const { record } = instance;
    const { spec } = record;
    const target = intendedSpec(spec, operation);
    const engine = this.registry.engine(spec.engine);
    const facets = await this.facets(record);
    const facet = facets.operations.find(o => o.kind === operation.kind);
    if (!engine || !facet?.offered || operation.kind === 'create') {
      const text = facet?.reason?.text ?? {
        en: `this instance has no “${operation.kind}”`,
        zh: `该实例不支持“${operation.kind}”`,
      };
      return { problems: [notOffered(text, 'kind')], target };
    }
    const problems = [
      ...this.checkInput(instance, operation, engine, facets),
      ...(operation.kind === 'move-member'
        ? await checkMove(instance, operation.input, this.registry)
        : []),
      ...(operation.kind === 'resize'
        ? await checkGrowth(
            instance,
            operation.input,
            facet,
            this.registry.platform(spec.platform),
          )
        : []),
      ...(operation.kind === 'upgrade'
        ? await this.checkUpgrade(instance, operation.input.targetVersion)
        : []),
      ...(operation.kind === 'delete' ? this.checkDelete(spec, operation) : []),
    ];
    return { problems, target };
  }

  private checkInput(
    instance: Instance,
    operation: OperationInput,
    engine: EngineDescriptor,
    facets: Facets,
  ): ErrorDetails[] {
    const { spec } = instance.record;
    const levels = engine.users?.levels.map(l => l.id) ?? [];
    const known = (name: string) => spec.users.some(u => u.name === name);
    switch (operation.kind) {
      case 'set-parameters':
        return checkParameters(
          operation.input.parameters,
          facets.parameters,
          'input.parameters',
        );
      case 'resize':
        return checkResources(operation.input, engine, 'input');
      case 'scale':
        return checkMembers(
          operation.input.members,
          spec.topology,
          engine,
          'input.members',
        );
      case 'restart':
      case 'switchover':
        return checkMember(instance, operation.input.member);
      case 'create-database': {
        const { database: name } = operation.input;
        return spec.databases.includes(name)
          ? [{ code: 'name-taken', field: 'input.database', params: { name } }]
          : checkEngineName(name, engine.databases, 'input.database');
      }
      case 'drop-database':
        return spec.databases.includes(operation.input.database)
          ? []
          : [
              unknown(
                operation.input.database,
                spec.databases,
                'input.database',
              ),
            ];
      case 'create-user': {
        const { user: name, grants } = operation.input;
        return [
          ...(known(name)
            ? [
                {
                  code: 'name-taken' as const,
                  field: 'input.user',
                  params: { name },
                },
              ]
            : checkEngineName(name, engine.users, 'input.user')),
          ...checkGrants(grants, spec, levels),
          ...this.checkUntil(operation.input.validUntil),
        ];
      }
      case 'alter-user':
        return [
          ...this.checkUser(spec, operation.input.user),
          ...checkGrants(operation.input.grants ?? [], spec, levels),
          ...this.checkUntil(operation.input.validUntil ?? undefined),
        ];
      case 'drop-user':
      case 'rotate-password':
        return this.checkUser(spec, operation.input.user);
      default:
        return [];
    }
  }

  private async checkUpgrade(
    instance: Instance,
    to: string,
  ): Promise<ErrorDetails[]> {
    const { spec } = instance.record;
    const binding = this.registry.binding(spec);
    return binding
      ? checkUpgrade(
          instance,
          to,
          await this.registry.detection(binding, spec.location),
        )
      : [];
  }

  private checkUser(spec: InstanceSpec, name: string): ErrorDetails[] {
    const names = spec.users.map(u => u.name);
    return names.includes(name) ? [] : [unknown(name, names, 'input.user')];
  }

  private checkUntil(validUntil: string | undefined): ErrorDetails[] {
    return validUntil === undefined ||
      Date.parse(validUntil) > this.clock().getTime()
      ? []
      : [
          {
            code: 'invalid-request',
            field: 'input.validUntil',
            words: {
              detail: {
                en: 'the end has to be in the future',
                zh: '到期时间必须在未来',
              },
            },
          },
        ];
  }

  private checkDelete(
    spec: InstanceSpec,
    operation: Extract<OperationInput, { kind: 'delete' }>,
  ): ErrorDetails[] {
    const { name } = spec;
    return [
      ...(spec.protected
        ? [{ code: 'protected' as const, params: { name } }]
        : []),
      ...(operation.input.confirm === name
        ? []
        : [
            {
              code: 'confirm-mismatch' as const,
              field: 'input.confirm',
              params: { name },
            },
          ]),
    ];
  }
}
