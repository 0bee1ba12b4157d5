import { needsText } from './needs-text';

describe('needsText', () => {
  it.each([
    '{"a":[{"b":{"_bsontype":"x"}}]}',
    '{"a":{"$ref":"x","$id":1}}',
    '{"__proto__":{}}',
    '{"a":{"constructor":[]}}',
    '{"a\\u0000b":1}',
    '{"a":["\\ud800"]}',
    '{"\\udc00":1}',
    '"\\ud800"',
  ])('holds for %s', (text) => {
    expect(needsText(JSON.parse(text))).toBe(true);
  });

  it.each([
    'null',
    '1',
    '"a\\u0000b 😀"',
    '{"$where":1,"a.b":{"$gt":2},"":0,"prototype":[]}',
    '[[],{},[{"a":null}]]',
  ])('does not hold for %s', (text) => {
    expect(needsText(JSON.parse(text))).toBe(false);
  });

  it('ends on a document nested deeper than any stack', () => {
    let deep: unknown = '\ud800';
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(needsText(deep)).toBe(false);
  });
});
