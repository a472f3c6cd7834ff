// @ts-check
'use strict';

const fs = require('node:fs');

/** What a kubelet sets for the whole machine. */
const SETTINGS = [
  '/proc/sys/vm/overcommit_memory',
  '/proc/sys/vm/panic_on_oom',
  '/proc/sys/kernel/panic',
  '/proc/sys/kernel/panic_on_oops',
  '/proc/sys/kernel/keys/root_maxkeys',
  '/proc/sys/kernel/keys/root_maxbytes',
];

/** Notes them; what it returns sets them back to what the machine's owner had. */
function keepKernelSettings() {
  const before = SETTINGS.filter(file => fs.existsSync(file)).map(file => ({
    file,
    value: fs.readFileSync(file, 'utf8').trim(),
  }));
  return () => {
    for (const { file, value } of before)
      if (fs.readFileSync(file, 'utf8').trim() !== value)
        fs.writeFileSync(file, value);
  };
}

module.exports = { keepKernelSettings };
