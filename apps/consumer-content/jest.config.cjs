module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'consumer-content',
  rootDir: __dirname,
};
