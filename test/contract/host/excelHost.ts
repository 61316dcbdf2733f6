/** A small Excel on the web: the real Office.js client runs the built add-in in Chromium against this host. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { dist } from '../../../scripts/build.mjs';
import { connected } from '../../e2e/browser';
import { formulaCells, type FormulaCell, type Passed } from './formulas';
import type { GridWorkbook } from './grid';
import type { Result, Value } from './grid';
import {
  appContext,
  DISPATCH,
  eventMessage,
  responseTo,
  RICH_API_EVENT,
  type ClientMessage,
} from './messages';
import { answerBatch, type Batch } from './requests';
import { ADDIN_ORIGIN, HOST_ORIGIN, ORIGINS } from './server';

/** Excel's codes of a failed custom function. */
const ERROR_OF_CODE: Readonly<Record<number, string>> = { 1: '#N/A', 6: '#NUM!', 7: '#VALUE!' };

/** Pages that hold no workbook now: the next one opens there, for a page of its own costs more than all it does. */
const free: Page[] = [];
const openIn = new Map<Page, ExcelHost>();

async function freePage(): Promise<Page> {
  const left = free.pop();
  if (left) return left;
  const page = await (await connected()).newPage();
  await page.exposeFunction('hear', (text: string) => openIn.get(page)?.hear(text));
  return page;
}

/** Closes every workbook that a test file left open. */
export async function closeWorkbooks(): Promise<void> {
  for (const host of [...openIn.values()]) await host.close();
}

/** A workbook opened in the emulated Excel, with the add-in running in its pane. */
export class ExcelHost {
  /** Addresses that neither Excel nor the add-in should ask for. */
  readonly outside: string[] = [];
  /** What the pages threw or logged as errors. */
  readonly problems: string[] = [];
  /** Batches as the client sent them. */
  readonly batches: Batch[] = [];
  private readonly waiting = new Map<number, (result: readonly unknown[]) => void>();
  private lastCall = 0;
  private listening!: () => void;
  /** Resolves when the add-in can be called. */
  private readonly ready = new Promise<void>((resolve) => (this.listening = resolve));

  private constructor(
    /** The workbook; a test may put another in its place. */
    public grid: GridWorkbook,
    readonly page: Page,
  ) {}

  /** Opens a workbook and waits until its custom functions can be called. */
  static async open(grid: GridWorkbook): Promise<ExcelHost> {
    const page = await freePage();
    page.setDefaultTimeout(60_000);
    await page.setViewportSize({ width: 400, height: 800 });
    await page.bringToFront();
    const host = new ExcelHost(grid, page);
    openIn.set(page, host);
    await host.start();
    return host;
  }

  /** The add-in's own page. */
  get addin(): Frame {
    const frame = this.page.frames().find((candidate) => candidate.url().startsWith(ADDIN_ORIGIN));
    if (!frame) throw new Error('the add-in is not open');
    return frame;
  }

  /** Calculates every formula with a custom function, as Excel does after a change. */
  async calculate(): Promise<void> {
    const cells = formulaCells(this.grid);
    const results = await this.callAll(cells);
    cells.forEach((cell, i) => {
      const sheet = this.grid.sheet(cell.sheet);
      sheet?.spillFrom(cell.row, cell.column, results[i] as Result[][]);
    });
  }

  /** Calls a custom function as a cell would. */
  async call(name: string, ...args: (Passed | Passed[][] | null)[]): Promise<Result[][]> {
    const matrices = args.map((arg) => (arg === null || Array.isArray(arg) ? arg : [[arg]]));
    const cell: FormulaCell = { sheet: 'Sheet1', row: 0, column: 0, name, args: matrices };
    const [result] = await this.callAll([cell]);
    return result as Result[][];
  }

  /** Selects cells and tells the add-in so. */
  async select(reference: string): Promise<void> {
    this.grid.select(reference);
    await this.push(eventMessage('documentSelectionChanged', {}));
  }

  /** Tells the add-in that another person saved settings into the workbook. */
  async tellSettingsChanged(): Promise<void> {
    await this.push(eventMessage('settingsChanged', {}));
  }

  /** Tells the add-in that another person changed a cell, as Excel does while several edit one workbook. */
  async tellRemoteChange(sheet: string, address: string): Promise<void> {
    const change = {
      worksheetId: this.grid.sheet(sheet)?.id,
      address,
      source: 'Remote',
      changeType: 'RangeEdited',
    };
    const entry = [65_536, 10, 'Workbook', JSON.stringify(change), '', true];
    await this.push(eventMessage(RICH_API_EVENT, { ArrayData: [entry] }));
  }

  /** Presses a button of the ribbon or the right click, or a shortcut. */
  async press(command: string): Promise<void> {
    const entry = [2, 1000, '', JSON.stringify([command, '{}']), '', false];
    await this.push(eventMessage(RICH_API_EVENT, { ArrayData: [entry] }));
  }

  /** Leaves the page as it was before: nothing kept, nobody listening. */
  async close(): Promise<void> {
    const { page } = this;
    openIn.delete(page);
    await this.addin.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await page.goto(`${HOST_ORIGIN}/closed.html`);
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
    for (const event of ['pageerror', 'console', 'response', 'requestfailed'] as const)
      page.removeAllListeners(event);
    free.push(page);
  }

  private async callAll(cells: readonly FormulaCell[]): Promise<Result[][][]> {
    if (cells.length === 0) return [];
    const calls = cells.map((cell) => ({ cell, id: (this.lastCall += 1) }));
    const results = calls.map(
      ({ id }) => new Promise<readonly unknown[]>((resolve) => this.waiting.set(id, resolve)),
    );
    const metadata = await functionMetadata();
    const entries: unknown[][] = [];
    for (const { id, cell } of calls) {
      const args = argumentsFor(metadata, cell);
      if (typeof args === 'string') this.waiting.get(id)?.([id, true, [[{ basicValue: args }]]]);
      else entries.push([1, 1000, '', JSON.stringify([id, cell.name, args, '', 0]), '', false]);
    }
    await this.push(eventMessage(RICH_API_EVENT, { ArrayData: entries }));
    return (await Promise.all(results)).map(shownResult);
  }

  private push(text: string): Promise<void> {
    return this.page.evaluate((message) => {
      const frame = document.querySelector('iframe');
      frame?.contentWindow?.postMessage(message, '*');
    }, text);
  }

  private async start(): Promise<void> {
    const { page } = this;
    page.on('pageerror', (error) => this.problems.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') this.problems.push(line.text());
    });
    page.on('response', (response) => {
      const url = response.url();
      const known = ORIGINS.includes(new URL(url).origin) && response.ok();
      if (!known && !/^(?:blob|data):/.test(url)) this.outside.push(url);
    });
    page.on('requestfailed', (request) => {
      if (!ORIGINS.includes(new URL(request.url()).origin)) this.outside.push(request.url());
    });
    await page.goto(`${HOST_ORIGIN}/host.html`);
    await this.ready;
  }

  /** Answers what the Office.js client sends. */
  async hear(text: string): Promise<void> {
    const message = JSON.parse(text) as ClientMessage;
    if (message._messageType !== 0) return;
    await this.push(responseTo(message, this.answer(message)));
    const asksForCalls = message._actionName === RICH_API_EVENT && message._actionType === 1;
    if (asksForCalls) this.listening();
  }

  private answer({ _actionName, _actionType, _data }: ClientMessage): unknown {
    if (_actionName === 'ContextActivationManager_getAppContextAsync')
      return appContext(this.grid.settings);
    if (_actionName === 'executeMethod') return this.execute(_data as MethodCall);
    return _actionType === 0 ? null : { Error: 0 };
  }

  private execute(call: MethodCall): unknown {
    const answer = { Version: 1, Error: 0 };
    switch (call.DdaMethod.DispatchId) {
      case DISPATCH.saveSettings:
        this.save(call.DdaSettingsMethod?.Properties ?? []);
        return answer;
      case DISPATCH.loadSettings:
        return {
          ...answer,
          Properties: {
            Settings: [...this.grid.settings].map(([Name, Value]) => ({ Name, Value })),
          },
        };
      case DISPATCH.richApi:
        return { ...answer, Data: [200, [], JSON.stringify(this.process(call.ArrayData))] };
      default:
        return { ...answer, Error: 5001 };
    }
  }

  private process(data: readonly unknown[] | undefined): unknown {
    const batch = JSON.parse(String(data?.[4])) as Batch;
    this.batches.push(batch);
    try {
      return answerBatch(batch, this.grid, (results) => this.takeResults(results));
    } catch (bug) {
      this.problems.push(String(bug));
      return { Results: [], Error: { Code: 'NotImplemented', Message: String(bug), Location: '' } };
    }
  }

  private save(properties: readonly (readonly [string, string])[]): void {
    this.grid.settings.clear();
    for (const [key, value] of properties) this.grid.settings.set(key, value);
  }

  private takeResults(results: readonly (readonly unknown[])[]): void {
    for (const result of results) {
      const id = result[0] as number;
      this.waiting.get(id)?.(result);
      this.waiting.delete(id);
    }
  }
}

interface Metadata {
  readonly allowCustomDataForDataTypeAny?: boolean;
  readonly allowErrorForDataTypeAny?: boolean;
  readonly functions: readonly { id: string; parameters: readonly { type: string }[] }[];
}

/** What the add-in told Excel of its functions. */
const functionMetadata = async (): Promise<Metadata> =>
  JSON.parse(await readFile(join(dist, 'functions.json'), 'utf8')) as Metadata;

/**
 * The arguments as Excel passes them by the flags of the metadata: null for what was left out, plain numbers where
 * data types are not allowed. An error that a parameter does not allow is the whole result, and nothing is called.
 */
function argumentsFor(metadata: Metadata, { name, args }: FormulaCell): unknown[] | string {
  const parameters = metadata.functions.find(({ id }) => id === name)?.parameters ?? [];
  let refused: string | undefined;
  const cellFor = (type: string, value: Passed): unknown => {
    if (typeof value !== 'object') return value;
    const ofAny = type === 'any';
    if (value['type'] !== 'Error')
      return ofAny && metadata.allowCustomDataForDataTypeAny ? value : value['basicValue'];
    if (!ofAny || !metadata.allowErrorForDataTypeAny) refused ??= String(value['basicValue']);
    return value;
  };
  const given = parameters.map(
    ({ type }, n) => args[n]?.map((row) => row.map((value) => cellFor(type, value))) ?? null,
  );
  return refused ?? given;
}

interface MethodCall {
  readonly DdaMethod: { readonly DispatchId: number };
  readonly DdaSettingsMethod?: { readonly Properties: readonly (readonly [string, string])[] };
  readonly ArrayData?: readonly unknown[];
}

/** `[id, succeeded, value, error code]` as what the cells show. */
function shownResult([, succeeded, value, code]: readonly unknown[]): Result[][] {
  if (succeeded !== true) {
    const error = ERROR_OF_CODE[code as number] ?? '#VALUE!';
    return [[{ error, message: String(value) }]];
  }
  const rows = Array.isArray(value) ? (value as unknown[][]) : [[value]];
  return rows.map((row) => row.map(shownCell));
}

function shownCell(value: unknown): Result {
  if (typeof value !== 'object' || value === null) return (value ?? 0) as Value;
  const { type, numberFormat } = value as Record<string, unknown>;
  if (type === 'FormattedNumber')
    return { number: (value as { basicValue: number }).basicValue, format: String(numberFormat) };
  const { basicValue, errorSubType, message, code } = value as Record<string, unknown>;
  const error = [basicValue, code, errorSubType].find((part) => typeof part === 'string');
  return { error: String(error), message: String(message ?? '') };
}
