import { connect, type Socket } from 'node:net';
import { readAnswer, type HttpAnswer } from './read-answer';

/** Connections that stay open, each with one request at a moment. */
export interface LightClient {
  /** Sends a request made by `toRequest` on a connection that is free; there must be one. */
  readonly send: (request: Buffer) => Promise<HttpAnswer>;
  readonly close: () => void;
}

/** A POST of JSON as the bytes that go out. */
export const toRequest = (url: string, path: string, body: Buffer): Buffer => {
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
};

interface Connection {
  readonly exchange: (request: Buffer) => Promise<HttpAnswer>;
  readonly close: () => void;
}

/**
 * Opens so many connections. They are sockets with the least of HTTP on them: where thousands of small requests a
 * second are measured, node's own client takes as much of the CPU as the service does.
 */
export async function openLightClient(url: string, connections: number): Promise<LightClient> {
  const { hostname, port } = new URL(url);
  const all = await Promise.all(
    Array.from({ length: connections }, () => openConnection(hostname, Number(port))),
  );
  const free = [...all];
  return {
    send: async (request) => {
      const connection = free.pop();
      if (connection === undefined) throw new Error('no connection is free');
      const answer = await connection.exchange(request);
      free.push(connection);
      return answer;
    },
    close: () => {
      for (const connection of all) connection.close();
    },
  };
}

function openConnection(host: string, port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(connectionOn(socket));
    });
  });
}

interface Exchange {
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: Error) => void;
}

function connectionOn(socket: Socket): Connection {
  let waiting: Exchange | undefined;
  let received: Buffer = Buffer.alloc(0);
  const fail = (error: Error): void => {
    waiting?.reject(error);
    waiting = undefined;
    socket.destroy();
  };
  const take = (): void => {
    const answer = readAnswer(received);
    if (answer === undefined) return;
    received = Buffer.alloc(0);
    waiting?.resolve(answer);
  };
  socket.on('data', (part) => {
    received = received.length === 0 ? part : Buffer.concat([received, part]);
    try {
      take();
    } catch (error) {
      fail(error as Error);
    }
  });
  socket.on('error', fail);
  socket.on('close', () => {
    fail(new Error('the connection was closed'));
  });
  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) reject(new Error('the connection was closed'));
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => {
      waiting = undefined;
      socket.destroy();
    },
  };
}
