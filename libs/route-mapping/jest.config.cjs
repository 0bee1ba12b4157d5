module.exports = { ...require('../../jest.preset.cjs'), displayName: 'route-mapping', rootDir: __dirname };
