export { distributedPorts, type DistributedOptions } from './distributed-ports';
export { distributedTokens } from './distributed-tokens';
export { opensDistributedPorts, type DistributedConfig } from './opens-distributed-ports';
