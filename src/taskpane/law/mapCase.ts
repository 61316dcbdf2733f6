/** The one case that the map and the comparison put through every state's law. */
import type { Case } from '../../calculation/deficiency/case';
import type { Read } from '../../calculation/input/problem';
import { currentReader } from '../../functions/session';

/** Values by input name, as a person typed them; the state is left open. */
export type MapCase = Readonly<Record<string, unknown>>;

/** The textbook case; the profile is the workbook's. */
export const TEXTBOOK: MapCase = { balance: 300000, sale_price: 255000, fair_value: 270000 };

/** Reads the case under the law of a state with the settings in force. */
export const caseIn = (code: string, values: MapCase): Read<Case> =>
  currentReader().read({ ...values, state: code });
