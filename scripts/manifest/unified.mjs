// Writes the unified manifest, Microsoft 365's form in JSON, out of manifest.xml: the same identity, buttons, texts and addresses.

/** The version of the form, and of the schema by which it is checked. */
export const UNIFIED_VERSION = '1.29';

/** The plate of the icon. */
const ACCENT = '#23573F';

/**
 * The unified manifest that says what a manifest in XML says; functions there need a namespace.
 * @param {string} xml what `manifestFor` made, with a namespace
 * @returns {object}
 */
export function unifiedFrom(xml) {
  const one = (pattern) => unescaped(pattern.exec(xml)?.[1] ?? '');
  const resource = (id) =>
    one(new RegExp(`id="${id.replaceAll('.', '\\.')}" DefaultValue="([^"]*)"`));
  const page = resource('Taskpane.Url');
  const site = page.slice(0, page.lastIndexOf('/'));
  const name = one(/<DisplayName DefaultValue="([^"]*)"/);
  const words = one(/<Description DefaultValue="([^"]*)"/);
  const namespace = resource('Functions.Namespace');
  const capabilities = [...xml.matchAll(/<Set Name="(\w+)" MinVersion="([\d.]+)"/g)].map(
    ([, set, minVersion]) => ({ name: set, minVersion }),
  );
  const control = controlIn(resource);
  const [ribbon = '', menu = ''] = [/<Group [^]*?<\/Group>/, /<OfficeMenu [^]*?<\/OfficeMenu>/].map(
    (part) => part.exec(xml)?.[0],
  );
  const controls = (text) =>
    [...text.matchAll(/<Control [^]*?<\/Control>/g)].map(([each]) => control(each));
  const commands = new Set([...xml.matchAll(/<FunctionName>([^<]*)</g)].map(([, id]) => id));
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${UNIFIED_VERSION}/MicrosoftTeams.schema.json`,
    manifestVersion: UNIFIED_VERSION,
    id: one(/<Id>([^<]*)</),
    version: one(/<Version>(\d+\.\d+\.\d+)/),
    name: { short: name, full: name },
    description: {
      short: 'What may still be recovered after a foreclosure or collateral sale.',
      full: words,
    },
    developer: {
      name: one(/<ProviderName>([^<]*)</),
      websiteUrl: `${site}/index.html`,
      privacyUrl: `${site}/privacy.html`,
      termsOfUseUrl: `${site}/terms.html`,
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: ACCENT,
    localizationInfo: { defaultLanguageTag: 'en-us' },
    validDomains: [new URL(site).host],
    authorization: {
      permissions: { resourceSpecific: [{ name: 'Document.ReadWrite.User', type: 'Delegated' }] },
    },
    extensions: [
      {
        requirements: { scopes: ['workbook'], capabilities },
        runtimes: [
          {
            id: 'Recourse.Runtime',
            type: 'general',
            code: { page, script: resource('Functions.Script.Url') },
            lifetime: 'long',
            actions: [
              { id: 'Recourse.ShowPane', type: 'openPage', view: 'Recourse.Pane' },
              ...[...commands].map((id) => ({ id, type: 'executeFunction' })),
            ],
            customFunctions: {
              namespace: { id: namespace, name: namespace },
              metadataUrl: resource('Functions.Metadata.Url'),
              allowCustomDataForDataTypeAny: true,
            },
          },
        ],
        ribbons: [
          {
            contexts: ['default'],
            tabs: [
              {
                builtInTabId: 'TabHome',
                groups: [
                  {
                    id: 'Recourse.Group',
                    label: resource('Group.Label'),
                    icons: iconsIn(resource),
                    controls: controls(ribbon),
                  },
                ],
              },
            ],
          },
        ],
        contextMenus: [{ menus: [{ entryPoint: 'cell', controls: controls(menu) }] }],
        keyboardShortcuts: [
          { keyMappingFiles: { shortcutsUrl: one(/<ExtendedOverrides Url="([^"]*)"/) } },
        ],
        getStartedMessages: [
          {
            title: resource('GetStarted.Title'),
            description: resource('GetStarted.Description'),
            learnMoreUrl: resource('LearnMore.Url'),
          },
        ],
      },
    ],
  };
}

const iconsIn = (resource) => [16, 32, 80].map((size) => ({ size, url: resource(`Icon.${size}`) }));

/** A button, or a menu with its items. */
function controlIn(resource) {
  return (xml) => {
    const own = xml.replace(/<Items>[^]*<\/Items>/, '');
    const part = (pattern, text = own) => pattern.exec(text)?.[1] ?? '';
    const shown = (text) => ({
      id: part(/ id="([^"]*)"/, text),
      label: resource(part(/<Label resid="([^"]*)"/, text)),
      icons: iconsIn(resource),
      supertip: {
        title: resource(part(/<Title resid="([^"]*)"/, text)),
        description: resource(part(/<Description resid="([^"]*)"/, text)),
      },
    });
    const action = (text) => part(/<FunctionName>([^<]*)</, text) || 'Recourse.ShowPane';
    if (!xml.includes('xsi:type="Menu"'))
      return { ...shown(own), type: 'button', actionId: action(own) };
    const items = [...xml.matchAll(/<Item [^]*?<\/Item>/g)].map(([item]) => ({
      ...shown(item),
      type: 'menuItem',
      actionId: action(item),
    }));
    return { ...shown(own), type: 'menu', items };
  };
}

const unescaped = (text) =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => ENTITIES[name] ?? '');

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
