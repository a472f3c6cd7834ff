import { InstanceSpec } from '@dbaas-portal/plugin-dbaas-common';
import { Frame, RunOptions, Session } from '@dbaas-portal/plugin-dbaas-node';

/** A spec of one server with a database and its owner. */
export function specOf(change: Partial<InstanceSpec> = {}): InstanceSpec {
  return {
    name: 'shop-db',
    tenant: 'shop',
    engine: 'postgresql',
    version: '18',
    platform: 'local',
    location: 'local',
    controller: 'processes',
    topology: 'single',
    members: 1,
    resources: { cpuMillis: 500, memoryMib: 256, storageMib: 1024 },
    parameters: {},
    databases: ['shop'],
    users: [{ name: 'app', grants: [{ database: 'shop', level: 'owner' }] }],
    tls: false,
    running: true,
    environment: 'development',
    owner: 'group:default/shop',
    dependants: [],
    protected: false,
    ...change,
  };
}

export const LIMITS: RunOptions = {
  readOnly: false,
  maxRows: 1000,
  maxBytes: 1_000_000,
  timeoutMs: 10_000,
};

/** All frames of a statement. */
export async function framesOf(
  session: Session,
  statement: string,
  options: Partial<RunOptions> = {},
): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of session.run(statement, { ...LIMITS, ...options })) {
    frames.push(frame);
  }
  return frames;
}

/** All rows of a statement. */
export async function rowsOf(
  session: Session,
  statement: string,
  options: Partial<RunOptions> = {},
): Promise<Array<Array<string | null>>> {
  const frames = await framesOf(session, statement, options);
  return frames.flatMap(frame => (frame.type === 'rows' ? frame.rows : []));
}
