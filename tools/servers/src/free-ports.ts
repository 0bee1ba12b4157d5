import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below Linux's ephemeral ports: while a killed server is down, a client that keeps dialling a port of the
 * ephemeral range can be given that very port for its own end, connect to itself and block the restart.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** As many ports of 127.0.0.1 as asked for, all different, none of them in use right now. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let tries = 0; found.size < count; tries += 1) {
    if (tries > 1_000) throw new Error('no free ports between 20000 and 32000');
    const port = randomInt(LOWEST, HIGHEST);
    if (await isPortFree(port)) found.add(port);
  }
  return [...found];
}

/** True when a server could listen on this port of 127.0.0.1 now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host: '127.0.0.1' }, () =>
      server.close(() => {
        resolve(true);
      }),
    );
  });
}
