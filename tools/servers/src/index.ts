export { startServers, type StartOptions } from './start-servers';
export type { Origin, ServerControl, ServerSet } from './server-set';
export { provideServers, type ServerSources, type Unavailable } from './provide-servers';
export { ensurePersistentServers, type PersistentOptions, stopPersistentServers } from './persistent-servers';
export { freePorts } from './free-ports';
export { type Guard, type GuardOptions, startGuard } from './guard';
export { isInstalled } from './installation';
export { missingTools } from './toolchain';
