import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  Finding,
  Inventory,
  InventoryQuery,
  ProgramQuery,
} from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { Machine } from '../instances/Machine';
import { isProgram, matchFolders, programFoldersBelow } from './folders';
import { providerOf } from './provider';
import { reachable } from './reach';

const run = promisify(execFile);
const REFRESH_MS = 60_000;

const queryShape: z.ZodType<ProgramQuery> = z.object({
  id: z.string(),
  program: z.string(),
  versionArgs: z.array(z.string()),
  pattern: z.string(),
  required: z.array(z.string()),
  optional: z.array(z.string()),
  folders: z.array(z.string()),
  systemFolders: z.array(z.string()),
  siblings: z.array(z.string()).optional(),
});

const endShape = z.object({
  code: z.number(),
  killed: z.literal(false),
  stdout: z.string(),
  stderr: z.string(),
});

type Answer = { at: number; seen: string; findings: Finding[] };

/** Looks for servers on this machine. */
export class ProgramFinder {
  private readonly answers = new Map<string, Answer>();
  private readonly versions = new Map<string, string | undefined>();
  private readonly running = new Map<string, Promise<Finding[]>>();

  constructor(private readonly machine: Machine) {}

  async find(queries: InventoryQuery[]): Promise<Inventory> {
    const found: Inventory['found'] = {};
    for (const query of queries) {
      const parsed = queryShape.safeParse(query);
      // A query of another platform's kind finds nothing here.
      found[query.id] = parsed.success ? await this.answer(parsed.data) : [];
    }
    return { found };
  }

  private answer(query: ProgramQuery): Promise<Finding[]> {
    const key = JSON.stringify(query);
    const running =
      this.running.get(key) ??
      this.look(key, query).finally(() => this.running.delete(key));
    this.running.set(key, running);
    return running;
  }

  private async look(key: string, query: ProgramQuery): Promise<Finding[]> {
    const before = this.answers.get(key);
    const folders = await this.foldersOf(query);
    const seen = await stampOf(folders);
    if (before && before.seen === seen && Date.now() - before.at < REFRESH_MS) {
      return before.findings;
    }
    const findings: Finding[] = [];
    const known = new Set<string>();
    for (const folder of folders) {
      const finding = await this.findIn(folder, query, known);
      if (finding) {
        findings.push(finding);
      }
    }
    this.answers.set(key, { at: Date.now(), seen, findings });
    return findings;
  }

  private async foldersOf(query: ProgramQuery): Promise<string[]> {
    const system = await Promise.all(query.systemFolders.map(matchFolders));
    return [
      ...this.machine.settings.binaries.flatMap(programFoldersBelow),
      ...query.folders,
      ...(process.env.PATH ?? '').split(path.delimiter),
      ...system.flat(),
    ].filter(folder => path.isAbsolute(folder));
  }

  private async findIn(
    folder: string,
    query: ProgramQuery,
    known: Set<string>,
  ): Promise<Finding | undefined> {
    const main = path.join(folder, query.program);
    if (!(await isProgram(main))) {
      return undefined;
    }
    const real = await fs.realpath(main);
    if (known.has(real)) {
      return undefined;
    }
    const programs: Record<string, string> = { [query.program]: main };
    for (const name of [...query.required, ...query.optional]) {
      const file = await findBeside(folder, name, query.siblings ?? []);
      if (file) {
        programs[name] = file;
      } else if (query.required.includes(name)) {
        return undefined;
      }
    }
    const within = await reachable(this.machine, programs);
    if (!within) {
      return undefined;
    }
    const version = await this.versionOf(within[query.program], query);
    if (!version) {
      return undefined;
    }
    known.add(real);
    const provider = await providerOf(real, this.machine.settings.binaries);
    return {
      version,
      facts: {
        folder: path.dirname(within[query.program]),
        programs: within,
        provider,
      },
    };
  }

  private async versionOf(
    program: string,
    query: ProgramQuery,
  ): Promise<string | undefined> {
    const { mtimeMs, size } = await fs.stat(program);
    const key = JSON.stringify([program, mtimeMs, size, query.versionArgs]);
    if (!this.versions.has(key)) {
      this.versions.set(key, await this.ask(program, query));
    }
    return this.versions.get(key);
  }

  private async ask(program: string, query: ProgramQuery) {
    try {
      const { user } = this.machine;
      const { stdout, stderr } = await run(program, query.versionArgs, {
        timeout: 10_000,
        maxBuffer: 1024 * 1024,
        killSignal: 'SIGKILL',
        cwd: '/',
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', HOME: '/' },
        ...(user ? { uid: user.uid, gid: user.gid } : {}),
      });
      return versionIn(`${stdout}\n${stderr}`, query);
    } catch (error) {
      const said = saidAtItsEnd(error);
      if (said !== undefined) {
        return versionIn(said, query);
      }
      this.machine.settings.logger.debug(
        `${program} does not tell its version: ${error}`,
      );
      return undefined;
    }
  }
}

function versionIn(text: string, query: ProgramQuery): string | undefined {
  return new RegExp(query.pattern).exec(text)?.[1];
}

/**
 * What a program said that ended by itself, though with an error: some tell
 * what they can do only so. One that had to be killed has said nothing.
 */
function saidAtItsEnd(error: unknown): string | undefined {
  const said = endShape.safeParse(error);
  return said.success ? `${said.data.stdout}\n${said.data.stderr}` : undefined;
}

async function findBeside(
  folder: string,
  name: string,
  siblings: string[],
): Promise<string | undefined> {
  const folders = [
    folder,
    ...siblings.map(sibling => path.join(path.dirname(folder), sibling)),
  ];
  for (const each of folders) {
    const file = path.join(each, name);
    if (await isProgram(file)) {
      return file;
    }
  }
  return undefined;
}

/** Changes when a program is put into or taken out of one of the folders. */
async function stampOf(folders: string[]): Promise<string> {
  const times = await Promise.all(
    folders.map(folder =>
      fs.stat(folder).then(
        stat => stat.mtimeMs,
        () => 0,
      ),
    ),
  );
  return times.join(' ');
}
