export { createNativeRouter, type NativeRouterOptions } from './native-router';
