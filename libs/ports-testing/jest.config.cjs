module.exports = { ...require('../../jest.preset.cjs'), displayName: 'ports-testing', rootDir: __dirname };
