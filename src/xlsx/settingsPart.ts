/** The settings record inside an .xlsx file: in a part of our own, and where Excel keeps what an add-in saves with a workbook. */
import type { ReadRecord } from '../calculation/settings/record';
import { DAMAGED, KEPT_NAMESPACE, keptIn, keptXml, newerOf, type Kept } from './keptRecord';
import {
  addContentType,
  addRelationship,
  contentTypeOf,
  relatedPart,
  relationshipsOf,
  setTextPart,
  targetFrom,
  textPart,
} from './package';
import type { Catalogue } from '../sheets/sheet';
import { attributesOf, elements, escaped, tags } from './xml';
import type { Parts } from './zip';

/** The add-in's identity, as its manifest states it. */
const ADD_IN = { id: '3f5580b3-9e21-485c-a699-21eb2f0843f0', version: '0.1.0.0' };

const KEY = 'recourse';
/** Beside the values in Office's settings: when they were saved. */
const SAVED_KEY = `${KEY}.saved`;
const OFFICE = 'http://schemas.microsoft.com/office';

const STORES: Readonly<Record<Catalogue, string>> = {
  // Deployed by an organisation's administrator.
  admin: 'store="EXCatalog" storeType="EXCatalog"',
  // Sideloaded: on every other machine Excel looks for it in vain, and says so.
  developer: 'store="developer" storeType="Registry"',
};

/** Adds the record in a part that no add-in's identity owns. */
export const addSettings = (parts: Parts, record: Readonly<Record<string, unknown>>): void =>
  addProperties(parts, { [KEY]: record });

/** Adds everything that the add-in keeps with a workbook, by its key; where Office keeps it too, there as well. */
export function addProperties(parts: Parts, properties: Readonly<Record<string, unknown>>): void {
  if (JSON.stringify(propertiesIn(parts)) === JSON.stringify(properties)) return;
  const { saved } = newest(parts);
  const extension = extensionOf(parts);
  if (extension !== undefined)
    replaceProperties(parts, extension, {
      ...properties,
      ...(saved !== '' && { [SAVED_KEY]: saved }),
    });
  const xml = keptXml({ values: properties, saved });
  const known = keptPart(parts);
  if (known !== undefined) setTextPart(parts, known, xml);
  else addCustomXml(parts, xml);
}

/** The identity of our part among the custom ones of a workbook. */
const ITEM = '{5B0F6C2E-7C3B-4D0B-9F0E-2B8E6C1D4A71}';
const CUSTOM = 'http://schemas.openxmlformats.org/officeDocument/2006';

function addCustomXml(parts: Parts, xml: string): void {
  let n = 1;
  while (parts.find(`customXml/item${n}.xml`) !== undefined) n += 1;
  const item = `customXml/item${n}.xml`;
  const about = `customXml/itemProps${n}.xml`;
  setTextPart(parts, item, xml);
  setTextPart(
    parts,
    about,
    `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="${ITEM}" xmlns:ds="${CUSTOM}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="${KEPT_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>`,
  );
  const type = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml';
  addContentType(parts, about, type);
  if (contentTypeOf(parts, item) === undefined) addContentType(parts, item, 'application/xml');
  addRelationship(
    parts,
    relationshipsOf(item),
    `${CUSTOM}/relationships/customXmlProps`,
    targetFrom(item, about),
  );
  const workbook = relatedPart(parts, '', 'officeDocument') ?? 'xl/workbook.xml';
  addRelationship(
    parts,
    relationshipsOf(workbook),
    `${CUSTOM}/relationships/customXml`,
    targetFrom(workbook, item),
  );
}

const CUSTOM_PART = /^customXml\/item\d*\.xml$/i;

const keptPart = (parts: Parts): string | undefined =>
  [...parts.keys()].find(
    (path) => CUSTOM_PART.test(path) && keptIn(textPart(parts, path) ?? '') !== undefined,
  );

const extensionOf = (parts: Parts): string | undefined =>
  [...parts.keys()].find((path) => PART.test(path) && (textPart(parts, path) ?? '').includes(KEY));

/** Adds the note by which Excel offers the add-in of a catalogue when the workbook is opened, with what it keeps. */
export function offerAddIn(parts: Parts, catalogue: Catalogue): void {
  if (extensionOf(parts) !== undefined) return;
  let n = 1;
  while (parts.find(`xl/webextensions/webextension${n}.xml`) !== undefined) n += 1;
  const extension = `xl/webextensions/webextension${n}.xml`;
  const panes = 'xl/webextensions/taskpanes.xml';
  setTextPart(parts, extension, extensionXml(propertiesIn(parts), STORES[catalogue]));
  addContentType(parts, extension, 'application/vnd.ms-office.webextension+xml');
  const id = addRelationship(
    parts,
    'xl/webextensions/_rels/taskpanes.xml.rels',
    `${OFFICE}/2011/relationships/webextension`,
    targetFrom(panes, extension),
  );
  const others = textPart(parts, panes);
  if (others !== undefined) {
    const at = others.lastIndexOf('</');
    return setTextPart(
      parts,
      panes,
      others.slice(0, at) + paneXml(id, ` xmlns:wetp="${PANES}"`) + others.slice(at),
    );
  }
  setTextPart(parts, panes, panesXml(id));
  addContentType(parts, panes, 'application/vnd.ms-office.webextensiontaskpanes+xml');
  addRelationship(
    parts,
    '_rels/.rels',
    `${OFFICE}/2011/relationships/webextensiontaskpanes`,
    panes,
  );
}

const extensionXml = (properties: Readonly<Record<string, unknown>>, store: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<we:webextension xmlns:we="${OFFICE}/webextensions/webextension/2010/11" id="{${ADD_IN.id}}"><we:reference id="${ADD_IN.id}" version="${ADD_IN.version}" ${store}/><we:alternateReferences/><we:properties><we:property name="Office.AutoShowTaskpaneWithDocument" value="true"/>${Object.entries(
    properties,
  )
    .map(([key, value]) => propertyXml(key, value))
    .join(
      '',
    )}</we:properties><we:bindings/><we:snapshot xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></we:webextension>`;

const panesXml = (id: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<wetp:taskpanes xmlns:wetp="${OFFICE}/webextensions/taskpanes/2010/11">${paneXml(id)}</wetp:taskpanes>`;

const PANES = `${OFFICE}/webextensions/taskpanes/2010/11`;

const paneXml = (id: string, named = ''): string =>
  `<wetp:taskpane${named} dockstate="right" visibility="0" width="350" row="1"><wetp:webextensionref xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="${id}"/></wetp:taskpane>`;

/** Puts our properties into the part that holds them; those of others stay. */
function replaceProperties(
  parts: Parts,
  path: string,
  properties: Readonly<Record<string, unknown>>,
): void {
  const xml = textPart(parts, path) ?? '';
  const [list] = elements(xml, 'properties');
  if (!list) return;
  const prefix = /^<(\w+:)?/.exec(list.tag)?.[1] ?? '';
  const inside = xml.slice(list.inner, list.close);
  const kept = tags(inside, 'property').filter((tag) => !isOurs(attributesOf(tag).get('name')));
  const ours = Object.entries(properties).map(([key, value]) => propertyXml(key, value, prefix));
  const open = list.tag.replace(/\s*\/>$/, '>');
  setTextPart(
    parts,
    path,
    `${xml.slice(0, list.start)}${open}${kept.join('')}${ours.join('')}</${prefix}properties>${xml.slice(list.end)}`,
  );
}

const PART = /^xl\/webextensions\/webextension\d*\.xml$/i;

const isOurs = (key = ''): boolean => key === KEY || key.startsWith(`${KEY}.`);

const propertyXml = (key: string, value: unknown, prefix = 'we:'): string =>
  `<${prefix}property name="${escaped(key)}" value="${escaped(JSON.stringify(value))}"/>`;

/** The record that a workbook carries; undefined where it has none, a text where it is no JSON. */
export const settingsIn = (parts: Parts): unknown => propertiesIn(parts)[KEY];

/** What add-ins of ours keep with a workbook, by key: the newer of what Office keeps and of our own part. */
export const propertiesIn = (parts: Parts): Record<string, unknown> => ({
  ...newest(parts).values,
});

function newest(parts: Parts): Kept {
  const { [SAVED_KEY]: saved, ...values } = inExtensions(parts);
  const own: Kept = { values, saved: typeof saved === 'string' ? saved : '' };
  const part = keptPart(parts);
  const other = part === undefined ? undefined : keptIn(textPart(parts, part) ?? '');
  return newerOf(own, other);
}

/** What Office keeps for add-ins of ours, by key. */
function inExtensions(parts: Parts): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const path of parts.keys()) {
    if (!PART.test(path)) continue;
    for (const tag of tags(textPart(parts, path) ?? '', 'property')) {
      const of = attributesOf(tag);
      const key = of.get('name') ?? '';
      if (!isOurs(key) || Object.hasOwn(found, key)) continue;
      try {
        found[key] = JSON.parse(of.get('value') ?? '');
      } catch {
        found[key] = DAMAGED;
      }
    }
  }
  return found;
}

/** What of a record is not used, a sentence each. */
export function settingsWarnings({ problems, newer, version }: ReadRecord): string[] {
  const told = problems.map(({ field, message }) =>
    field === 'record'
      ? `the settings of the workbook are damaged: the record ${message}`
      : `the setting ${field} of the workbook is not used: ${message}`,
  );
  return newer
    ? [
        `the settings were saved by a newer version of Recourse (${version}); what it knows beyond this one is not used`,
        ...told,
      ]
    : told;
}
