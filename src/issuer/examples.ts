import { breakerFor } from './broken-tokens.ts';
import { brokenUnder, configurationExamples } from './configuration-examples.ts';
import { type Example, exampleConfiguration, exampleIssuance, exampleOf } from './example.ts';
import { loginUrl } from './login-url.ts';

/** A situation in which a diagnosis code is reported; undefined for a code without an example. */
export function exampleFor(code: string): Example | undefined {
  if (Object.hasOwn(configurationExamples, code)) return configurationExamples[code]?.();
  const configuration = exampleConfiguration(Object.hasOwn(brokenUnder, code) ? brokenUnder[code]?.() : {});
  const token = breakerFor(code)?.(exampleIssuance(configuration));
  if (!token?.ok) return undefined;
  const text =
    token.tokenName === undefined
      ? token.token
      : loginUrl('https://analytics.example.com/home', token.tokenName, token.token);
  return exampleOf(configuration, text);
}
