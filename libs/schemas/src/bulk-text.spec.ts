import { chunkDetailsFromText, headerFromText, headerToText } from './bulk-text';

describe('a bulk as text', () => {
  const header = { bulkUuid: 'u', owner: 'me', size: 3, publishedAt: 5 } as Parameters<
    typeof headerToText
  >[0];

  it('does not say in the header whether it was published', () => {
    expect(headerToText(header)).not.toContain('publishedAt');
    expect(headerFromText(headerToText(header), 7)).toEqual({ ...header, publishedAt: 7 });
    expect(headerFromText(headerToText(header), null)).toEqual({ ...header, publishedAt: null });
  });

  it('of version 0.1.0 is read: without an owner, without parts', () => {
    expect(headerFromText('{"bulkUuid":"u"}', null)).toEqual({
      bulkUuid: 'u',
      owner: null,
      publishedAt: null,
    });
    expect(chunkDetailsFromText('{"implicit":false}')).toEqual({ implicit: false, parts: [] });
  });
});
