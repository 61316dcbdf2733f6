/** Every worksheet function in one piece, for programs that need not load it in parts. */
import './second';

export { callFunction } from './call';
