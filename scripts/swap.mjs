/** Puts a folder that is whole in the place of an older one. */
import { existsSync, renameSync, rmSync } from 'node:fs';

/** Puts `made` in its place; what stood there goes to `former` first, so that there is no moment without either. */
export function putInPlace(made, place, former) {
  rmSync(former, { recursive: true, force: true });
  if (existsSync(place)) renameSync(place, former);
  renameSync(made, place);
  rmSync(former, { recursive: true, force: true });
}

/** Puts back what stood there where whoever replaced it was killed between the two steps. */
export function restored(place, former) {
  if (!existsSync(place) && existsSync(former)) renameSync(former, place);
}
