/** Says what dist/ carries of other people's work: their licences in full, and a bill of materials (CycloneDX). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The packages behind some others, with all that those need to run; by place in the lock file.
 * @param {string} root the checkout
 * @param {Iterable<string>} names
 */
export function closure(root, names) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const found = new Map();
  const add = (from, name) => {
    const place = placeOf(packages, from, name);
    if (place === undefined) return undefined;
    if (!found.has(place)) {
      const { dependencies = {}, peerDependencies = {}, ...rest } = packages[place];
      const shipped = { ...rest, name, place, needs: [] };
      found.set(place, shipped);
      const needed = Object.keys({ ...dependencies, ...peerDependencies });
      shipped.needs = needed.map((one) => add(place, one)).filter((one) => one !== undefined);
    }
    return found.get(place);
  };
  for (const name of names)
    if (!add('', name)) throw new Error(`${name} is shipped, but is not in package-lock.json`);
  return [...found.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** Where a package finds another: in its own node_modules, or in those further out. */
function placeOf(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (packages[place]) return place;
    if (at === '') return undefined;
  }
}

/** One text with every licence; packages without a file of it are named with what their makers declare. */
export function licencesText(root, shipped) {
  const byText = new Map();
  for (const one of shipped) {
    const text = licenceOf(root, one);
    byText.set(text, [...(byText.get(text) ?? []), one]);
  }
  const parts = [...byText].map(([text, ones]) => {
    const names = ones.map(
      ({ name, version, license }) => `${name} ${version} (${license ?? 'no licence declared'})`,
    );
    return `${names.join('\n')}\n\n${text.trim()}\n`;
  });
  return ['Recourse for Excel carries the work of others, under these licences.\n', ...parts].join(
    `\n${'-'.repeat(72)}\n\n`,
  );
}

function licenceOf(root, { place, license, name }) {
  const folder = join(root, place);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (files.length > 0)
    return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  const { author, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const by = typeof author === 'object' ? author?.name : author;
  const from = typeof repository === 'object' ? repository?.url : repository;
  return `The package ${name} has no file of its licence; its makers${by ? `, ${by},` : ''} declare: ${license ?? 'nothing'}.${from ? `\n${from}` : ''}`;
}

/** The bill of materials, in the form that CycloneDX 1.6 describes; the same each time for the same lock file. */
export function billOfMaterials(root, shipped) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const own = { type: 'application', 'bom-ref': `${name}@${version}`, name, version };
  const once = [...new Map(shipped.map((one) => [refOf(one), one])).values()];
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { ...own, licenses: licencesOf(license) } },
    components: once.map(component),
    dependencies: [
      { ref: own['bom-ref'], dependsOn: once.map(refOf) },
      ...once.map((one) => ({ ref: refOf(one), dependsOn: refsOf(one.needs) })),
    ],
  };
}

const refsOf = (packages) => [...new Set(packages.map(refOf))];

const refOf = ({ name, version }) => purlOf(name, version);

const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** Identifiers joined by words are an expression; what is none of the common identifiers is a name. */
function licencesOf(license) {
  if (/ (OR|AND|WITH) /.test(license)) return [{ expression: license }];
  return [{ license: /^[A-Za-z0-9.-]+$/.test(license) ? { id: license } : { name: license } }];
}

function component({ name, version, license, integrity }) {
  const [algorithm = '', digest = ''] = (integrity ?? '').split(' ')[0].split('-');
  const content = Buffer.from(digest, 'base64').toString('hex');
  const names = { sha512: 'SHA-512', sha384: 'SHA-384', sha256: 'SHA-256', sha1: 'SHA-1' };
  return {
    type: 'library',
    'bom-ref': purlOf(name, version),
    name,
    version,
    purl: purlOf(name, version),
    ...(license && { licenses: licencesOf(license) }),
    ...(names[algorithm] && { hashes: [{ alg: names[algorithm], content }] }),
  };
}
