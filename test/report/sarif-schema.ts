import Ajv from 'ajv';
import draft4 from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' };
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };

// Of the package only its schema, the official one: its matchers ask for packages that it does not list.
const ajv = new Ajv({ schemaId: 'auto', allErrors: true });
ajv.addMetaSchema(draft4);
const validate = ajv.compile(schema);

/** What the schema of SARIF 2.1.0 finds wrong with a document; empty where it is valid. */
export function sarifProblems(log: unknown): readonly string[] {
  const isValid = validate(log);
  return isValid === true
    ? []
    : (validate.errors ?? []).map(({ dataPath, message = '' }) => `${dataPath} ${message}`);
}
