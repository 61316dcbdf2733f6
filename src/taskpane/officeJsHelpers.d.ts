/** What we use of office-js-helpers; the types that come with it are those of an old Office.js. */
declare module '@microsoft/office-js-helpers' {
  export enum StorageType {
    LocalStorage,
    SessionStorage,
    InMemoryStorage,
  }

  export class Storage<T> {
    /** Throws where the browser blocks its storage. */
    constructor(container: string, type?: StorageType);
    /** Null or undefined where nothing is kept; a text that is a time in ISO form comes back as a Date. */
    get(key: string): T | Date | null | undefined;
    set(key: string, value: T): T;
  }

  export class Utilities {
    static readonly host: string;
    static readonly platform: string | null;
    static log(exception: Error | string): void;
  }

  export class ExcelUtilities {
    static forceCreateSheet(
      workbook: Excel.Workbook,
      sheetName: string,
      clearOnly?: boolean,
    ): Promise<Excel.Worksheet>;
  }
}
