import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const RETRY_MS = 100;

/**
 * Runs `body` while no other process of this machine is inside a body of the same name.
 *
 * The lock is a name in Linux's abstract socket space: the kernel frees it when its holder dies, so there
 * is no lock file that a crash could leave behind and nobody has to guess whether a holder is still alive.
 *
 * @throws Error when the lock was not free within `timeoutMs` (10 minutes unless told: an installation
 * over a slow line takes minutes).
 */
export async function withLock<T>(name: string, body: () => Promise<T>, timeoutMs = 600_000): Promise<T> {
  const holder = await acquire(name, Date.now() + timeoutMs);
  try {
    return await body();
  } finally {
    await new Promise<void>((resolve) =>
      holder.close(() => {
        resolve();
      }),
    );
  }
}

async function acquire(name: string, deadline: number): Promise<Server> {
  const path = `\0sluice-${createHash('sha256').update(name).digest('hex')}`;
  for (;;) {
    const server = await listen(path);
    if (server) return server;
    if (Date.now() >= deadline) throw new Error(`another process holds the lock of ${name} for too long`);
    await delay(RETRY_MS);
  }
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen({ path }, () => {
      resolve(server);
    });
  });
}
