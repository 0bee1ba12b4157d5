export { buildApps } from './harness/build-apps';
export { checkHistory, type CheckOptions, type CheckReport } from './harness/check-history';
export { bulkPath, createClient, restPath, type Client, type Receipt } from './harness/client';
export { type BulkStatus, type Counts } from './harness/conservation';
export { type Instance, type TopologyName } from './harness/instance';
export { startLoad, type Load, type LoadOptions } from './harness/load';
export { createPrng, type Prng } from './harness/prng';
export { startDistributed, type ServerAddresses } from './harness/start-distributed';
export { startStandalone } from './harness/start-standalone';
