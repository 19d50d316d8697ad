import { Buffer } from 'node:buffer';
import { mint } from '../support/mint-token.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

const token = mint();
const other = mint({ claims: { loginname: 'bob' } });
const inBase64 = Buffer.from(token).toString('base64');

function healthy(texts: Readonly<Record<string, string>>): DiagnosisCase[] {
  return Object.entries(texts).map(([title, text]) => ({
    about: 'healthy',
    title,
    token: text,
    logsInAs: 'alice',
  }));
}

const multipart = `--X1\r\nContent-Disposition: form-data; name="lang"\r\n\r\nen\r\n--X1\r\nContent-Disposition: form-data; name="token"\r\n\r\n${token}\r\n--X1--`;

const requests: readonly DiagnosisCase[] = healthy({
  'in a multipart body': multipart,
  'in a request with a multipart body': `POST /login HTTP/1.1\r\nHost: bi.example.com\r\nContent-Type: multipart/form-data; boundary=X1\r\n\r\n${multipart}`,
  'in a list of cookies without its header': `JSESSIONID=1; theme=dark; token=${token}; _ga=2`,
  'in the value of Set-Cookie': `token=${token}; Path=/; HttpOnly`,
  'in a .http file whose query goes over some lines': `### log in\nGET https://bi.example.com/home\n    ?lang=en\n    &token=${token}\nAccept: */*\n`,
  'in one of two requests of a .http file': `@host = https://bi.example.com\n# log in\n### one\nPOST {{host}}/login\nContent-Type: application/json\n\n{"token":"${token}"}\n\n### two\nGET {{host}}/home`,
  'in a request of a .http file that is only a URL': `###\nhttps://bi.example.com/?token=${token}`,
});

const curl: readonly DiagnosisCase[] = healthy({
  'in a cookie of a curl command': `curl 'https://bi.example.com/home' \\\n  -H 'accept: */*' \\\n  -b 'JSESSIONID=1; token=${token}' \\\n  --compressed`,
  'in --cookie of a curl command': `curl --cookie "token=${token}" https://bi.example.com/home`,
  'in the URL of a curl command for cmd': `curl ^"https://bi.example.com/home?lang=en^&token=${token}^" ^\r\n  -H ^"accept: text/html^" ^\r\n  -H ^"sec-ch-ua: ^\\^"Not^\\^";v=^\\^"8^\\^"^"`,
  'in the body of a curl command for cmd': `curl ^"https://bi.example.com/login^" ^\r\n  --data-raw ^"^{^\\^"token^\\^":^\\^"${token}^\\^"^}^"`,
  'in -d of a curl command': `curl -d token=${token} https://bi.example.com/login`,
  'glued to -d in a curl command': `curl -dtoken=${token} https://bi.example.com/login`,
  'in --data-urlencode with --get in a curl command': `curl --get --data-urlencode 'token=${token}' https://bi.example.com/home`,
  'in --data-raw of a curl command': `curl https://bi.example.com/login --data-raw 'lang=en&token=${token}'`,
  'in -F of a curl command': `curl -F 'token=${token};type=text/plain' https://bi.example.com/login`,
  'in -H of a curl command': `$ curl -H "Authorization: Bearer ${token}" https://bi.example.com/home`,
  "in $'…' of a curl command": `curl 'https://bi.example.com' --data-raw $'{"token":"${token}","note":"it\\'s \\u0021"}'`,
  'in --oauth2-bearer of a curl command': `curl --oauth2-bearer ${token} https://bi.example.com/home`,
  'in a word of a curl command that is put together from quotes': `curl 'https://bi.example.com/?token='"${token}"`,
});

const code: readonly DiagnosisCase[] = healthy({
  'in the URL of a fetch call': `fetch("https://bi.example.com/?token=${token}", {\n  "headers": { "accept": "*/*" },\n  "method": "GET"\n});`,
  'in a header of a fetch call': `fetch("https://bi.example.com/", {\n  "headers": {\n    "authorization": "Bearer ${token}"\n  },\n  "body": null\n});`,
  'in the body of a fetch call': `await fetch("https://bi.example.com/", {\n  "body": "{\\"token\\":\\"${token}\\"}",\n  "method": "POST"\n});`,
  'in a cookie of a PowerShell command': `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n$session.Cookies.Add((New-Object System.Net.Cookie("token", "${token}", "/", "bi.example.com")))\nInvoke-WebRequest -UseBasicParsing -Uri "https://bi.example.com/" \`\n-WebSession $session`,
  'in a header of a PowerShell command': `Invoke-RestMethod -Uri "https://bi.example.com/" -Headers @{\n"Authorization"="Bearer ${token}"\n}`,
  'in the body of a PowerShell command': `Invoke-RestMethod -Method Post -Uri https://bi.example.com/login -Body "token=${token}"`,
  'in one line of a PowerShell hash table': `"Authorization"="Bearer ${token}"`,
  'in an object of JavaScript': `{ 'lang': 'en', 'token': '${token}' }`,
});

const documents: readonly DiagnosisCase[] = healthy({
  'in a row of a HAR': `{"name":"token","value":"${token}"},`,
  'in two lines of a HAR': `"name": "token",\n"value": "${token}"`,
  'in an entry of a HAR': JSON.stringify({ request: { url: `https://bi.example.com/?token=${token}` } }),
  'in a HAR, in the URL and its query': JSON.stringify({
    log: {
      entries: [
        {
          request: {
            url: `https://bi.example.com/?token=${token}`,
            queryString: [{ name: 'token', value: token }],
            headers: [{ name: 'Accept', value: '*/*' }],
          },
        },
      ],
    },
  }),
  'in a header of a HAR': JSON.stringify({
    log: { entries: [{ request: { headers: [{ name: 'Authorization', value: `Bearer ${token}` }] } }] },
  }),
  'in the Bearer credentials of a Postman export': JSON.stringify({
    info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [
      { request: { auth: { type: 'bearer', bearer: [{ key: 'token', value: token, type: 'string' }] } } },
    ],
  }),
  'in the body of a Postman export': JSON.stringify({
    info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [{ request: { body: { mode: 'urlencoded', urlencoded: [{ key: 'token', value: token }] } } }],
  }),
  'in a JSON line of a log': `{"level":"info"}\n{"level":"info","token":"${token}"}`,
  'in the message of a JSON line': JSON.stringify({ msg: `GET /home?token=${token} 200` }),
  'in the logged headers of a request': JSON.stringify({
    req: { headers: { authorization: `Bearer ${token}` } },
  }),
  'in JSON behind the time of a log line': `2026-03-01T12:00:00Z INFO {"token":"${token}"}`,
  'in the YAML of a Kubernetes Secret': `apiVersion: v1\ndata:\n  other: Zm9v\n  token: ${inBase64}\nkind: Secret\nmetadata:\n  name: erp`,
  'in stringData of a Kubernetes Secret': `apiVersion: v1\nkind: Secret\nstringData:\n  token: |-\n    ${token}`,
  'in the JSON of a Kubernetes Secret': JSON.stringify({ kind: 'Secret', data: { token: inBase64 } }),
});

const texts: readonly DiagnosisCase[] = healthy({
  'in a line of an access log': `10.0.0.1 - - [01/Mar/2026:12:00:00 +0000] "GET /home?lang=en&token=${token} HTTP/1.1" 200 123 "-" "Mozilla/5.0"`,
  'in a line of fields of a log': `level=info token=${token} user=x`,
  'in a link of a page': `<a href="https://bi.example.com/?lang=en&amp;token=${token}">Open</a>`,
  'in a hidden field of a page': `<input type="hidden" name="token" value="${token}">`,
  'in an element of XML': `<login><token>${token}</token></login>`,
  'in a row of the developer tools': `token\t${token}\tbi.example.com\t/\tSession`,
  'in a file of cookies': `bi.example.com\tFALSE\t/\tTRUE\t0\ttoken\t${token}`,
  'in a copied list of headers': `accept\n*/*\nauthorization\nBearer ${token}\nhost\nbi.example.com`,
  'in a URL of a sentence': `Please open https://bi.example.com/?token=${token}.`,
  'in a URL with a sentence behind it': `https://bi.example.com/?token=${token} does not work`,
  'in a URL of a quoted mail': `> Open https://bi.example.com/?token=${token}\n> Bye`,
});

const refused: readonly DiagnosisCase[] = [
  ...['> ', '>> ', '> > '].map(
    (mark): DiagnosisCase => ({
      about: 'token-has-wrapping',
      title: `behind ${JSON.stringify(mark)} of a quoted mail`,
      token: `${mark}${token}`,
      proved: true,
    }),
  ),
  {
    about: 'token-has-wrapping',
    title: 'wrapped in a quoted mail',
    token: `> ${token.slice(0, 70)}\n> ${token.slice(70)}`,
    codes: ['token-has-wrapping', 'token-has-whitespace'],
    proved: true,
  },
  {
    about: 'token-has-wrapping',
    title: 'in quoted-printable',
    token: token.replaceAll(/.{75}/g, '$&=\r\n'),
    proved: true,
  },
  {
    about: 'token-has-wrapping',
    title: 'in a sentence',
    token: `Hello, my token is ${token} and it fails.`,
    proved: true,
  },
  {
    about: 'token-has-wrapping',
    title: 'in a sentence, and signed with another secret',
    token: `Hello, my token is ${mint({ key: 'other' })} and it fails.`,
    codes: ['token-has-wrapping', 'secret-mismatch'],
    proved: false,
  },
  {
    about: 'token-has-wrapping',
    title: 'in the path of a URL',
    token: `https://bi.example.com/login/${token}`,
    proved: true,
  },
  {
    about: 'token-has-wrapping',
    title: 'in a list inside JSON',
    token: JSON.stringify({ tokens: [token] }),
    proved: true,
  },
  ...['utf16le', 'utf16 with its mark'].map(
    (title): DiagnosisCase => ({
      about: 'token-has-wrapping',
      title: `in ${title}`,
      token: asUtf16(title === 'utf16le' ? token : `\ufeff${token}\r\n`),
      proved: true,
    }),
  ),
  {
    about: 'token-has-wrapping',
    title: 'in a URL with a byte order mark before it',
    token: `\ufeffhttps://bi.example.com/?token=${token}`,
    proved: true,
  },
  {
    about: 'token-has-wrapping',
    title: 'in a URL that was copied from the source of a page, which is only a warning',
    token: `https://bi.example.com/?lang=en&amp;token=${token}`,
    logsInAs: 'alice',
  },
  ...[
    `https://bi.example.com/?token=Bearer%20${token}`,
    `Cookie: token=Bearer ${token}`,
    `lang=en&token=Bearer+${token}`,
    JSON.stringify({ token: `Bearer ${token}` }),
    `curl -F 'token=Bearer ${token}' https://bi.example.com`,
  ].map(
    (text): DiagnosisCase => ({
      about: 'token-has-wrapping',
      title: `behind Bearer where no other library takes it: ${text.slice(0, 20)}`,
      token: text,
      proved: true,
    }),
  ),
  {
    about: 'token-has-wrapping',
    title: 'behind Bearer in a header of another name, which is only a warning',
    token: `token: Bearer ${token}`,
    logsInAs: 'alice',
  },
  ...[
    `curl -d token=${token} 'https://bi.example.com/?token=${other}'`,
    `GET /?token=${token}&token=none HTTP/1.1`,
    `<input name="token" value="${token}"><input name="token" value="none">`,
    `"GET /?token=${token} HTTP/1.1"\n"GET /?token=${other} HTTP/1.1"`,
    `{"token":"${token}"}\n{"token":"${other}"}`,
    `${multipart.slice(0, -2)}\r\nContent-Disposition: form-data; name="token"\r\n\r\n${other}\r\n--X1--`,
    JSON.stringify({
      log: {
        entries: [token, other].map((each) => ({
          request: { url: `https://bi.example.com/?token=${each}` },
        })),
      },
    }),
  ].map(
    (text): DiagnosisCase => ({
      about: 'token-has-wrapping',
      title: `beside another token: ${text.slice(0, 20)}`,
      token: text,
    }),
  ),
  ...[
    `token[]=${token}`,
    `https://bi.example.com/?token[0]=${token}`,
    `curl -d 'token[]=${token}' https://bi.example.com`,
    `curl -F jwt=${token} https://bi.example.com`,
    `"GET /home?jwt=${token} HTTP/1.1" 200`,
    `jwt\t${token}\tbi.example.com`,
    `<meta name="jwt" content="${token}">`,
    `{"name":"jwt","value":"${token}"},`,
    `apiVersion: v1\nkind: Secret\ndata:\n  jwt: ${inBase64}`,
    `fetch("https://bi.example.com/?jwt=${token}")`,
    multipart.replace('name="token"', 'name="jwt"'),
  ].map(
    (text): DiagnosisCase => ({
      about: 'token-name-mismatch',
      title: `under another name: ${text.slice(0, 24)}`,
      token: text,
    }),
  ),
  ...[
    "curl https://bi.example.com/home -H 'accept: */*'",
    'fetch("https://bi.example.com/home")',
    'lang=en; theme=dark',
    'apiVersion: v1\nkind: Secret\ndata:\n  user: Zm9v',
  ].map(
    (text): DiagnosisCase => ({
      about: 'token-empty',
      title: `in a carrier that has none: ${text.slice(0, 24)}`,
      token: text,
    }),
  ),
  ...['erp.jwt', './erp.jwt', '@erp.jwt', 'C:\\sso\\token.txt', '/tmp/sso/token.txt', 'my token.jwt'].map(
    (name): DiagnosisCase => ({ about: 'token-opaque', title: `that is the file name ${name}`, token: name }),
  ),
];

/** A text in UTF-16 as it is read by a program that expects UTF-8. */
function asUtf16(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(text, 'utf16le'));
}

/** Cases of tokens in everything that people copy: what stands under Token Name is taken, and nothing else. */
export const carrierCases: readonly DiagnosisCase[] = [
  ...requests,
  ...curl,
  ...code,
  ...documents,
  ...texts,
  ...refused,
];
