// Writes the manifest for the place where the add-in is served, from the one manifest.xml.

/** The origin that manifest.xml is written for: the development server of `npm run excel`. */
export const developmentOrigin = 'https://localhost:3000';

/**
 * The manifest for an origin, and with a namespace before every function name where one is given.
 * Throws when the origin is not a bare https origin: Office refuses anything else.
 * @param {string} source the text of manifest.xml
 * @param {{ origin?: string, namespace?: string }} [choices]
 * @returns {string}
 */
export function manifestFor(source, { origin, namespace } = {}) {
  const moved = servedFrom(source, origin);
  return namespace ? withNamespace(moved, namespace) : moved;
}

/**
 * A text with the add-in's address in place of the development one.
 * @param {string} source
 * @param {string} [origin]
 * @returns {string}
 */
export const servedFrom = (source, origin) =>
  source.replaceAll(developmentOrigin, origin ? bareOrigin(origin) : developmentOrigin);

/** @param {string} text */
function bareOrigin(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || (url.origin !== text && `${url.origin}/` !== text)) {
    throw new Error(
      `RECOURSE_ORIGIN must be an https origin such as https://recourse.example.com, not ${text}`,
    );
  }
  return url.origin;
}

/**
 * Gives the add-in a second identity and its functions a prefix (=RECOURSE.DEFICIENCY), so that both can be installed.
 * @param {string} manifest
 * @param {string} namespace
 */
function withNamespace(manifest, namespace) {
  return manifest
    .replace(
      '<Id>3f5580b3-9e21-485c-a699-21eb2f0843f0</Id>',
      '<Id>28426789-d799-4bb5-a2dc-426183faef5e</Id>',
    )
    .replace(/(\s*)<\/Metadata>/, `$1</Metadata>$1<Namespace resid="Functions.Namespace"/>`)
    .replace(
      /(\s*)<\/bt:ShortStrings>/,
      `$1  <bt:String id="Functions.Namespace" DefaultValue="${namespace}"/>$1</bt:ShortStrings>`,
    );
}
