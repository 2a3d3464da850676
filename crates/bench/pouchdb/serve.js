// The reference of `cargo xtask bench phone`: express-pouchdb with one database in memory, filled
// with a document for each line of the file it is given; a page with PouchDB; where it listens.

const fs = require("node:fs");
const path = require("node:path");
const packages = require("node:module").createRequire(path.join(process.cwd(), "package.json"));

const express = packages("express");
const PouchDB = packages("pouchdb").plugin(packages("pouchdb-adapter-memory")).defaults({ adapter: "memory" });
const program = path.dirname(packages.resolve("pouchdb/package.json"));

const main = async () => {
  // It learns of databases that are made after it.
  const databases = packages("express-pouchdb")(PouchDB, { mode: "minimumForPouchDB", inMemoryConfig: true });
  const lines = fs.readFileSync(process.argv[2], "utf8").split("\n").filter(line => line);
  const db = new PouchDB("facts");
  const wrong = (await db.bulkDocs(lines.map(line => JSON.parse(line)))).filter(answer => answer.error);
  if (wrong.length) throw new Error(`${wrong.length} documents were refused`);

  const app = express();
  app.get("/", (_, response) => response.type("html").send('<!doctype html><title>PouchDB</title><script src="/pouchdb.js"></script>'));
  app.get("/pouchdb.js", (_, response) => response.sendFile(path.join(program, "dist/pouchdb.min.js")));
  app.use("/db", databases);
  const server = app.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
};

main().catch(error => { console.error(error); process.exit(1); });
