/** What programs write for a value that is not there, in any case. */
const absentWords = /^(?:undefined|null|none|\(null\)|\(none\)|<null>|<none>|<nil>|n\/a)$/i;

/** The same where only this spelling is no name that a person may have. */
const exactWords = new Set(['nil', 'NIL', 'NaN', 'Array', 'anonymousUser', '%!s(<nil>)', '%!v(<nil>)']);

/** An object that was turned into text in JavaScript, Java, .NET, Python or Ruby. */
const objectTexts: readonly RegExp[] = [
  /^\[object \w+\]$/i,
  /^(?:[a-z]\w*\.){2,}[A-Z]\w*@[0-9a-f]{4,8}$/,
  /^System\.(?:Object|String|Collections|Linq|Security|Web)[\w.[\],`]*$/,
  /^<[\w.]+ object at 0x[0-9a-f]+>$/i,
  /^#<[A-Z][\w:]*[^<>]*>$/,
];

/** The words of which one is in a template for a login name. */
const about = '(?:user|login|name|account|e?-?mail|subject|principal|upn|uid)';

/** A variable or a template in which no name was put. */
const templates: readonly RegExp[] = [
  /^\$[A-Z_][A-Z\d_]{2,}$/,
  new RegExp(`^\\$[\\w.]*${about}[\\w.]*$`, 'i'),
  /^[$#]\{\s*[A-Za-z_][\w.: -]+\}$/,
  new RegExp(`^%?\\{[\\w. -]*${about}[\\w. -]*\\}$`, 'i'),
  /^\$?\{\{[^{}]*[A-Za-z][^{}]*\}\}$/,
  /^%[A-Z_][A-Z\d_]{2,}%$/,
  new RegExp(`^%[\\w.]*${about}[\\w.]*%$`, 'i'),
  /^\{\d\}$/,
  /^%\(\w+\)s$/,
  /^<%[^<>]*[A-Za-z][^<>]*%>$/,
  new RegExp(`^<[\\w. -]*${about}[\\w. -]*>$`, 'i'),
  new RegExp(`^\\[[\\w -]*${about}[\\w -]*\\]$`, 'i'),
  new RegExp(`^__[\\w-]*${about}[\\w-]*__$`, 'i'),
  new RegExp(`^your[ _-]?${about}[ _-]?(?:name|id)?(?:[ _-]?here)?$`, 'i'),
];

/** The nil UUID, which means "no identifier". */
const emptyUuid = /^\{?0{8}-(?:0{4}-){3}0{12}\}?$/;

/** How placeholders begin: most login names are settled by this alone. */
const beginning =
  /^(?:[$#%{<[_(]|undef|nul|non|nil|nan|n\/a|array|anonymous|System\.|your|0{8}-|(?:[a-z]\w*\.){2})/i;

/** No placeholder is longer; a longer text is not compared. */
const MAX_LENGTH = 200;

/**
 * Whether a login name was never filled in: `undefined`, `null`, `None`, `[object Object]`, `$USER`,
 * `{{user.name}}`, `<username>`. All users of such an issuer would log in as one.
 */
export function isPlaceholderUsername(username: string): boolean {
  if (username.length > MAX_LENGTH || !beginning.test(username)) return false;
  return (
    absentWords.test(username) ||
    exactWords.has(username) ||
    emptyUuid.test(username) ||
    objectTexts.some((form) => form.test(username)) ||
    templates.some((form) => form.test(username))
  );
}
