export { embeddedPorts, type EmbeddedOptions } from './embedded-ports';
export { embeddedTokens } from './embedded-tokens';
