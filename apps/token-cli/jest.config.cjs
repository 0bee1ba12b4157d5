module.exports = { ...require('../../jest.preset.cjs'), displayName: 'token-cli', rootDir: __dirname };
