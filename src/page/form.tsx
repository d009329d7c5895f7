import type { JSX } from 'preact';
import { modes } from '../model/schema-values.ts';
import { protocols, schedulerWords } from '../targets/ipvs.ts';
import { targetNames } from '../targets/index.ts';
import { isPlainMap } from '../config/plain-map.ts';
import type { KeyPath } from '../model/problem.ts';
import { defaultDirector, defaultKeepalived, nextRealServer, switchMode } from './presets.ts';
import { Check, Checks, Choice, Lines, type Part, Text } from './fields.tsx';
import { useWords } from './words.ts';

/** The fields of one cluster. */
export function Form({ part }: { readonly part: Part }): JSX.Element {
  const t = useWords();
  const mode = part.read('mode');
  const has = (...path: string[]): boolean => part.read(...path) !== undefined;
  return (
    <>
      <fieldset>
        <legend>{t.mode}</legend>
        {modes.map((one) => (
          <Check
            key={one}
            name="mode"
            label={t[one]}
            checked={mode === one}
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
          label={t.withDirector}
          checked={has('director')}
          onChange={(isOn) => part.write(['director'], isOn ? defaultDirector(part) : undefined)}
        />
        {has('director') && <DirectorFields part={part} isNat={mode === 'nat'} />}
      </fieldset>
    </>
  );
}

function DirectorFields({ part, isNat }: { part: Part; isNat: boolean }): JSX.Element {
  const t = useWords();
  const paths = (name: string): string[] => ['director', name];
  const isKept = part.read('director', 'keepalived') !== undefined;
  return (
    <>
      <Checks part={part} path={paths('targets')} label={t.directorTargets} choices={targetNames} />
      <div class="row">
        <Text part={part} path={paths('interface')} label={t.interface} />
        {isNat && <Text part={part} path={paths('insideInterface')} label={t.insideInterface} />}
      </div>
      <Check
        label={t.withKeepalived}
        checked={isKept}
        onChange={(isOn) =>
          part.write(paths('keepalived'), isOn ? defaultKeepalived(part) : undefined)
        }
      />
      {isKept && <Pair part={part} />}
      <Rows
        part={part}
        path={paths('services')}
        legend={t.services}
        add={t.addService}
        fresh={{ port: 443 }}
      >
        {(path, item) => (
          <>
            {item['mark'] === undefined ? (
              <Text part={part} path={[...path, 'port']} label={t.port} />
            ) : (
              <Text part={part} path={[...path, 'mark']} label={t.mark} />
            )}
            <Choice
              part={part}
              path={[...path, 'protocol']}
              label={t.protocol}
              choices={protocols}
              preset="tcp"
            />
            <Choice
              part={part}
              path={[...path, 'scheduler']}
              label={t.scheduler}
              choices={Object.keys(schedulerWords)}
              preset="wlc"
            />
            <Text part={part} path={[...path, 'persistence']} label={t.persistence} />
          </>
        )}
      </Rows>
      <Rows
        part={part}
        path={paths('realServers')}
        legend={t.realServers}
        add={t.addRealServer}
        fresh={nextRealServer(part)}
      >
        {(path) => (
          <>
            <Text part={part} path={[...path, 'address']} label={t.address} />
            <Text part={part} path={[...path, 'weight']} label={t.weight} />
            {isNat && <Text part={part} path={[...path, 'port']} label={t.port} />}
          </>
        )}
      </Rows>
    </>
  );
}

/** The two directors of keepalived. */
function Pair({ part }: { readonly part: Part }): JSX.Element {
  const t = useWords();
  const path = ['director', 'keepalived'];
  const directors = part.read(...path, 'directors');
  const names = isPlainMap(directors) ? Object.keys(directors) : [];
  return (
    <div class="row">
      <Text part={part} path={[...path, 'virtualRouterId']} label={t.virtualRouterId} />
      {names.map((name, index) => (
        <Text
          key={name}
          part={part}
          path={[...path, 'directors', name, 'address']}
          label={`${index === 0 ? t.preferred : t.other}: ${name}`}
        />
      ))}
    </div>
  );
}

interface RowsProps {
  readonly part: Part;
  readonly path: KeyPath;
  readonly legend: string;
  /** The words on the button that adds one, and what it adds. */
  readonly add: string;
  readonly fresh: object;
  /** The fields of one. */
  readonly children: (path: KeyPath, item: Readonly<Record<string, unknown>>) => JSX.Element;
}

/** A list of things with several fields each. */
function Rows({ part, path, legend, add, fresh, children }: RowsProps): JSX.Element {
  const t = useWords();
  const read = part.read(...path);
  const items: readonly unknown[] = Array.isArray(read) ? read : [];
  return (
    <fieldset>
      <legend>{legend}</legend>
      {items.map((item, index) => (
        <div class="row" key={index} role="group" aria-label={`${legend} ${index + 1}`}>
          {children([...path, index], isPlainMap(item) ? item : {})}
          <button
            type="button"
            class="small"
            aria-label={`${t.remove}: ${legend} ${index + 1}`}
            onClick={() => part.write([...path, index], undefined)}
          >
            ×
          </button>
        </div>
      ))}
      <button type="button" onClick={() => part.write([...path, items.length], fresh)}>
        {add}
      </button>
    </fieldset>
  );
}
