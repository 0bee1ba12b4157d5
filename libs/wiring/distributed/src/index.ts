export { distributedPorts, type DistributedOptions } from './distributed-ports';
