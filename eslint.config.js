import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The folders of src/, from the ground up: each imports from those before it only. */
const folders = [
  ['base', 'targets', 'model', 'config', 'roles', 'render', 'output'],
  [
    'report',
    'lint',
    'explain',
    'revision',
    'review',
    'rpm',
    'audit',
    'import',
    'host',
    'page',
    'commands',
  ],
].flat();

export default defineConfig(
  { ignores: ['dist/', 'coverage/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['src/page/**'],
    rules: {
      // As what is called by a button.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'Text of a config or a script never becomes markup.',
        })),
      ],
    },
  },
  folders.map((folder, index) => ({
    files: [`src/${folder}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^\\.\\./(?!(${folders.slice(0, index).join('|')})/)`,
              message: `src/${folder} imports from the folders below it only (eslint.config.js has their order).`,
            },
          ],
        },
      ],
    },
  })),
);
