import { InputError } from '@backstage/errors';
import { LocalCommand, LocalMemberSpec } from '@dbaas-portal/plugin-dbaas-node';
import { ensureCertificate } from '../certificates/member';
import { readText } from '../files/atomic';
import { LocalError } from '../LocalError';
import { requireFreePort } from '../ports/requireFreePort';
import { killWorkersIn } from '../supervisor/leftovers';
import { tailOf } from '../supervisor/logFile';
import { Launch } from '../supervisor/spawnProcess';
import { fillTokens, secretsNamedIn, TokenValues } from '../supervisor/tokens';
import { Unit } from '../supervisor/Unit';
import { parseUnitState } from '../supervisor/unitState';
import { prepareForwarder } from './forwarder';
import { isDataFile, makeMemberFolders, writeMemberFile } from './folders';
import { Machine, markerOf } from './Machine';
import { Manifest, ManifestMember, writeManifest } from './Manifest';

const FORWARDER_STOP: LocalMemberSpec['stop'] = {
  signal: 'SIGTERM',
  timeoutSeconds: 3,
};

/** One instance on this machine: its manifest and its processes. */
export class Instance {
  readonly units = new Map<string, Unit>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(readonly machine: Machine, public manifest: Manifest) {}

  get uid(): string {
    return this.manifest.uid;
  }

  /** One step at a time. */
  exclusively<T>(action: () => Promise<T>): Promise<T> {
    const result = this.queue.then(action);
    this.queue = result.catch(() => {});
    return result;
  }

  async save(): Promise<void> {
    await writeManifest(this.machine.layout, this.manifest);
    this.machine.changed(this.uid);
  }

  member(name: string): ManifestMember {
    const member = this.manifest.members[name];
    if (!member) {
      throw new InputError(`There is no member '${name}'`);
    }
    return member;
  }

  /** The process of a member or an address, made from its last state. */
  async unit(name: string): Promise<Unit> {
    const known = this.units.get(name);
    if (known) {
      return known;
    }
    const { layout } = this.machine;
    const initial = parseUnitState(
      await readText(layout.state(this.uid, name)),
    );
    const isMember = name in this.manifest.members;
    const unit = new Unit(
      {
        name,
        stateFile: layout.state(this.uid, name),
        hasPorts: isMember
          ? this.member(name).spec.ports.includes('main')
          : true,
        prepare: () =>
          isMember ? this.prepareMember(name) : prepareForwarder(this, name),
        stopRule: () =>
          this.manifest.members[name]?.spec.stop ?? FORWARDER_STOP,
        sweep: () =>
          isMember
            ? killWorkersIn(layout.member(this.uid, name))
            : Promise.resolve(),
        logTail: () => this.logTail(layout.log(this.uid, name)),
        changed: () => this.machine.changed(this.uid),
        died: exit =>
          this.machine.settings.logger.warn(
            `${name} of instance ${this.uid} ended by itself (${
              exit.signal ?? `exit code ${exit.code ?? 'unknown'}`
            }) and is started again`,
          ),
      },
      initial,
    );
    this.units.set(name, unit);
    return unit;
  }

  async logTail(file: string): Promise<string> {
    return tailOf(file, await this.machine.secrets.passwords(this.uid));
  }

  /** A port by `NAME` of the member, or `MEMBER/NAME` of the instance. */
  port(member: string, reference: string): number {
    const [owner, name] = reference.includes('/')
      ? reference.split('/', 2)
      : [member, reference];
    const address = this.manifest.addresses[owner];
    const port =
      this.manifest.members[owner]?.ports[name] ??
      (name === 'main' ? address?.port : undefined);
    if (port === undefined) {
      throw new InputError(`There is no port '${reference}'`);
    }
    return port;
  }

  /**
   * Writes the member's certificate, if it wants one, and its files; those
   * among the data only after `init`.
   */
  async writeFiles(name: string): Promise<void> {
    const { spec, initialized } = this.member(name);
    if (spec.certificate) {
      await ensureCertificate(this.machine, this.uid, name, spec.certificate);
    }
    const files = spec.files.filter(f => initialized || !isDataFile(f));
    const secrets = new Map();
    for (const secret of secretsNamedIn(files.map(f => f.content))) {
      const credential = await this.machine.secrets.get(this.uid, secret);
      if (!credential) {
        throw new LocalError(
          'secret-missing',
          {
            en: `The secret '${secret}' that ${name} needs is not there`,
            zh: `${name} 所需的密钥“${secret}”不存在`,
          },
          { params: { secret, member: name } },
        );
      }
      secrets.set(secret, credential);
    }
    const values = { ...this.tokens(name), secrets };
    for (const file of files) {
      await writeMemberFile(this.machine, this.uid, name, {
        path: file.path,
        content: fillTokens(file.content, values),
      });
    }
  }

  /** What to spawn for a command of a member, tokens filled in. */
  commandLaunch(name: string, command: LocalCommand): Launch {
    return this.launch(
      name,
      { ...command, env: command.env ?? {} },
      this.machine.layout.commandLog(this.uid, name),
      `${name}.command`,
    );
  }

  private async prepareMember(name: string): Promise<Launch> {
    const { spec, ports } = this.member(name);
    await makeMemberFolders(this.machine, this.uid, name);
    await this.writeFiles(name);
    for (const port of Object.values(ports)) {
      await requireFreePort(port);
    }
    const log = this.machine.layout.log(this.uid, name);
    return this.launch(name, spec, log, name);
  }

  private launch(
    name: string,
    what: { program: string; args: string[]; env: Record<string, string> },
    log: string,
    unit: string,
  ): Launch {
    const values = this.tokens(name);
    return {
      program: what.program,
      args: what.args.map(arg => fillTokens(arg, values)),
      env: Object.fromEntries(
        Object.entries(what.env).map(([k, v]) => [k, fillTokens(v, values)]),
      ),
      cwd: values.dir,
      log,
      marker: markerOf(this.machine, this.uid, unit),
      user: this.machine.user,
    };
  }

  private tokens(name: string): TokenValues {
    return {
      dir: this.machine.layout.member(this.uid, name),
      data: this.machine.layout.data(this.uid, name),
      port: reference => this.port(name, reference),
    };
  }
}
