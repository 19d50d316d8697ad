import type { KeyText } from './key-text.ts';

const url = /^[a-z][a-z0-9+.-]{1,20}:\/\/\S+$/i;
const root =
  /^(?:~|\.{1,2}|[a-z]:|\\|)[\\/](?:etc|var|run|home|usr|opt|root|tmp|mnt|app|srv|data|users|secrets?|keys?|certs?|config)[\\/]/i;
const relative = /^(?:~|\.{1,2}|[a-z]:|\\)[\\/][\w .\\/@+-]+$/i;
const keyFile = /^[\w .:\\/@~+-]+\.(?:pem|key|pub|crt|cert|cer|der|p12|pfx|jks|jwk|jwks|json|ppk|txt)$/i;

/** Texts that say where a key is instead of holding it. */
export function readPlaceText(_normal: string, original: string): KeyText | undefined {
  const place = original.trim();
  if (place.length > 4096 || /\s{2}|[\n\r]/.test(place)) return undefined;
  if (/^file:/i.test(place) || root.test(place) || relative.test(place) || keyFile.test(place)) {
    return { kind: 'path', keys: [] };
  }
  return url.test(place) ? { kind: 'url', keys: [] } : undefined;
}
