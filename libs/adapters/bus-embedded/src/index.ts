export { type EmbeddedBusOptions } from './bus-parts';
export { createEmbeddedBus } from './embedded-bus';
export { type BusTimings } from './timings';
