export { parseArguments, type TestRequest } from './parse-arguments';
export { STAGES, type Stage, type StageName } from './stages';
