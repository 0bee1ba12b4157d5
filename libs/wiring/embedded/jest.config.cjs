module.exports = {
  ...require('../../../jest.preset.cjs'),
  displayName: 'wiring-embedded',
  rootDir: __dirname,
};
