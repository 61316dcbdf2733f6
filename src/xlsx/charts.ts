/** Native charts as parts of an .xlsx file: exceljs has none. */
import type { ChartModel, SeriesModel } from '../sheets/sheet';
import { addContentType, addRelationship, setTextPart, textPart } from './package';
import { escaped } from './xml';
import type { Parts } from './zip';

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Adds the charts of one sheet. */
export function addCharts(
  parts: Parts,
  sheetPath: string,
  sheetNumber: number,
  charts: readonly ChartModel[],
): void {
  const drawing = `xl/drawings/drawing${sheetNumber}.xml`;
  const anchors = charts.map((chart, n) => {
    const name = `chart${sheetNumber}_${n + 1}.xml`;
    setTextPart(parts, `xl/charts/${name}`, chartXml(chart));
    addContentType(
      parts,
      `xl/charts/${name}`,
      'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
    );
    const list = `xl/drawings/_rels/drawing${sheetNumber}.xml.rels`;
    const id = addRelationship(parts, list, `${RELATIONSHIPS}/chart`, `../charts/${name}`);
    return anchorXml(chart, id, n + 1);
  });
  setTextPart(
    parts,
    drawing,
    `${HEAD}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main" xmlns:r="${RELATIONSHIPS}">${anchors.join('')}</xdr:wsDr>`,
  );
  addContentType(parts, drawing, 'application/vnd.openxmlformats-officedocument.drawing+xml');
  const relations = sheetPath.replace(/([^/]+)$/, '_rels/$1.rels');
  const id = addRelationship(
    parts,
    relations,
    `${RELATIONSHIPS}/drawing`,
    `../drawings/drawing${sheetNumber}.xml`,
  );
  setTextPart(parts, sheetPath, withDrawing(textPart(parts, sheetPath) ?? '', id));
}

/** A sheet's elements have a fixed order; the drawing stands behind the page set-up and before tables. */
function withDrawing(xml: string, id: string): string {
  const element = `<drawing xmlns:r="${RELATIONSHIPS}" r:id="${id}"/>`;
  const later =
    /<(?:legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b/;
  const before = later.exec(xml);
  const at = before ? before.index : xml.lastIndexOf('</worksheet>');
  return xml.slice(0, at) + element + xml.slice(at);
}

function anchorXml({ from, to, title }: ChartModel, id: string, n: number): string {
  const corner = (name: string, [column, row]: readonly [number, number]) =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  return `<xdr:twoCellAnchor>${corner('from', from)}${corner('to', to)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${n + 1}" name="Chart ${n}" descr="${escaped(title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${DRAWING}/chart"><c:chart xmlns:c="${DRAWING}/chart" r:id="${id}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`;
}

/** Colours that stay apart in print, for the colour-blind, and on a dark ground. */
const COLOURS: Readonly<Record<SeriesModel['look'], string>> = {
  first: '1F5FBF',
  second: 'B26A00',
  third: '2E7D32',
  fourth: '7B4FA3',
  fifth: 'C62828',
};

/** Dashes tell lines apart where colours do not print. */
const DASHES: Readonly<Record<SeriesModel['look'], string>> = {
  first: 'solid',
  second: 'dash',
  third: 'sysDot',
  fourth: 'dashDot',
  fifth: 'lgDash',
};

function chartXml(chart: ChartModel): string {
  const body = chart.kind === 'lines' ? linesXml(chart) : columnsXml(chart);
  const legend = chart.series.filter(({ hidden }) => !hidden).length > 1;
  return `${HEAD}<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main" xmlns:r="${RELATIONSHIPS}"><c:roundedCorners val="0"/><c:chart>${titleXml(chart.title, 1200)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${body}${axesXml(chart)}</c:plotArea>${legend ? legendXml(chart) : ''}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`;
}

/** The step on which a floating bar stands is no entry of the legend. */
function legendXml({ series }: ChartModel): string {
  const hidden = series.flatMap((one, n) =>
    one.hidden ? [`<c:legendEntry><c:idx val="${n}"/><c:delete val="1"/></c:legendEntry>`] : [],
  );
  return `<c:legend><c:legendPos val="b"/>${hidden.join('')}<c:overlay val="0"/></c:legend>`;
}

const titleXml = (text: string, size: number): string =>
  `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${size}" b="0"/></a:pPr><a:r><a:rPr lang="en-US" sz="${size}" b="0"/><a:t>${escaped(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;

const fill = (colour: string): string => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;

function seriesXml(series: SeriesModel, n: number, look: string, extra: string): string {
  const reference = (formula: string) => `<c:f>${escaped(formula)}</c:f>`;
  return `<c:ser><c:idx val="${n}"/><c:order val="${n}"/><c:tx><c:strRef>${reference(series.name)}</c:strRef></c:tx><c:spPr>${look}</c:spPr>${extra}<c:cat><c:strRef>${reference(series.categories)}</c:strRef></c:cat><c:val><c:numRef>${reference(series.values)}</c:numRef></c:val>`;
}

function linesXml({ series }: ChartModel): string {
  const lines = series.map((one, n) => {
    const look = `<a:ln w="22225">${fill(COLOURS[one.look])}<a:prstDash val="${DASHES[one.look]}"/></a:ln>`;
    const marker = '<c:marker><c:symbol val="none"/></c:marker>';
    const numeric = seriesXml(one, n, look, marker).replace(
      /<c:cat><c:strRef>(.*?)<\/c:strRef><\/c:cat>/,
      '<c:cat><c:numRef>$1</c:numRef></c:cat>',
    );
    return `${numeric}<c:smooth val="0"/></c:ser>`;
  });
  return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${lines.join('')}<c:marker val="1"/><c:axId val="111"/><c:axId val="222"/></c:lineChart>`;
}

function columnsXml({ series }: ChartModel): string {
  const bars = series.map((one, n) => {
    const look = one.hidden ? '<a:noFill/><a:ln><a:noFill/></a:ln>' : fill(COLOURS[one.look]);
    return `${seriesXml(one, n, look, '<c:invertIfNegative val="0"/>')}</c:ser>`;
  });
  return `<c:barChart><c:barDir val="col"/><c:grouping val="stacked"/><c:varyColors val="0"/>${bars.join('')}<c:gapWidth val="40"/><c:overlap val="100"/><c:axId val="111"/><c:axId val="222"/></c:barChart>`;
}

const axesXml = ({ horizontal, vertical }: ChartModel): string =>
  `<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>${horizontal === '' ? '' : titleXml(horizontal, 900)}<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="222"/><c:crosses val="autoZero"/></c:catAx><c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>${vertical === '' ? '' : titleXml(vertical, 900)}<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="111"/><c:crosses val="autoZero"/></c:valAx>`;
