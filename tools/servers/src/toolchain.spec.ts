import { javaMajorVersion } from './toolchain';

describe('javaMajorVersion', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_202"', 8],
    ['openjdk version "21" 2023-09-19', 21],
    ['openjdk version "25-ea" 2025-09-16', 25],
    ['command not found', 0],
  ])('of %s is %d', (output, major) => {
    expect(javaMajorVersion(output)).toBe(major);
  });
});
