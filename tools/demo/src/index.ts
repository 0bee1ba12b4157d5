export { runDemo, type DemoOptions } from './run-demo';
export { DemoError } from './demo-error';
