module.exports = {
  ...require('../../../jest.preset.cjs'),
  displayName: 'wiring-distributed',
  rootDir: __dirname,
};
