/** `npm run bench`: speed as ratios within one run. */
import { benchAssessment } from './assessment';
import { benchFiles } from './files';

benchAssessment();
await benchFiles();
