/** All that another spreadsheet program calculates anew: one file, for starting that program costs most. */
import './recalculated/case';
import './recalculated/exhibit';
import './recalculated/proceeds';
import './recalculated/rows';
import './recalculated/samples';
import './recalculated/time';
