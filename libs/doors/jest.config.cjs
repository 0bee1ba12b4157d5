module.exports = { ...require('../../jest.preset.cjs'), displayName: 'doors', rootDir: __dirname };
