import { JsonObject, JsonValue } from '@backstage/types';
import {
  ResourceDetail,
  ResourceField,
  ResourceSummary,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  FieldDifference,
  pathText,
  ResourceDescription,
} from '@dbaas-portal/plugin-dbaas-node';
import { stringify } from 'yaml';
import { redact, redactField } from './redact';

/** Nobody reads more; the count says how many there are. */
const MAX_FIELDS = 200;
const MAX_VALUE = 4000;

const FIRST = ['apiVersion', 'kind', 'metadata', 'spec', 'data'];

/** What is there to keep secrets is named, never shown. */
const isSecret = ({ kind }: ResourceDescription) => /secret/i.test(kind);

function yamlOf(value: JsonValue): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** In the order in which people look for it. */
function inOrder(object: JsonObject): JsonObject {
  const { status, ...rest } = object;
  const place = (name: string) =>
    FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length;
  const entries = Object.entries(rest).sort(
    ([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1),
  );
  return {
    ...Object.fromEntries(entries),
    ...(status === undefined ? {} : { status }),
  };
}

function shortYaml(value: JsonValue | undefined): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  const text = yamlOf(value).trimEnd();
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text;
}

function fieldOf(difference: FieldDifference): ResourceField {
  const { path, managers = [], ...sides } = redactField(difference);
  const is = shortYaml(sides.is);
  const wanted = shortYaml(sides.wanted);
  return {
    path: pathText(path),
    ...(is === undefined ? {} : { is }),
    ...(wanted === undefined ? {} : { wanted }),
    managers,
  };
}

const fieldsIn = ({ difference }: ResourceDescription) =>
  difference?.state === 'changed' ? difference.fields : [];

function bodyOf(resource: ResourceDescription): JsonObject | undefined {
  const { content, difference } = resource;
  if (isSecret(resource)) {
    return undefined;
  }
  return difference?.state === 'missing' ? difference.wanted : content;
}

/** An object as a row of a list. */
export function summaryOf(resource: ResourceDescription): ResourceSummary {
  const { content: _, difference, ...about } = resource;
  return {
    ...about,
    ...(difference
      ? {
          difference: {
            state: difference.state,
            fields: fieldsIn(resource).length,
            ...(difference.state === 'unknown'
              ? { reason: difference.reason }
              : {}),
          },
        }
      : {}),
    readable: bodyOf(resource) !== undefined,
  };
}

/** An object to be read. */
export function detailOf(
  resource: ResourceDescription,
): Pick<ResourceDetail, 'summary' | 'yaml' | 'fields'> {
  const body = bodyOf(resource);
  return {
    summary: summaryOf(resource),
    ...(body ? { yaml: yamlOf(inOrder(redact(body))) } : {}),
    fields: isSecret(resource)
      ? []
      : fieldsIn(resource).slice(0, MAX_FIELDS).map(fieldOf),
  };
}
