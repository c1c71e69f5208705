// Runs a dnsconfig.js with DNSControl's functions recording their calls, and prints them as JSON.
const fs = require("fs");
const vm = require("vm");

const domains = {};
const record = (type) => (...values) => ({ type, values });
const NO_PURGE = { flag: "NO_PURGE" };
const language = {
    NewRegistrar: (name) => ({ registrar: name }),
    NewDnsProvider: (name) => name,
    DnsProvider: (name) => ({ provider: name }),
    TTL: (seconds) => ({ ttl: seconds }),
    A: record("A"),
    AAAA: record("AAAA"),
    CNAME: record("CNAME"),
    SRV: record("SRV"),
    NO_PURGE,
    D: (name, registrar, ...parts) => {
        if (name in domains) throw new Error(`D(${name}) twice`);
        domains[name] = parts;
    },
    D_EXTEND: (name, ...parts) => domains[name].push(...parts),
};
// Whatever the script reaches for beside the language is an error.
vm.runInNewContext(fs.readFileSync(0, "utf8"), Object.freeze(language), { timeout: 20000 });
process.stdout.write(JSON.stringify(domains));
