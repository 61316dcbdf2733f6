// Builds what Excel loads (functions, pane, manifest, icons) and the workbench page into dist/.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import webpack from 'webpack';
import CopyPlugin from 'copy-webpack-plugin';
import HtmlPlugin from 'html-webpack-plugin';
import MinimizerPlugin from 'minimizer-webpack-plugin';
import { ensureLaw, lawSources } from './scripts/compiledLaw.mjs';
import { programVersion } from './scripts/about.mjs';
import { manifestFor, metadataFor, servedFrom } from './scripts/manifest/manifest.mjs';
import { officeJsAddress, officeOriginsOf } from './scripts/officeJs.mjs';
import { helpPages } from './scripts/pages.mjs';
import { billOfMaterials, closure, licencesText } from './scripts/shipped.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const at = (...path) => resolve(root, ...path);

/** The spreadsheet of the workbench, as its makers built it, in the order in which the parts need each other. */
const spreadsheetParts = [
  'react/umd/react.production.min.js',
  'react-dom/umd/react-dom.production.min.js',
  'rxjs/dist/bundles/rxjs.umd.min.js',
  '@wendellhu/redi/dist/umd/index.js',
  '@wendellhu/redi/dist/umd/react-bindings/index.js',
  '@univerjs/protocol/lib/umd/index.js',
  '@univerjs/themes/lib/umd/index.js',
  '@univerjs/core/lib/umd/index.js',
  '@univerjs/core/lib/umd/facade.js',
  '@univerjs/telemetry/lib/umd/index.js',
  '@univerjs/network/lib/umd/index.js',
  '@univerjs/network/lib/umd/facade.js',
  '@univerjs/rpc/lib/umd/index.js',
  '@univerjs/engine-formula/lib/umd/index.js',
  '@univerjs/engine-formula/lib/umd/facade.js',
  '@univerjs/engine-render/lib/umd/index.js',
  '@univerjs/drawing/lib/umd/index.js',
  '@univerjs/preset-sheets-core/lib/umd/index.js',
  '@univerjs/preset-sheets-core/lib/umd/locales/en-US.js',
];

/** React's browser build has no jsx(), which the other parts call on it; createElement does the same. */
const jsxForReact = `
React.jsx = React.jsxs = (type, props, key) =>
  React.createElement(type, key === undefined ? props : { ...props, key });`;

/** The globals that those parts define, by the module that the workbench imports. */
const spreadsheetGlobals = {
  '@univerjs/core': 'UniverCore',
  '@univerjs/core/facade': 'UniverCoreFacade',
  '@univerjs/engine-formula': 'UniverEngineFormula',
  '@univerjs/sheets': 'UniverSheets',
  '@univerjs/sheets-formula': 'UniverSheetsFormula',
  '@univerjs/sheets-ui': 'UniverSheetsUi',
  '@univerjs/themes': 'UniverThemes',
  '@univerjs/ui': 'UniverUi',
  '@univerjs/preset-sheets-core': 'UniverPresetSheetsCore',
  '@univerjs/preset-sheets-core/locales/en-US': 'UniverPresetSheetsCoreEnUS',
};

const packageFile = (path) => at('node_modules', path);

/** One file out of many: copying and joining takes a second where bundling the sources takes minutes. */
const joinSpreadsheet = {
  from: packageFile(spreadsheetParts[0]),
  to: 'spreadsheet.js',
  transform: {
    cache: false,
    transformer: () =>
      spreadsheetParts
        .map((path) =>
          readFileSync(packageFile(path), 'utf8').replace(/^\/\/# sourceMappingURL=.*$/gm, ''),
        )
        .toSpliced(1, 0, jsxForReact)
        .join('\n;\n'),
  },
  info: { minimized: true },
};

/** Where Office.js comes from; government clouds have addresses of their own. */
const officeJs = officeJsAddress(process.env.RECOURSE_OFFICE_JS);

const page = (name, folder, chunks, inject = 'body') =>
  new HtmlPlugin({
    officeJs,
    officeOrigins: officeOriginsOf(officeJs).join(' '),
    filename: `${name}.html`,
    template: at('src', folder, `${name}.html`),
    chunks,
    inject,
    scriptLoading: 'defer',
    minify: false,
  });

/** The add-in's own bundle and the metadata that Excel reads beside it. */
const functionsEntry = at('src/functions/functions.ts');
const hasFunctions = existsSync(functionsEntry);

/** Compiles the law before the program, and again when a lawyer changes a file while webpack watches. */
const writeLaw = {
  apply(compiler) {
    compiler.hooks.beforeRun.tap('law', ensureLaw);
    compiler.hooks.watchRun.tap('law', ensureLaw);
    compiler.hooks.afterCompile.tap('law', ({ contextDependencies, fileDependencies }) => {
      for (const source of lawSources.map((path) => at(path))) {
        (extname(source) ? fileDependencies : contextDependencies).add(source);
      }
    });
  },
};

/** What its makers made small already is not made small again, which takes long. */
const exceljsAsItIs = {
  apply(compiler) {
    compiler.hooks.compilation.tap('exceljs', (compilation) => {
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_PRE_PROCESS;
      compilation.hooks.processAssets.tap({ name: 'exceljs', stage }, (assets) => {
        for (const name of Object.keys(assets).filter((each) => /^exceljs\.(\w+\.)?js$/.test(each)))
          compilation.updateAsset(name, (source) => source, { minimized: true });
      });
    });
  },
};

/** A page of help for each function, where Excel's own help leads. */
const writeHelp = {
  apply(compiler) {
    const source = at('docs/functions.md');
    compiler.hooks.thisCompilation.tap('help', (compilation) => {
      compilation.fileDependencies.add(source);
      const { RawSource } = compiler.webpack.sources;
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: 'help', stage }, () => {
        for (const [name, html] of helpPages(readFileSync(source, 'utf8')))
          compilation.emitAsset(`help/${name}`, new RawSource(html));
      });
    });
  },
};

/** Whose work the build carries, found in what it was made of: the licences, and a bill of materials. */
const tellWhatIsShipped = {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('shipped', (compilation) => {
      const names = new Set(spreadsheetParts.map(packageOf));
      compilation.hooks.finishModules.tap('shipped', (modules) => {
        for (const { resource } of modules) {
          const [, path] = /[\\/]node_modules[\\/](.*)/.exec(resource ?? '') ?? [];
          if (path) names.add(packageOf(path.replaceAll('\\', '/')));
        }
      });
      const { RawSource } = compiler.webpack.sources;
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: 'shipped', stage }, () => {
        const shipped = closure(root, names);
        const bill = JSON.stringify(billOfMaterials(root, shipped), null, 2);
        compilation.emitAsset('licenses.txt', new RawSource(licencesText(root, shipped)));
        compilation.emitAsset('sbom.cdx.json', new RawSource(`${bill}\n`));
      });
    });
  },
};

/** The package of a path within node_modules: one name, or two where the first is a scope. */
const packageOf = (path) =>
  path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');

const lawTexts = at('src/law/generated/texts');

export default (_env, argv) => {
  const production = argv.mode !== 'development';
  const origin = process.env.RECOURSE_ORIGIN;
  return {
    mode: production ? 'production' : 'development',
    target: ['web', 'es2022'],
    devtool: production ? false : 'source-map',
    entry: {
      ...(hasFunctions ? { functions: functionsEntry } : {}),
      // Payoffs, ledgers and the like come in a second file, so that the first stays small.
      ...(hasFunctions
        ? {
            'functions.second': {
              import: at('src/functions/second.ts'),
              dependOn: 'functions',
            },
          }
        : {}),
      // One page holds both, and the pane's settings are those that the functions calculate with.
      taskpane: {
        import: at('src/taskpane/index.ts'),
        // Both: words of the law and functions over time are not carried twice.
        ...(hasFunctions ? { dependOn: ['functions', 'functions.second'] } : {}),
      },
      workbench: at('src/page/index.ts'),
      start: at('src/page/start.ts'),
    },
    output: {
      path: at('dist'),
      filename: '[name].js',
      // What is loaded later has a name of its own for each content, so that an open pane never takes another version's.
      chunkFilename: production ? '[name].[contenthash:8].js' : '[name].js',
      clean: true,
    },
    resolve: { extensions: ['.ts', '.js', '.json'] },
    externals: spreadsheetGlobals,
    module: {
      // Bundled and made small by its makers.
      noParse: /exceljs\.min\.js$/,
      rules: [
        {
          test: /\.ts$/,
          loader: 'swc-loader',
          options: { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } },
        },
      ],
    },
    plugins: [
      new webpack.DefinePlugin({
        RECOURSE_BUILD: JSON.stringify(programVersion()),
      }),
      writeLaw,
      writeHelp,
      exceljsAsItIs,
      tellWhatIsShipped,
      page(
        'taskpane',
        'taskpane',
        hasFunctions ? ['functions', 'functions.second', 'taskpane'] : ['taskpane'],
      ),
      page('workbench', 'page', ['start']),
      new CopyPlugin({
        patterns: [
          joinSpreadsheet,
          {
            from: packageFile('@univerjs/preset-sheets-core/lib/index.css'),
            to: 'spreadsheet.css',
          },
          {
            from: at('src/functions/functions.json'),
            transform: (source) => servedFrom(source.toString(), origin),
          },
          {
            from: at('src/functions/functions.json'),
            to: 'functions.namespaced.json',
            transform: (source) => metadataFor(servedFrom(source.toString(), origin), 'DEFICIENCY'),
          },
          { from: at('docs/site/help.css'), to: 'help/help.css' },
          { from: at('src/page/workbench.css') },
          { from: at('src/taskpane/taskpane.css') },
          { from: at('src/taskpane/shortcuts.json') },
          { from: at('assets/*.png'), to: 'assets/[name][ext]' },
          { from: at('assets/models/*.xlsx'), to: 'assets/models/[name][ext]' },
          { from: at('assets/*.svg'), to: 'assets/[name][ext]' },
          {
            from: at('manifest.xml'),
            to: 'manifest.xml',
            transform: (source) => manifestFor(source.toString(), { origin }),
          },
          {
            from: at('manifest.xml'),
            to: 'manifest.namespaced.xml',
            transform: (source) =>
              manifestFor(source.toString(), { origin, namespace: 'DEFICIENCY' }),
          },
          { from: lawTexts, to: 'law/texts', noErrorOnMissing: true },
        ],
      }),
    ],
    optimization: {
      minimizer: [
        new MinimizerPlugin({
          // As small as by terser, in a tenth of its time: no worker needs to be started.
          minify: MinimizerPlugin.swcMinify,
          parallel: false,
          minimizerOptions: { ecma: 2022, compress: { passes: 2 } },
        }),
      ],
      moduleIds: 'size',
      mangleExports: 'size',
      splitChunks: {
        cacheGroups: {
          exceljs: { test: /exceljs\.min\.js$/, name: 'exceljs', chunks: 'async', enforce: true },
        },
      },
    },
    performance: { hints: false },
    cache: { type: 'filesystem', cacheDirectory: at('node_modules/.cache/webpack') },
    stats: 'errors-warnings',
  };
};
