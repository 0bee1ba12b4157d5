import { z } from 'zod';

/** A whole number in decimal digits, nothing else (no sign, no exponent, no unit), inside the range. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max);

/** `host:port`, one or several separated by commas; IPv6 hosts in brackets. */
export const brokerList = z
  .string()
  .transform((text) => text.split(',').map((broker) => broker.trim()))
  .refine((brokers) => brokers.every(isBroker));

function isBroker(text: string): boolean {
  const port = /^(?:[A-Za-z0-9._-]+|\[[0-9a-fA-F:.]+\]):(\d{1,5})$/.exec(text)?.[1];
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}

/** A connection string of MongoDB; the driver checks the rest of it. */
export const mongodbUri = z
  .string()
  .trim()
  .regex(/^mongodb(\+srv)?:\/\/\S+$/);

/** An address or a host name to listen on. */
export const hostName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._:-]+$/);

/** Any text without a NUL, which no file system takes. */
export const folder = z.string().refine((text) => !text.includes('\0'));

/** Secret text of at least that many characters. */
export const secretText = (minLength: number) => z.string().min(minLength);
