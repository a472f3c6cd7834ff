import path from 'node:path';

/** What people are told about where a build comes from; no path. */
export async function providerOf(
  program: string,
  configured: string[],
): Promise<string> {
  const parts = program.split(path.sep);
  const modules = parts.lastIndexOf('node_modules');
  if (modules >= 0) {
    const [first, second] = parts.slice(modules + 1);
    return `npm ${first.startsWith('@') ? `${first}/${second}` : first}`;
  }
  const from = configured.find(folder => program.startsWith(folder + path.sep));
  if (from) {
    return `${path.basename(from)} (configured)`;
  }
  return 'system';
}
