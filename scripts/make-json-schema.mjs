// node scripts/make-json-schema.mjs [FILE]: a JSON schema of what `--json` prints, made of the types in
// src/cli/json/printed-lines.ts → docs/json-lines.schema.json. Each property of the schema is a line of the command of
// that name.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const root = join(import.meta.dirname, '..');
const schema = createGenerator({
  path: join(root, 'src/cli/json/printed-lines.ts'),
  tsconfig: join(root, 'tsconfig.node.json'),
  type: 'JsonLines',
  topRef: false,
  expose: 'all',
  skipTypeCheck: true,
}).createSchema('JsonLines');
writeFileSync(process.argv[2] ?? join(root, 'docs/json-lines.schema.json'), `${JSON.stringify(schema, null, 1)}\n`);
