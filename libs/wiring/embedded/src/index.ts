export { embeddedPorts, type EmbeddedOptions } from './embedded-ports';
