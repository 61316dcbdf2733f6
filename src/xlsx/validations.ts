/** Lists and limits of cells as a part of a sheet; exceljs writes them cell by cell, which takes far too long. */
import type { Validation } from '../sheets/sheet';
import { setTextPart, textPart } from './package';
import { escaped } from './xml';
import type { Parts } from './zip';

/** Excel shows no more of a prompt. */
const LONGEST_PROMPT = 255;

/** Adds the validations of one sheet in their place among its elements. */
export function addValidations(
  parts: Parts,
  path: string,
  validations: readonly Validation[],
): void {
  const items = validations.map(itemXml).join('');
  const element = `<dataValidations count="${validations.length}">${items}</dataValidations>`;
  const xml = textPart(parts, path) ?? '';
  const later =
    /<(?:hyperlinks|printOptions|pageMargins|pageSetup|headerFooter|drawing|tableParts)\b/;
  const at = later.exec(xml)?.index ?? xml.lastIndexOf('</worksheet>');
  setTextPart(parts, path, xml.slice(0, at) + element + xml.slice(at));
}

function itemXml({ cells, rule, prompt }: Validation): string {
  const [attributes, formula] = ruleXml(rule);
  const shown = prompt
    ? ` showInputMessage="1" prompt="${escaped(prompt.slice(0, LONGEST_PROMPT))}"`
    : '';
  return `<dataValidation ${attributes} allowBlank="1" showErrorMessage="1"${shown} sqref="${cells}"><formula1>${escaped(formula)}</formula1></dataValidation>`;
}

function ruleXml(rule: Validation['rule']): readonly [string, string] {
  switch (rule.kind) {
    case 'list':
      return ['type="list"', `"${rule.values.join(',').replace(/"/g, '""')}"`];
    case 'range':
      return ['type="list"', rule.source];
    case 'amount':
      return ['type="decimal" operator="greaterThanOrEqual"', '0'];
    case 'date':
      return ['type="date" operator="greaterThan"', '1'];
  }
}
