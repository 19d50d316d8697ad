import type { ConfigurationView, PreviousSecretView, SecretView } from './configuration-view.ts';

/** The document of a configuration for JSON and YAML: every field in the settings page's order, absent ones null. */
export function configurationDocument(view: ConfigurationView): object {
  return {
    name: view.name,
    enabled: view.enabled,
    tokenName: view.tokenName,
    secretKey: secretDocument(view.secretKey),
    previousSecret: view.previousSecret ? previousDocument(view.previousSecret) : null,
    expirationTime: view.expirationTime,
    usernameField: view.usernameField,
    nameField: view.nameField ?? null,
    emailField: view.emailField ?? null,
    signatureAlgorithm: view.signatureAlgorithm,
    userType: view.userType ?? null,
    initializationRoles: view.initializationRoles ?? [],
    // Not on the settings page, and rarely set.
    ...(view.initialPassword && { initialPassword: secretDocument(view.initialPassword) }),
    issuer: view.issuer ?? null,
    audience: view.audience ?? null,
    clockTolerance: view.clockTolerance ?? null,
    createdAt: view.createdAt ?? null,
    lastModified: view.lastModified ?? null,
    lastModifiedBy: view.lastModifiedBy ?? null,
    creator: view.creator ?? null,
  };
}

function previousDocument(previous: PreviousSecretView): object {
  return { ...secretDocument(previous), acceptedUntil: previous.acceptedUntil };
}

function secretDocument({ source, reference, encoding, facts, trouble }: SecretView): object {
  return {
    source,
    ...(reference !== undefined && { [source]: reference }),
    encoding,
    ...(facts && { kind: facts.kind, bits: facts.bits }),
    ...(facts?.fingerprint !== undefined && { fingerprint: facts.fingerprint }),
    ...(trouble !== undefined && { trouble }),
  };
}
