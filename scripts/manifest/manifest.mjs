// Writes the manifest for the place where the add-in is served, from the one manifest.xml.

import { programVersion } from '../about.mjs';

/** The origin that manifest.xml is written for: the development server of `npm run excel`. */
export const developmentOrigin = 'https://localhost:3000';

/**
 * The manifest for an address, and with a namespace before every function name where one is given.
 * Throws when the address is not an https one without a query: Office refuses anything else.
 * @param {string} source the text of manifest.xml
 * @param {{ origin?: string, namespace?: string }} [choices] `origin`: where the add-in is served, a path included
 * @returns {string}
 */
export function manifestFor(source, { origin, namespace } = {}) {
  const moved = servedFrom(source, origin)
    .replace(
      /<AppDomain>([^<]*)<\/AppDomain>/g,
      (_, address) => `<AppDomain>${new URL(address).origin}</AppDomain>`,
    )
    .replace(/<Version>[^<]*<\/Version>/, `<Version>${programVersion().version}.0</Version>`);
  return namespace ? withNamespace(moved, namespace) : moved;
}

/**
 * A text with the add-in's address in place of the development one.
 * @param {string} source
 * @param {string} [origin]
 * @returns {string}
 */
export const servedFrom = (source, origin) =>
  source.replaceAll(developmentOrigin, origin ? addressOf(origin) : developmentOrigin);

/** An address without its last slash. */
function addressOf(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const written = url && [url.href, url.href.replace(/\/$/, '')].includes(text);
  if (url?.protocol !== 'https:' || !written || url.search || url.hash || url.username)
    throw new Error(
      `RECOURSE_ORIGIN must be an https address such as https://recourse.example.com or https://example.com/addins/recourse/, not ${text}`,
    );
  return url.href.replace(/\/$/, '');
}

/**
 * Gives the add-in a second identity and its functions a prefix, so that both can be installed. Under the namespace
 * DEFICIENCY a name keeps its form: `DEFICIENCY.STATUS` is the function STATUS of it; only the bare one changes,
 * to `DEFICIENCY.DEFICIENCY`.
 * @param {string} manifest
 * @param {string} namespace
 */
function withNamespace(manifest, namespace) {
  return (
    manifest
      .replace(
        '<Id>3f5580b3-9e21-485c-a699-21eb2f0843f0</Id>',
        '<Id>28426789-d799-4bb5-a2dc-426183faef5e</Id>',
      )
      .replace('/functions.json"', '/functions.namespaced.json"')
      // The page learns from its address how functions are called.
      .replaceAll('/taskpane.html"', `/taskpane.html?namespace=${namespace}"`)
      .replace(/(\s*)<\/Metadata>/, `$1</Metadata>$1<Namespace resid="Functions.Namespace"/>`)
      .replace(
        /(\s*)<\/bt:ShortStrings>/,
        `$1  <bt:String id="Functions.Namespace" DefaultValue="${namespace}"/>$1</bt:ShortStrings>`,
      )
  );
}

/**
 * The metadata of the functions under a namespace: `DEFICIENCY.STATUS` is its function STATUS.
 * @param {string} metadata the text of functions.json
 * @param {string} namespace
 * @returns {string}
 */
export function metadataFor(metadata, namespace) {
  const told = JSON.parse(metadata);
  for (const one of told.functions)
    if (one.name.startsWith(`${namespace}.`)) one.name = one.name.slice(namespace.length + 1);
  return `${JSON.stringify(told, null, 1)}\n`;
}
