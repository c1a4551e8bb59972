// node --import ./bench/pages/peak.mjs …     the process's last words on stderr are its peak memory in megabytes
process.on('exit', () => process.stderr.write(`\npeak ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`));
