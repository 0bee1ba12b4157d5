import { createProjectGraphAsync, readCachedProjectGraph } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { boundaries } from './eslint.boundaries.mjs';
import { houseRules } from './eslint.rules.mjs';

// Without a cached project graph the boundary rule skips every file and lint is green: so ESLint's command line
// makes one. Nobody else does: Nx itself reads this file while it makes the graph, and would wait for itself.
const MAKING_GRAPH = 'LINT_MAKES_PROJECT_GRAPH';

const ensureProjectGraph = async () => {
  const isCommandLine = /[\\/]eslint(?:\.js)?$/u.test(process.argv[1] ?? '');
  if (!isCommandLine || process.env[MAKING_GRAPH] !== undefined) return;
  try {
    readCachedProjectGraph();
  } catch {
    process.env[MAKING_GRAPH] = 'true';
    await createProjectGraphAsync({ exitOnError: false });
    delete process.env[MAKING_GRAPH];
  }
};

await ensureProjectGraph();

// Every project re-exports this file, and ESLint reads patterns relative to the re-exporting file:
// with an explicit base path they mean the same everywhere.
const basePath = import.meta.dirname;

const TYPESCRIPT = ['**/*.ts'];
const SPECS = ['**/*.spec.ts', '**/*.fixture.ts', 'libs/ports-testing/src/**/*.ts'];

const ignores = {
  basePath,
  ignores: [
    '**/node_modules/',
    '**/dist/',
    '**/out-tsc/',
    '**/.nx/',
    '**/.test-results/',
    'data/',
    'examples/',
  ],
};

const typed = tseslint.config({
  basePath,
  files: TYPESCRIPT,
  extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: basePath } },
  rules: {
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
    '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    '@typescript-eslint/no-unnecessary-condition': [
      'error',
      { allowConstantLoopConditions: 'only-allowed-literals' },
    ],
    '@typescript-eslint/no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
    ],
    // A port's methods are async whether an adapter awaits or not: `async` turns a throw into a rejection.
    '@typescript-eslint/require-await': 'off',
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
});

const NO_ENV = 'Read the environment in a config file, once, through its zod schema.';

const house = {
  basePath,
  files: TYPESCRIPT,
  linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
  plugins: { sluice: houseRules },
  rules: {
    eqeqeq: 'error',
    'max-lines': ['error', { max: 300 }],
    'max-lines-per-function': ['error', { max: 50 }],
    'max-params': ['error', { max: 3 }],
    'no-console': 'error',
    'no-restricted-exports': [
      'error',
      { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
    ],
    'no-restricted-imports': [
      'error',
      {
        paths: [{ name: 'node:process', importNames: ['env'], message: NO_ENV }],
        patterns: [
          {
            group: ['@sluice/*/*', '!@sluice/*/package.json'],
            message: 'Import the package by its name: its index lists what is public.',
          },
          {
            regex: '^\\.\\.?/(.*/)?(dist|out-tsc)(/|$)',
            message: 'Import sources, not what was built from them.',
          },
        ],
      },
    ],
    'no-restricted-properties': ['error', { object: 'process', property: 'env', message: NO_ENV }],
    'no-restricted-syntax': [
      'error',
      { selector: 'ExportAllDeclaration', message: 'List the exported names.' },
      { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
      {
        selector: 'ClassDeclaration:not([superClass])',
        message: 'Write a factory: a class only where one must extend another.',
      },
    ],
    'no-warning-comments': 'error',
    'sluice/disable-with-reason': 'error',
    'sluice/telling-name': 'error',
  },
};

const imports = {
  basePath,
  files: TYPESCRIPT,
  plugins: { 'import-x': importX, '@nx': nx },
  settings: {
    'import-x/extensions': ['.ts'],
    'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    'import-x/ignore': ['/node_modules/'],
    'import-x/resolver-next': [
      createTypeScriptImportResolver({
        conditionNames: ['@sluice/source', 'types', 'node', 'require', 'default'],
        project: `${basePath}/tsconfig.base.json`,
      }),
    ],
  },
  rules: {
    '@nx/enforce-module-boundaries': boundaries({ inSpecs: false }),
    'import-x/no-cycle': 'error',
    'import-x/no-self-import': 'error',
  },
};

const specs = {
  basePath,
  files: SPECS,
  rules: {
    '@nx/enforce-module-boundaries': boundaries({ inSpecs: true }),
    // Matchers are typed `any` (`expect.any(String)`), fakes are empty or bare, suites are long functions.
    '@typescript-eslint/no-empty-function': 'off',
    '@typescript-eslint/no-non-null-assertion': 'off',
    '@typescript-eslint/no-unsafe-assignment': 'off',
    '@typescript-eslint/unbound-method': 'off',
    'max-lines-per-function': 'off',
    'no-restricted-syntax': [
      'error',
      { selector: 'ExportAllDeclaration', message: 'List the exported names.' },
      {
        selector:
          'CallExpression > MemberExpression.callee[object.name=/^(describe|it|test)$/][property.name=/^(skip|only|todo)$/]',
        message:
          'No test is switched off or alone. A suite that lacks what it needs is chosen by a condition and says why.',
      },
      {
        selector: 'MemberExpression[object.name=/^(describe|it|test)$/][property.name="only"]',
        message: 'No test runs alone.',
      },
      {
        selector: 'CallExpression[callee.name=/^(fit|fdescribe|xit|xdescribe|xtest)$/]',
        message: 'No test is switched off or alone.',
      },
    ],
  },
};

const environmentReaders = {
  basePath,
  files: ['**/config.ts', '**/*-config.ts', '**/*.config.ts', 'tools/**/*.ts', 'apps/e2e/**/*.ts'],
  rules: { 'no-restricted-properties': 'off' },
};

const commandLines = { basePath, files: ['tools/**/*.ts'], rules: { 'no-console': 'off' } };

export default [ignores, ...typed, house, imports, specs, environmentReaders, commandLines, prettier];
