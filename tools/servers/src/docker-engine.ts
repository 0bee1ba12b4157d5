import { existsSync } from 'node:fs';
import { request, type RequestOptions } from 'node:http';
import { homedir } from 'node:os';
import { connect } from 'node:net';
import { join } from 'node:path';

const PROBE_TIMEOUT_MS = 700;

/** Where an engine may listen: a Unix socket, or a host and a port. */
export type EngineAddress =
  { readonly socketPath: string } | { readonly host: string; readonly port: number; readonly tls: boolean };

/**
 * The places where a Docker engine may answer. `DOCKER_HOST` is the user's choice and then the only place;
 * a form of it that cannot be probed (ssh, a Windows pipe) counts as no engine.
 */
export function engineAddresses(environment: NodeJS.ProcessEnv, home = homedir()): EngineAddress[] {
  const chosen = environment.DOCKER_HOST;
  if (chosen !== undefined && chosen !== '') return chosenAddress(chosen, environment);
  const runtime = environment.XDG_RUNTIME_DIR;
  const rootless = runtime === undefined || runtime === '' ? [] : [join(runtime, 'docker.sock')];
  const sockets = ['/var/run/docker.sock', ...rootless, join(home, '.docker', 'run', 'docker.sock')];
  return sockets.map((socketPath) => ({ socketPath }));
}

function chosenAddress(chosen: string, environment: NodeJS.ProcessEnv): EngineAddress[] {
  if (chosen.startsWith('unix://')) return [{ socketPath: chosen.slice('unix://'.length) }];
  const { protocol, hostname, port } = URL.canParse(chosen)
    ? new URL(chosen)
    : { protocol: '', hostname: '', port: '' };
  if (protocol !== 'tcp:' && protocol !== 'http:' && protocol !== 'https:') return [];
  const tls = protocol === 'https:' || (environment.DOCKER_TLS_VERIFY ?? '') !== '';
  return [{ host: hostname, port: Number(port === '' ? (tls ? 2_376 : 2_375) : port), tls }];
}

/** True when a Docker engine, not merely its client, answers here. Takes well under a second. */
export async function dockerAnswers(environment: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const answers = await Promise.all(engineAddresses(environment).map(answersAt));
  return answers.includes(true);
}

function answersAt(address: EngineAddress): Promise<boolean> {
  if ('socketPath' in address) {
    return existsSync(address.socketPath)
      ? pings({ socketPath: address.socketPath })
      : Promise.resolve(false);
  }
  // Behind TLS only testcontainers has the certificates; that something listens must do.
  return address.tls ? listens(address) : pings({ host: address.host, port: address.port });
}

function pings(options: RequestOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const ping = request({ ...options, path: '/_ping', timeout: PROBE_TIMEOUT_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.on('timeout', () => ping.destroy(new Error('no answer in time')));
    ping.on('error', () => {
      resolve(false);
    });
    ping.end();
  });
}

function listens({ host, port }: { readonly host: string; readonly port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PROBE_TIMEOUT_MS });
    const answer = (value: boolean): void => {
      socket.destroy();
      resolve(value);
    };
    socket.on('connect', () => {
      answer(true);
    });
    socket.on('timeout', () => {
      answer(false);
    });
    socket.on('error', () => {
      answer(false);
    });
  });
}
