export { createNativeRouter, type NativeRouterOptions } from './native-router';
export { NATIVE_ROUTES, type NativeRoute } from './routes';
export type { Caller } from './authorize';
