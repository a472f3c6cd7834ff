import { ConflictError } from '@backstage/errors';
import { LocalCommand, LocalFile } from '@dbaas-portal/plugin-dbaas-node';
import { reasons } from '../../reasons';

/** The sources of the member's tool, by file name. */
export type MemberToolSources = Record<string, string>;

/** What proves the other members; the platform writes it. */
export const CA_FILE = '${dir}/tls/ca.crt';

const FOLDER = 'tool';
const SHORT_SECONDS = 60;

/** The small programs beside a member's data, as files and commands. */
export class MemberTool {
  readonly files: LocalFile[];

  constructor(
    sources: MemberToolSources,
    /** The Node.js that runs it, if one was found. */
    private readonly node?: string,
  ) {
    this.files = Object.entries(sources).map(([name, content]) => ({
      path: `${FOLDER}/${name}`,
      content,
    }));
  }

  baseBackup(
    primary: string,
    passfile: string,
    tls: boolean,
    timeoutSeconds: number,
  ): LocalCommand {
    return this.command('base-backup', timeoutSeconds, {
      data: '${data}',
      port: `\${port:${primary}/main}`,
      passfile,
      ...(tls ? { ca: CA_FILE } : {}),
    });
  }

  verifyHandover(
    successor: string,
    passfile: string,
    tls: boolean,
  ): LocalCommand {
    return this.command('verify-handover', SHORT_SECONDS, {
      data: '${data}',
      port: `\${port:${successor}/main}`,
      passfile,
      ...(tls ? { ca: CA_FILE } : {}),
    });
  }

  private command(
    name: string,
    timeoutSeconds: number,
    options: Record<string, string>,
  ): LocalCommand {
    if (!this.node) {
      throw new ConflictError(reasons.nodeNotReachable().text.en);
    }
    return {
      id: name,
      program: this.node,
      args: [
        `\${dir}/${FOLDER}/main.js`,
        name,
        ...Object.entries(options).flatMap(([key, value]) => [
          `--${key}`,
          value,
        ]),
      ],
      timeoutSeconds,
    };
  }
}
