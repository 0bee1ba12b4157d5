module.exports = { ...require('../../jest.preset.cjs'), displayName: 'processing', rootDir: __dirname };
