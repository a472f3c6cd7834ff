import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** The code blocks of a text in one language. */
function blocks(text, languages) {
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)]
    .filter(([, language]) => languages.includes(language))
    .map(([, , code]) => code);
}

const readmeOf = ({ unpacked }) =>
  fs.readFileSync(path.join(unpacked, 'README.md'), 'utf8');

/** Fails unless the package's README says by which command one adds it. */
export function wantsCommand(one, folder) {
  const said = blocks(readmeOf(one), ['sh', 'bash']).some(code =>
    code
      .split('\n')
      .some(
        line =>
          line.startsWith(`yarn --cwd ${folder} add `) &&
          line.split(' ').includes(one.name),
      ),
  );
  if (!said)
    throw new Error(`the README of ${one.name} does not say how to add it`);
}

/** The line of the package's README that adds it to a backend. */
export function backendLine(one) {
  const line = `backend.add(import('${one.name}'));`;
  const said = blocks(readmeOf(one), ['ts']).some(code =>
    code.split('\n').includes(line),
  );
  if (!said)
    throw new Error(`the README of ${one.name} has no line for a backend`);
  return line;
}

/** The config that the package's README calls needed: its first block with `key` at the top. */
export function configOf(one, key, root) {
  const { parse } = require(path.join(root, 'node_modules/yaml'));
  const found = blocks(readmeOf(one), ['yaml'])
    .map(code => parse(code))
    .find(config => config && key in config);
  if (!found) throw new Error(`the README of ${one.name} has no ${key} config`);
  return found;
}
