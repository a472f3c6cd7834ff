import {
  InstanceRequest,
  isValidName,
  NAME_RULE_TEXT,
  QuotaSimulation,
  RESERVED_NAMES,
  ResourceSum,
} from '@dbaas-portal/plugin-dbaas-common';
import { nameProblem } from '../access/names';
import { checkParameter } from '../forms/checkParameter';
import { FieldProblem, problem } from '../forms/problems';
import { engineOf, tenantOf } from './draft';
import { RequestContext } from './offers';

const RESOURCES = ['cpuMillis', 'memoryMib', 'storageMib'] as const;

/** What the members take all together. */
export function sumOf(request: InstanceRequest): ResourceSum {
  const members = request.members ?? 1;
  return {
    cpuMillis: members * request.resources.cpuMillis,
    memoryMib: members * request.resources.memoryMib,
    storageMib: members * request.resources.storageMib,
    instances: 1,
  };
}

/**
 * What is left of the quota, known at once while one types; the backend's own
 * simulation, which knows the surge, replaces it a moment later.
 */
export function quickQuota(
  request: InstanceRequest,
  context: RequestContext,
): QuotaSimulation | undefined {
  const usage = tenantOf(context, request.tenant)?.usage.find(
    entry => entry.location === request.location,
  );
  if (!usage) return undefined;
  const sum = sumOf(request);
  const fits = ([...RESOURCES, 'instances'] as const).every(
    name => usage.used[name] + sum[name] <= (usage.quota[name] ?? Infinity),
  );
  return { ...usage, steady: sum, surge: sum, fits, reasons: [] };
}

function nameProblems(request: InstanceRequest): FieldProblem[] {
  const { name } = request;
  if (isValidName(name)) return [];
  if (RESERVED_NAMES.includes(name)) {
    return [problem('name', 'reserved-name', { name })];
  }
  const { en, zh } = NAME_RULE_TEXT;
  const text = problem('name', 'invalid-name', { name });
  return [
    {
      ...text,
      text: {
        en: text.text.en.replace('{rule}', en),
        zh: text.text.zh.replace('{rule}', zh),
      },
    },
  ];
}

/** What can be told without asking the backend. */
export function quickCheck(
  request: InstanceRequest,
  context: RequestContext,
): FieldProblem[] {
  const engine = engineOf(context, request.engine);
  const found: FieldProblem[] = nameProblems(request);
  if (!tenantOf(context, request.tenant)) {
    found.push(
      problem('tenant', 'unknown-value', {
        value: request.tenant,
        possible: context.tenants.map(t => t.record.spec.name).join(', '),
      }),
    );
  }
  if (!engine) return found;
  for (const name of RESOURCES) {
    if (!(request.resources[name] >= engine.minimum[name])) {
      found.push(
        problem(`resources.${name}`, 'below-minimum', {
          value: request.resources[name],
          minimum: engine.minimum[name],
        }),
      );
    }
  }
  const range = engine.topologies.find(
    topology => topology.id === request.topology,
  )?.members;
  const members = request.members ?? 1;
  if (range) {
    const { minimum, maximum } = range;
    if (
      !Number.isInteger(members) ||
      members < minimum ||
      members > maximum ||
      (range.odd && members % 2 === 0)
    ) {
      found.push(
        problem('members', 'out-of-range', {
          value: members,
          minimum,
          maximum,
        }),
      );
    }
  }
  for (const [name, value] of Object.entries(request.parameters ?? {})) {
    const parameter = engine.parameters.find(entry => entry.name === name);
    const wrong = parameter && checkParameter(parameter, value);
    if (wrong) found.push(wrong);
  }
  for (const field of ['database', 'user'] as const) {
    const rule = field === 'user' ? engine.users : engine.databases;
    const text = nameProblem(rule, request[field] ?? '');
    if (text) found.push({ field, code: 'invalid-name', text });
  }
  return found;
}
