import { InputError } from '@backstage/errors';
import { Credential } from '@dbaas-portal/plugin-dbaas-node';

const TOKEN = /\$\{(dir|data|port:[^}]*|secret:[^}]*)\}/g;

export type TokenValues = {
  dir: string;
  data: string;
  /** `NAME` or `MEMBER/NAME`; throws for one that is not known. */
  port(reference: string): number;
  /** Absent where secrets must not stand: in arguments and environment. */
  secrets?: Map<string, Credential>;
};

function parseSecret(token: string): {
  name: string;
  part: 'username' | 'password';
} {
  const match = /^secret:(.+)\.(username|password)$/.exec(token);
  if (!match) {
    throw new InputError(`'\${${token}}' is not a token that is known`);
  }
  return {
    name: match[1],
    part: match[2] === 'username' ? 'username' : 'password',
  };
}

/** The names of all secrets that texts ask for. */
export function secretsNamedIn(texts: string[]): string[] {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [, token] of text.matchAll(TOKEN)) {
      if (token.startsWith('secret:')) {
        names.add(parseSecret(token).name);
      }
    }
  }
  return [...names];
}

/** Fills the tokens in; what looks different stays as it is. */
export function fillTokens(text: string, values: TokenValues): string {
  return text.replace(TOKEN, (_, token: string) => {
    if (token === 'dir') {
      return values.dir;
    }
    if (token === 'data') {
      return values.data;
    }
    if (token.startsWith('port:')) {
      return String(values.port(token.slice('port:'.length)));
    }
    const { name, part } = parseSecret(token);
    if (!values.secrets) {
      throw new InputError(
        `'\${${token}}' may only stand in files, where no other process sees it`,
      );
    }
    const credential = values.secrets.get(name);
    if (!credential) {
      throw new InputError(`There is no secret '${name}'`);
    }
    return credential[part];
  });
}
