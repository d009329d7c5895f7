import type { View } from '../model/artifact.ts';
import type { Chkconfig } from '../model/chkconfig.ts';
import type { Target } from '../targets/index.ts';

const allLevels = ['0', '1', '2', '3', '4', '5', '6'];

/**
 * The chkconfig line and an LSB block that agrees with it: chkconfig lets Default-Start override the line's levels and
 * lets Required-Start and Required-Stop move its priorities (chkconfig 1.3.49 and 1.7), so each is only there where it
 * says the same.
 */
export function chkconfigView(chkconfig: Chkconfig, { networkScript }: Target): View {
  const { levels, start, stop } = chkconfig;
  const on = allLevels.filter((level) => levels.includes(level));
  const insideNetwork =
    networkScript !== undefined && start > networkScript.start && stop < networkScript.stop;
  return {
    levels,
    start,
    stop,
    required: insideNetwork ? '$network' : '',
    defaultStart: on.join(' '),
    defaultStop: on.length === 0 ? '' : allLevels.filter((level) => !on.includes(level)).join(' '),
  };
}
