/** `npm run bench`: speed as ratios within one run. */
import { benchAssessment } from './assessment';
import { benchFiles } from './files';
import { benchHeap } from './heap';
import { benchModels } from './models';
import { reportTime } from './time';

benchAssessment();
reportTime();
benchHeap();
await benchFiles();
await benchModels();
