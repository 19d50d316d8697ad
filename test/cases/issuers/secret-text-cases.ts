import { Buffer } from 'node:buffer';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { caseAt, SHARED_SECRET } from './issue-token.ts';
import * as sites from './issuer-sites.ts';

const { pyJwt, oldPyJwt, javaJwt, golangJwt, rubyJwt, dotnet, phpJwt, nodeJsonwebtoken } = sites;

const dollars = 'Kq7$$xW2p$HOME9vLm4ZrT8nYc3HsJd6PfGaUe1oiB5';
const hashed = 'vLm4ZrT8nYc3HsJd6PfGaUe1oiB5Kq7xW2p9R#tail-of-it';
const slashed = 'C:\\Kq7xW2p9vLm4\\ZrT8nYc3HsJd6PfGaUe1oiB5';
const marked = 'Kq7xW2p9v&Lm4ZrT8n<Yc3HsJd6PfGaUe1oiB5';

/** Secrets that a shell, a file of variables or a template changed. */
const expanded: readonly DiagnosisCase[] = [
  caseAt(nodeJsonwebtoken, 'secret-was-expanded', 'signed with what Docker Compose made of $$', {
    key: dollars.replace('$$', '$'),
    changes: { secretKey: dollars },
    proved: true,
  }),
  caseAt(golangJwt, 'secret-was-expanded', 'under a secret whose $ were doubled for Docker Compose', {
    key: 'Kq7$xW2p$9vLm4ZrT8nYc3HsJd6PfGaUe1oiB5',
    changes: { secretKey: 'Kq7$$xW2p$$9vLm4ZrT8nYc3HsJd6PfGaUe1oiB5' },
    proved: true,
  }),
  caseAt(pyJwt, 'secret-was-expanded', 'signed with what bash left of a secret in double quotes', {
    key: 'vLm4ZrT8nYc3HsJd6PfGaUe1oiB5!',
    changes: { secretKey: 'vLm4ZrT8nYc3HsJd6PfGaUe1oiB5$Kq7xW2p9!' },
    proved: true,
  }),
  caseAt(rubyJwt, 'secret-was-expanded', 'signed with what a .env file left before the #', {
    key: 'vLm4ZrT8nYc3HsJd6PfGaUe1oiB5Kq7xW2p9R',
    changes: { secretKey: hashed },
    proved: true,
  }),
  caseAt(phpJwt, 'secret-was-expanded', 'signed with a secret whose backslashes a string literal ate', {
    key: slashed.replaceAll('\\', ''),
    changes: { secretKey: slashed },
    proved: true,
  }),
  caseAt(dotnet, 'secret-was-expanded', 'signed with the XML entities of a web.config', {
    key: 'Kq7xW2p9v&amp;Lm4ZrT8n&lt;Yc3HsJd6PfGaUe1oiB5',
    changes: { secretKey: marked },
    proved: true,
  }),
  caseAt(javaJwt, 'secret-was-expanded', 'signed with the first line of a secret of two lines', {
    key: SHARED_SECRET,
    changes: { secretKey: `${SHARED_SECRET}\nsecond line` },
    proved: true,
  }),
];

const umlauts = 'Schlüssel-für-das-Portal-Zürich-2026-Grüße';
const powerShell = Buffer.from([0xff, 0xfe]);

/** Secrets in another character set, or with characters that nobody sees. */
const invisible: readonly DiagnosisCase[] = [
  caseAt(pyJwt, 'secret-has-invisible-characters', 'signed with a UTF-8 file with a byte order mark', {
    key: `\ufeff${SHARED_SECRET}`,
    proved: true,
  }),
  caseAt(dotnet, 'secret-has-invisible-characters', 'signed with Encoding.Unicode.GetBytes(secret)', {
    key: Buffer.from(SHARED_SECRET, 'utf16le'),
    proved: true,
  }),
  caseAt(nodeJsonwebtoken, 'secret-has-invisible-characters', 'signed with a file of PowerShell -NoNewline', {
    key: Buffer.concat([powerShell, Buffer.from(SHARED_SECRET, 'utf16le')]),
    proved: true,
  }),
  caseAt(golangJwt, 'secret-has-invisible-characters', 'signed with a file that PowerShell redirected to', {
    algorithm: 'HS256',
    key: Buffer.concat([powerShell, Buffer.from(`${SHARED_SECRET}\r\n`, 'utf16le')]),
    proved: true,
  }),
  caseAt(
    javaJwt,
    'secret-has-invisible-characters',
    'signed with getBytes() on a Windows of Western Europe',
    {
      key: Buffer.from(umlauts, 'latin1'),
      changes: { secretKey: umlauts },
      proved: true,
    },
  ),
  caseAt(oldPyJwt, 'secret-has-invisible-characters', 'signed with a secret that a Mac decomposed', {
    key: umlauts.normalize('NFD'),
    changes: { secretKey: umlauts },
    proved: true,
  }),
  caseAt(phpJwt, 'secret-has-invisible-characters', 'under a secret that came through a chat', {
    key: SHARED_SECRET,
    changes: { secretKey: SHARED_SECRET.replace('portal', 'por\u200btal') },
    proved: true,
  }),
  caseAt(rubyJwt, 'secret-has-invisible-characters', 'under a secret that a word processor corrected', {
    key: "erp's secret - Lw8mQz4XvT1nRk7bYc3HsJd9PfGaUe6o",
    changes: { secretKey: 'erp’s secret – Lw8mQz4XvT1nRk7bYc3HsJd9PfGaUe6o' },
    proved: true,
  }),
];

/** Signatures made with what a shell, an editor or a character set made of the configured secret. */
export const secretTextCases: readonly DiagnosisCase[] = [...expanded, ...invisible];
