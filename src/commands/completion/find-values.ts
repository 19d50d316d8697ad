import { join } from 'node:path';
import type { Context } from '../../context.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { escapeUnprintable } from '../../domain/unprintable.ts';
import { Problem } from '../../problem.ts';
import type { Offer } from '../../shells/completion.ts';
import { changesText } from '../../terminal/change-text.ts';
import type { ConfigurationStore, Revisions, StoreRequest } from '../../usecases/ports.ts';
import type { FindValues, LineBefore } from './complete-line.ts';
import type { ValueKind } from './value-kind.ts';

/**
 * Finds values in the store that a half-typed line means, and in the environment the names of variables. It
 * reads the store's file and its history, and nothing that they refer to; where they cannot be
 * used, there is nothing to find.
 */
export function valueFinder(context: Context): FindValues {
  return async (kind, before) => {
    try {
      return await find(kind, context, storeOf(before, context.env));
    } catch (error) {
      if (error instanceof Problem) return [];
      throw error;
    }
  };
}

async function find(kind: ValueKind, context: Context, request: StoreRequest): Promise<readonly Offer[]> {
  switch (kind) {
    case 'configurations':
      return (await context.openStore(request)).configurations.map(configurationOffer);
    case 'roles':
      return rolesOf(await context.openStore(request));
    case 'generations':
      return generationsOf(await (await context.openStore({ ...request, isLazy: true })).revisions());
    case 'variables':
      return Object.keys(context.env)
        .filter((name) => /^[A-Za-z_]\w*$/.test(name))
        .map((text) => ({ text, about: '' }));
    default:
      return [];
  }
}

function storeOf({ flags }: LineBefore, env: Context['env']): StoreRequest {
  const path = flags.get('--config');
  return {
    // The shell has not yet put the home folder there.
    address: path?.startsWith('~/') && env.HOME ? join(env.HOME, path.slice(2)) : path,
    whenMissing: 'refuse',
    allowsInsecurePermissions: flags.has('--allow-insecure-permissions'),
  };
}

function configurationOffer({ name, enabled, signatureAlgorithm }: Configuration): Offer {
  return { text: name, about: `${signatureAlgorithm}, ${enabled ? 'enabled' : 'disabled'}` };
}

function rolesOf({ configurations }: ConfigurationStore): Offer[] {
  const roles = configurations.flatMap(({ initializationRoles }) => initializationRoles ?? []);
  return [...new Set(roles)].map((text) => ({ text, about: '' }));
}

function generationsOf({ generations, records }: Revisions): Offer[] {
  const recordOf = new Map(records.map((record) => [record.generation, record]));
  return generations.map((number) => {
    const record = recordOf.get(number);
    const about = record ? `before ${escapeUnprintable(record.at)}: ${changesText(record.changes)}` : '';
    return { text: String(number), about };
  });
}
