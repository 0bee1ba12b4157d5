/** All projects at once: `npx jest libs/intake` runs what lies there. `npm test` adds servers, stages and a table. */
module.exports = {
  projects: [
    '<rootDir>/libs/*/jest.config.cjs',
    '<rootDir>/libs/*/*/jest.config.cjs',
    '<rootDir>/apps/*/jest.config.cjs',
    '<rootDir>/tools/*/jest.config.cjs',
  ],
  watchman: false,
};
