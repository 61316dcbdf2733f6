/** The messages between the add-in's frame and its host, as the client in Excel on the web sends and takes them. */

/** A message of the client. */
export interface ClientMessage {
  readonly _messageType: number;
  /** 0 a call, 1 an event asked for, 2 an event given up. */
  readonly _actionType: number;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _data: unknown;
}

/** The client's calls by number. */
export const DISPATCH = { loadSettings: 75, saveSettings: 76, richApi: 93 } as const;

/** The event by which Excel calls custom functions and tells of changes. */
export const RICH_API_EVENT = 'richApiMessage';

export const CONVERSATION = 'conversation';
export const APP_ID = 'recourse';

/** The sets of interfaces that this Excel knows. */
const KNOWN_SETS = {
  ExcelApi: '1.17',
  CustomFunctions: '1.8',
  CustomFunctionsRuntime: '1.4',
  SharedRuntime: '1.1',
  Settings: '1.1',
  DocumentEvents: '1.1',
};

/** What the client asks first: who the host is, which interfaces it knows, and the settings. */
export const appContext = (settings: ReadonlyMap<string, string>) => ({
  _id: APP_ID,
  _appName: 16,
  _appVersion: '16.0',
  _appUILocale: 'en-US',
  _dataLocale: 'en-US',
  _docUrl: 'https://example.test/loans.xlsx',
  _clientMode: 0,
  _settings: [...settings],
  _reason: 'documentOpened',
  _osfControlType: 0,
  _eToken: encodeURIComponent('<r><t aid="1" cid="1" /></r>'),
  _correlationId: '',
  _appInstanceId: '1',
  _requirementMatrix: JSON.stringify(KNOWN_SETS),
  _hostFullVersion: '16.0.0.0',
  _appDomains: [],
});

export function responseTo(message: ClientMessage, data: unknown): string {
  return JSON.stringify({
    _messageType: 1,
    _actionName: message._actionName,
    _conversationId: message._conversationId,
    _correlationId: message._correlationId,
    _origin: '',
    _errorCode: 0,
    _responseType: 0,
    _serializerVersion: 1,
    _data: data,
  });
}

export function eventMessage(name: string, data: unknown): string {
  return JSON.stringify({
    _messageType: 1,
    _actionName: name,
    _conversationId: CONVERSATION,
    _correlationId: -1,
    _origin: '',
    _errorCode: 0,
    _responseType: 1,
    _serializerVersion: 1,
    _data: data,
  });
}
