import { LocalError } from '../LocalError';
import { isPortFree } from './PortBook';

/** Throws when another program listens where ours shall. */
export async function requireFreePort(port: number): Promise<void> {
  if (!(await isPortFree(port))) {
    throw new LocalError(
      'port-busy',
      {
        en: `Port ${port} is in use by another program`,
        zh: `端口 ${port} 已被其他程序占用`,
      },
      {
        params: { port },
        cure: {
          en: `End the program that listens on port ${port} and try again`,
          zh: `结束占用端口 ${port} 的程序后重试`,
        },
      },
    );
  }
}
