/** Answers the batches that the Office.js client sends: object paths and actions upon them. */
import { blockAddress, sheetText } from '../../../src/formulas/address';
import type { Block } from '../../../src/formulas/place';
import { ExcelRefusal, NOTHING, RangeAreasObject, RangeObject, WorkbookObject } from './objects';
import type { GridWorkbook } from './grid';

interface ArgumentInfo {
  readonly Arguments?: readonly unknown[];
  /** For each argument the id of the object path that it stands for; 0 for a plain value. */
  readonly ReferencedObjectPathIds?: readonly number[];
}

interface ObjectPath {
  readonly Id: number;
  /** 1 the workbook, 2 a new object, 3 a method's result, 4 a property, 5 an item, 6 by reference, 7 no object. */
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: ArgumentInfo;
}

interface Action {
  readonly Id: number;
  /** 1 make the object, 2 query, 3 call a method, 4 set a property, 5 mark a place. */
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: ArgumentInfo;
  readonly QueryInfo?: { readonly Select?: readonly string[]; readonly Expand?: readonly string[] };
}

export interface Batch {
  readonly Actions: readonly Action[];
  readonly ObjectPaths: Readonly<Record<string, ObjectPath>>;
}

export interface BatchAnswer {
  /** Marked places that were reached: handlers of events count as added from there on. */
  readonly TraceIds: readonly number[];
  readonly Results: readonly { readonly ActionId: number; readonly Value: unknown }[];
  readonly Error?: { readonly Code: string; readonly Message: string; readonly Location: string };
}

type Members = Record<string, unknown>;

/** Receives the results of custom functions: [id, succeeded, value, error code]. */
export type TakeResults = (results: readonly (readonly unknown[])[]) => void;

/** Carries out a batch; what Excel refuses ends it with the code of the refusal. */
export function answerBatch(
  batch: Batch,
  grid: GridWorkbook,
  takeResults: TakeResults,
): BatchAnswer {
  const session = new BatchSession(batch, grid, takeResults);
  const results: { ActionId: number; Value: unknown }[] = [];
  const traces: number[] = [];
  for (const action of batch.Actions) {
    try {
      results.push({ ActionId: action.Id, Value: session.carryOut(action) });
      if (action.ActionType === 5) traces.push(action.Id);
    } catch (error) {
      if (!(error instanceof ExcelRefusal)) throw error;
      const location = `${batch.ObjectPaths[action.ObjectPathId]?.Name ?? ''}.${action.Name}`;
      const said = { Code: error.code, Message: error.message, Location: location };
      return { Results: results, TraceIds: traces, Error: said };
    }
  }
  return { Results: results, TraceIds: traces };
}

class BatchSession {
  private readonly resolved = new Map<number, unknown>();

  constructor(
    private readonly batch: Batch,
    private readonly grid: GridWorkbook,
    private readonly takeResults: TakeResults,
  ) {}

  carryOut(action: Action): unknown {
    switch (action.ActionType) {
      case 1:
        return handed(this.object(action.ObjectPathId));
      case 2:
        return this.query(action);
      case 3:
        return this.call(action);
      case 4:
        return this.set(action);
      case 5:
        return null;
      default:
        throw new Error(`the emulated host knows no action of type ${action.ActionType}`);
    }
  }

  private query({ ObjectPathId, QueryInfo }: Action): unknown {
    const object = this.object(ObjectPathId);
    if (object === NOTHING) return null;
    return selected(object as Members, QueryInfo?.Select ?? []);
  }

  private call({ Name, ObjectPathId, ArgumentInfo }: Action): unknown {
    const object = this.object(ObjectPathId);
    if (Name === '_KeepReference' || Name === '_RemoveReference' || object === NOTHING) return null;
    const result = invoke(object as Members, Name, this.args(ArgumentInfo));
    return result === undefined ? null : result;
  }

  private set({ Name, ObjectPathId, ArgumentInfo }: Action): null {
    const object = this.object(ObjectPathId) as Members;
    object[lowerFirst(Name)] = this.args(ArgumentInfo)[0];
    return null;
  }

  private args(info: ArgumentInfo | undefined): unknown[] {
    return (info?.Arguments ?? []).map((value, i) => {
      const path = info?.ReferencedObjectPathIds?.[i];
      return path ? this.object(path) : value;
    });
  }

  private object(id: number): unknown {
    if (this.resolved.has(id)) return this.resolved.get(id);
    const path = this.batch.ObjectPaths[id];
    if (!path) throw new Error(`the batch names no object ${id}`);
    const object = this.resolve(path);
    this.resolved.set(id, object);
    return object;
  }

  private resolve(path: ObjectPath): unknown {
    const parent =
      path.ParentObjectPathId === undefined ? undefined : this.object(path.ParentObjectPathId);
    if (parent === NOTHING) return NOTHING;
    switch (path.ObjectPathType) {
      case 1:
        return new WorkbookObject(this.grid);
      case 2:
        return this.newObject(path.Name);
      case 3:
        return invoke(parent as Members, path.Name, this.args(path.ArgumentInfo));
      case 4:
        return member(parent as Members, path.Name);
      case 5:
        return invoke(parent as Members, 'getItem', this.args(path.ArgumentInfo));
      case 6:
        return this.byReference(path.Name);
      case 7:
        return NOTHING;
      default:
        throw new Error(`the emulated host knows no object path of type ${path.ObjectPathType}`);
    }
  }

  /** Objects beside the workbook that the client itself uses. */
  private newObject(name: string): unknown {
    if (name.endsWith('.AddinInternalService')) return { notifyActionHandlerReady: () => null };
    const { runtime } = this.grid;
    if (name.endsWith('.AppRuntimeService'))
      return {
        setAppRuntimeState: (state: string) => void runtime.set('state', state),
        getAppRuntimeState: () => runtime.get('state') ?? 'Visible',
        onVisibilityChanged: null,
        registerVisibilityChanged: () => null,
        _RegisterVisibilityChanged: () => null,
      };
    if (name.endsWith('.AppRuntimePersistenceService'))
      return {
        setAppRuntimeStartState: (state: string) => void runtime.set('start', state),
        getAppRuntimeStartState: () => runtime.get('start') ?? 'Inactive',
      };
    if (name.endsWith('.CustomFunctions') || name.endsWith('.CustomFunctionsContainer'))
      return {
        setInvocationArrayResults: this.takeResults,
        _SetOsfControlContainerReadyForCustomFunctions: () => null,
      };
    throw new Error(`the emulated host makes no object called ${name}`);
  }

  private byReference(reference: string): unknown {
    const [, areas] = /^areas (.*)$/s.exec(reference) ?? [];
    if (areas !== undefined) return new RangeAreasObject(this.grid, JSON.parse(areas) as Block[]);
    return new RangeObject(this.grid, this.grid.block(reference));
  }
}

function member(object: Members, name: string): unknown {
  const own = lowerFirst(name);
  if (!(own in object)) throw new Error(`the emulated host has no ${describe(object)}.${own}`);
  return object[own];
}

function invoke(object: Members, name: string, args: readonly unknown[]): unknown {
  const own = name in object ? name : lowerFirst(name);
  const method = object[own];
  if (typeof method !== 'function')
    throw new Error(`the emulated host has no ${describe(object)}.${own}()`);
  return (method as (...values: unknown[]) => unknown).apply(object, [...args]);
}

const describe = (object: Members): string => object.constructor.name;

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** What the client learns of an object that was made. */
function handed(object: unknown): unknown {
  if (object === NOTHING) return null;
  if (object instanceof RangeAreasObject) return { _ReferenceId: object.reference };
  if (!(object instanceof RangeObject)) return {};
  const { block } = object;
  return { _ReferenceId: `${sheetText(block.sheet)}!${blockAddress(block)}` };
}

/** The asked members; of a collection, those of its items. */
function selected(object: Members, select: readonly string[]): Record<string, unknown> {
  const { items } = object;
  if (Array.isArray(items))
    return {
      _Items: (items as Members[]).map((item) => ({ Id: item['id'], ...selected(item, select) })),
    };
  return Object.fromEntries(select.map((path) => [upperFirst(path), member(object, path)]));
}
