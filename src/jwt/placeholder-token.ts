const words = /^(?:null|undefined|nil|none|nan|jwt|\[object\s*object\])$/i;
const templates =
  /^(?:[<[({%$]|\$?\{\{?)?\s*(?:(?:your|my|the)[_ -]?)?(?:jwt[_ -]?)?token(?:[_ -]?here)?\s*(?:[>\])}%]|\}\})?$/i;

/** Whether a text is a placeholder for a token: `undefined`, `<TOKEN>`, `{{token}}`, `$TOKEN`. */
export function isPlaceholderToken(text: string): boolean {
  return words.test(text) || templates.test(text);
}
