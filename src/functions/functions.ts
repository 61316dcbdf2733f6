/** The worksheet functions as Excel meets them: each name associated with its answer. */
import { answerFunction } from './call';
import { isCellError, type Cell } from './cells';
import { formatsOf, takesFormats } from './formats';
import ids from './names.json';

/**
 * Our cells as Excel wants them: an error may stand inside a spill with its message, and dates and rates carry their
 * number format where this Excel takes one from a function.
 */
function toExcel(cells: Cell[][], formats: readonly (string | undefined)[]): unknown[][] {
  const formatted = formats.some(Boolean) && takesFormats();
  return cells.map((row) =>
    row.map((cell, column) => {
      if (isCellError(cell)) return new CustomFunctions.Error(errorCode(cell.error), cell.message);
      const numberFormat = formatted ? formats[column] : undefined;
      if (numberFormat === undefined || typeof cell !== 'number') return cell;
      return { type: 'FormattedNumber', basicValue: cell, numberFormat };
    }),
  );
}

function errorCode(error: '#VALUE!' | '#N/A' | '#NUM!'): CustomFunctions.ErrorCode {
  if (error === '#N/A') return CustomFunctions.ErrorCode.notAvailable;
  if (error === '#NUM!') return CustomFunctions.ErrorCode.invalidNumber;
  return CustomFunctions.ErrorCode.invalidValue;
}

for (const id of ids)
  CustomFunctions.associate(id, (...args: unknown[]) => {
    const { cells, kinds } = answerFunction(id, args);
    return toExcel(cells, formatsOf(kinds));
  });
