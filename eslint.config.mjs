/** ESLint reads only the templates of pages and components; everything else is oxlint's. */
import vue from 'eslint-plugin-vue';
import { parser } from 'typescript-eslint';

/** Prettier decides how a template is laid out. */
const layout = Object.keys(vue.rules).filter((rule) =>
  /indent|newline|spacing|quotes|self-closing|per-line|max-attributes/.test(rule),
);

export default [
  { ignores: ['dist/**', 'coverage/**'] },
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['client/**/*.vue'] })),
  {
    files: ['client/**/*.vue'],
    languageOptions: { parserOptions: { parser, extraFileExtensions: ['.vue'] } },
    rules: {
      ...Object.fromEntries(layout.map((rule) => [`vue/${rule}`, 'off'])),
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/no-undef-components': [
        'error',
        { ignorePatterns: ['router-(link|view)', 'Router(Link|View)', 'El[A-Z].*'] },
      ],
    },
  },
];
