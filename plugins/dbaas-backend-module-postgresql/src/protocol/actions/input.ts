import { InputError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import { Session } from '@dbaas-portal/plugin-dbaas-node';
import { PostgresSession } from '../PostgresSession';
import { Level, LEVELS } from '../roles';

/** Actions only ever get sessions of their own driver. */
export function postgresSession(session: Session): PostgresSession {
  if (!(session instanceof PostgresSession)) {
    throw new InputError('This action needs a session of its own driver');
  }
  return session;
}

export function textOf(input: JsonObject, name: string): string {
  const value = input[name];
  if (typeof value !== 'string' || value === '') {
    throw new InputError(`“${name}” must be a text`);
  }
  return value;
}

export function listOf(input: JsonObject, name: string): JsonValue[] {
  const value = input[name] ?? [];
  if (!Array.isArray(value)) {
    throw new InputError(`“${name}” must be a list`);
  }
  return value;
}

export function textsOf(input: JsonObject, name: string): string[] {
  return listOf(input, name).map(value => {
    if (typeof value !== 'string' || value === '') {
      throw new InputError(`“${name}” must be a list of texts`);
    }
    return value;
  });
}

export function objectOf(value: JsonValue | undefined): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError('An object was expected');
  }
  return value;
}

export type Grant = { database: string; level: Level };

/**
 * Grants, with `*` made into each of the databases. Where several name one
 * database, the highest level counts.
 */
export function grantsOf(input: JsonObject, databases: string[]): Grant[] {
  const highest = new Map<string, Level>();
  for (const entry of listOf(input, 'grants')) {
    const grant = objectOf(entry);
    const named = textOf(grant, 'database');
    const level = LEVELS.find(known => known === grant.level);
    if (!level) {
      throw new InputError(`Unknown level of access: ${grant.level}`);
    }
    for (const database of named === '*' ? databases : [named]) {
      const before = highest.get(database);
      if (!before || LEVELS.indexOf(before) < LEVELS.indexOf(level)) {
        highest.set(database, level);
      }
    }
  }
  return [...highest].map(([database, level]) => ({ database, level }));
}
