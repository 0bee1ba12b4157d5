import { requiredFields, wrongType } from '../http/rest-error';
import type { JsonObject } from '../json';
import type { CallArguments } from './arguments';
import { listOf, readList, readShape, type Shape, type ShapeLimits } from './shape';
import { toBool, toScalar } from './scalar';

/** An integer argument; undefined where it was not sent. Throws the 400 of a wrong type. */
export function intArgument(args: CallArguments, name: string): number | undefined {
  const sent = args.get(name);
  if (sent === undefined) return undefined;
  const value = toScalar('int', sent);
  if (typeof value !== 'number') throw wrongType(sent, 'int');
  return value;
}

/** A float argument; undefined where it was not sent. Throws the 400 of a wrong type. */
export function floatArgument(args: CallArguments, name: string): number | undefined {
  const sent = args.get(name);
  if (sent === undefined) return undefined;
  const value = toScalar('float', sent);
  if (typeof value !== 'number') throw wrongType(sent, 'float');
  return value;
}

/** A text argument; undefined where it was not sent. Throws the 400 of a wrong type. */
export function textArgument(args: CallArguments, name: string): string | undefined {
  const sent = args.get(name);
  if (sent === undefined) return undefined;
  const value = toScalar('string', sent);
  if (typeof value !== 'string') throw wrongType(sent, 'string');
  return value;
}

/** A boolean argument; undefined where it was not sent. Throws the 400 of a wrong type. */
export function boolArgument(args: CallArguments, name: string): boolean | undefined {
  const sent = args.get(name);
  if (sent === undefined) return undefined;
  const value = toBool(sent);
  if (value === undefined) throw wrongType(sent, 'bool');
  return value;
}

/** A text argument that must not be empty. */
export function requiredText(args: CallArguments, name: string): string {
  const value = textArgument(args, name);
  if (value === undefined || value === '') throw requiredFields([name]);
  return value;
}

/** An integer argument that must be there. */
export function requiredInt(args: CallArguments, name: string): number {
  const value = intArgument(args, name);
  if (value === undefined) throw requiredFields([name]);
  return value;
}

/** An object argument of that shape. */
export const objectArgument = (
  args: CallArguments,
  name: string,
  { shape, limits }: { readonly shape: Shape; readonly limits: ShapeLimits },
): JsonObject => readShape(shape, args.get(name), { limits });

/** A list argument of objects of that shape. */
export const listArgument = (
  args: CallArguments,
  name: string,
  { shape, limits }: { readonly shape: Shape; readonly limits: ShapeLimits },
): JsonObject[] => readList(listOf(shape), args.get(name), { limits }) as JsonObject[];
