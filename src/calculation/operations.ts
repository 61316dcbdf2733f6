/** Every operation over time, in the order in which people see them. */
import { CASE } from './case/caseOperation';
import { DEADLINES } from './deadlines/deadlinesOperation';
import { JUDGMENT, LEDGER } from './judgment/judgmentOperations';
import { EXPLANATION, FORM1099 } from './notices/noticeOperations';
import type { Operation } from './operation/operation';
import { COMPARE, INTEREST, PAYOFF, PERDIEM } from './payoff/payoffOperations';
import { PROCEEDS } from './proceeds/proceedsOperation';
import { EXPECTED, LGD } from './worth/worthOperations';

export const OPERATIONS: readonly Operation[] = [
  PAYOFF,
  PERDIEM,
  INTEREST,
  PROCEEDS,
  DEADLINES,
  JUDGMENT,
  LEDGER,
  EXPECTED,
  LGD,
  COMPARE,
  EXPLANATION,
  FORM1099,
  CASE,
];

export const operationNamed = (id: string): Operation | undefined =>
  OPERATIONS.find((operation) => operation.id === id);
