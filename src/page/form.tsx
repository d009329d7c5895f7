import type { JSX } from 'preact';
import { isPlainMap } from '../model/problem.ts';
import { modes } from '../model/schema-values.ts';
import { targetNames } from '../targets/index.ts';
import { protocols, schedulerWords } from '../targets/target.ts';
import { Check, Checks, type FieldProps, Lines, type Part, Rows, Text } from './fields.tsx';
import { defaultDirector, defaultKeepalived, nextRealServer, switchMode } from './presets.ts';
import { useWords } from './words.ts';

/** The default first. */
const schedulers = ['wlc', ...Object.keys(schedulerWords)];

/** The fields of one cluster. */
export function Form({ part }: { readonly part: Part }): JSX.Element {
  const t = useWords();
  const mode = part.read('mode');
  const hasDirector = part.read('director') !== undefined;
  return (
    <>
      <fieldset>
        <legend>{t.mode}</legend>
        {modes.map((one) => (
          <Check
            {...{ key: one, name: 'mode', label: t[one], checked: mode === one }}
            onChange={() => switchMode(part, one)}
          />
        ))}
      </fieldset>
      {mode === 'nat' && <Text part={part} path={['gateway']} label={t.gateway} />}
      <Lines part={part} path={['vips']} label={t.vips} />
      <Checks part={part} path={['targets']} label={t.targets} choices={targetNames} />
      <fieldset>
        <legend>{t.director}</legend>
        <Check
          {...{ label: t.withDirector, checked: hasDirector }}
          onChange={(isOn) => part.write(['director'], isOn ? defaultDirector(part) : undefined)}
        />
        {hasDirector && <DirectorFields part={part} isNat={mode === 'nat'} />}
      </fieldset>
    </>
  );
}

function DirectorFields({ part, isNat }: { part: Part; isNat: boolean }): JSX.Element {
  const t = useWords();
  const at = (name: string, label: string): FieldProps => {
    return { part, path: ['director', name], label };
  };
  const path = ['director', 'keepalived'];
  const pair = part.read(...path, 'directors');
  const isKept = part.read(...path) !== undefined;
  return (
    <>
      <Checks {...at('targets', t.directorTargets)} choices={targetNames} />
      <div class="row">
        <Text {...at('interface', t.interface)} />
        {isNat && <Text {...at('insideInterface', t.insideInterface)} />}
      </div>
      <Check
        {...{ label: t.withKeepalived, checked: isKept }}
        onChange={(isOn) => part.write(path, isOn ? defaultKeepalived(part) : undefined)}
      />
      {isKept && (
        <div class="row">
          <Text part={part} path={[...path, 'virtualRouterId']} label={t.virtualRouterId} />
          {Object.keys(isPlainMap(pair) ? pair : {}).map((name, index) => (
            <Text
              {...{ key: name, part, path: [...path, 'directors', name, 'address'] }}
              label={`${index === 0 ? t.preferred : t.other}: ${name}`}
            />
          ))}
        </div>
      )}
      <Rows
        {...{ ...at('services', t.services), add: t.addService, fresh: { port: 443 } }}
        fields={[
          ['port', t.port],
          ['protocol', t.protocol, protocols],
          ['scheduler', t.scheduler, schedulers],
          ['persistence', t.persistence],
        ]}
      />
      <Rows
        {...{ ...at('realServers', t.realServers), add: t.addRealServer }}
        fresh={nextRealServer(part)}
        fields={[
          ['address', t.address],
          ['weight', t.weight],
          ...(isNat ? [['port', t.port] as const] : []),
        ]}
      />
    </>
  );
}
