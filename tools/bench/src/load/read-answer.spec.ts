import fc from 'fast-check';
import { readAnswer } from './read-answer';

const answer = (text: string, head = 'HTTP/1.1 202 Accepted\r\nX: 1'): Buffer =>
  Buffer.from(
    `${head}\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: keep-alive\r\n\r\n${text}`,
  );

describe('readAnswer', () => {
  test('reads status and body, whatever the case of the header', () => {
    expect(readAnswer(answer('{"a":"é"}'))).toEqual({ status: 202, text: '{"a":"é"}' });
    const small = Buffer.from('HTTP/1.1 503 Service Unavailable\r\ncontent-length:0\r\n\r\n');
    expect(readAnswer(small)).toEqual({ status: 503, text: '' });
  });

  test('answers nothing until the last byte is there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(), (text, cut) => {
        const whole = answer(text);
        const part = whole.subarray(0, cut % whole.length);
        expect(readAnswer(part)).toBeUndefined();
        expect(readAnswer(whole)).toEqual({ status: 202, text });
      }),
    );
  });

  test.each([
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
    'nonsense\r\nContent-Length: 1\r\n\r\nx',
  ])('refuses %j', (bytes) => {
    expect(() => readAnswer(Buffer.from(bytes))).toThrow('no answer of a known length');
  });
});
