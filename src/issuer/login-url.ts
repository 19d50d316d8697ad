import { hasUnseen } from '../domain/unprintable.ts';

/** Why no login URL can be made of a base; undefined when one can. */
export function loginUrlFault(base: string, tokenName: string): string | undefined {
  const isWhole = /^https?:\/\/[^/?#\s\\][^\s\\]*$/i.test(base) && URL.canParse(base);
  if (!isWhole || hasUnseen(base)) {
    return 'must be a whole URL, such as https://analytics.example.com/home';
  }
  return new URL(base).searchParams.has(tokenName)
    ? `must not have the parameter ${tokenName}: the token goes there`
    : undefined;
}

/** The base with the token as a further query parameter; its own query and fragment stay. */
export function loginUrl(base: string, tokenName: string, token: string): string {
  const hash = base.indexOf('#');
  const address = hash === -1 ? base : base.slice(0, hash);
  const fragment = hash === -1 ? '' : base.slice(hash);
  const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return `${address}${separator}${encodeURIComponent(tokenName)}=${encodeURIComponent(token)}${fragment}`;
}
