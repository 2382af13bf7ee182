/** Project files: what was changed is on disk, a file that lies is refused, and what was there stays. */

import { DuckDBInstance } from '@duckdb/node-api';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectStore, StoredRow } from '../../../core/engine/project-store';
import { createProjectFile, openProjectFile } from '../../../core/node/project-file';

const folder = mkdtempSync(join(tmpdir(), 'lstm-project-'));
const opened: ProjectStore[] = [];
afterAll(async () => {
  for (const store of opened) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = (name: string): string => join(folder, name);
const row = (kind: string, id: number, body: unknown): StoredRow => ({ kind, id, body: JSON.stringify(body) });
const kept = async (store: Promise<ProjectStore>): Promise<ProjectStore> => {
  opened.push(await store);
  return store;
};

/** A database made by somebody else. */
async function database(name: string, ...statements: string[]): Promise<string> {
  const instance = await DuckDBInstance.create(path(name));
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
  return path(name);
}

describe('a project file', () => {
  it('holds rows by kind and id, put, replaced and removed', async () => {
    const store = await kept(
      createProjectFile(path('rows.lstmw'), [row('b', 2, 'two'), row('a', 1, { quote: "it's" })]),
    );
    await store.change([row('b', 2, 'new'), row('b', 3, '文字')], [{ kind: 'a', id: 1 }]);
    await store.close();
    const again = await kept(openProjectFile(path('rows.lstmw')));
    expect(await again.rows()).toEqual([row('b', 2, 'new'), row('b', 3, '文字')]);
  });

  it('is one file, with every change in it when the change has ended', async () => {
    mkdirSync(path('one'));
    const file = path('one/kept.lstmw');
    const store = await kept(createProjectFile(file, []));
    for (const id of [1, 2, 3]) {
      await store.change([row('a', id, id)], []);
      expect(readdirSync(path('one'))).toEqual(['kept.lstmw']);
      // What lies there when the power fails at this moment.
      const copy = path(`cut-${id}.lstmw`);
      copyFileSync(file, copy);
      expect((await (await kept(openProjectFile(copy))).rows()).map((one) => one.id)).toEqual([1, 2, 3].slice(0, id));
    }
  });

  it('keeps what a log holds that was left beside it', async () => {
    // A process that ends between writing its log and taking it over leaves both.
    const made = await kept(createProjectFile(path('log.lstmw'), []));
    await made.close();
    const instance = await DuckDBInstance.create(path('log.lstmw'), { checkpoint_threshold: '1GB' });
    const connection = await instance.connect();
    await connection.run("insert into kept values ('a', 7, '7')");
    copyFileSync(path('log.lstmw'), path('left.lstmw'));
    copyFileSync(path('log.lstmw.wal'), path('left.lstmw.wal'));
    connection.closeSync();
    instance.closeSync();
    expect(await (await kept(openProjectFile(path('left.lstmw')))).rows()).toEqual([row('a', 7, 7)]);
  });

  it('takes the place of another one only when it is whole', async () => {
    const before = await kept(createProjectFile(path('whole.lstmw'), [row('a', 1, 'before')]));
    await before.close();
    const bytes = readFileSync(path('whole.lstmw'));
    const impossible = { kind: null as never, id: 1, body: 'x' };
    await expect(createProjectFile(path('whole.lstmw'), [impossible])).rejects.toMatchObject({
      code: 'project/not-saved',
    });
    expect(readFileSync(path('whole.lstmw')).equals(bytes)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
    const after = await kept(createProjectFile(path('whole.lstmw'), [row('a', 1, 'after')]));
    expect(await after.rows()).toEqual([row('a', 1, 'after')]);
  });

  it('changes nothing where a part of a change fails', async () => {
    const store = await kept(createProjectFile(path('all.lstmw'), [row('a', 1, 1)]));
    const change = store.change([row('a', 2, 2), { kind: null as never, id: 3, body: 'x' }], [{ kind: 'a', id: 1 }]);
    await expect(change).rejects.toMatchObject({ code: 'project/not-saved' });
    await store.change([row('a', 4, 4)], []);
    expect(await store.rows()).toEqual([row('a', 1, 1), row('a', 4, 4)]);
  });

  it.each([
    ['text', 'not a project\n'],
    ['nothing', ''],
  ])('of %s is refused', async (name, text) => {
    writeFileSync(path(`${name}.lstmw`), text);
    await expect(openProjectFile(path(`${name}.lstmw`))).rejects.toMatchObject({ code: 'project/broken' });
  });

  it('that is not there is told so', async () => {
    await expect(openProjectFile(path('gone.lstmw'))).rejects.toMatchObject({ code: 'file/not-found' });
    expect(existsSync(path('gone.lstmw'))).toBe(false);
  });

  it('whose rows are a view of another file is refused, and that file not read', async () => {
    writeFileSync(path('secret.csv'), 'kind,id,body\na,1,secret\n');
    const view = `create view kept as select kind, id, body from read_csv('${path('secret.csv')}')`;
    const file = await database('view.lstmw', view);
    await expect(openProjectFile(file)).rejects.toMatchObject({ code: 'project/broken' });
  });

  it('with other columns is refused', async () => {
    const file = await database('other.lstmw', 'create table kept (kind varchar, id bigint, body blob)');
    await expect(openProjectFile(file)).rejects.toMatchObject({ code: 'project/broken' });
  });

  it('with more rows than a project may have is refused before they are taken', async () => {
    const table = 'create table kept (kind varchar, id bigint, body varchar)';
    const file = await database('many.lstmw', table, "insert into kept select 'a', range, '' from range(300000)");
    await expect((await kept(openProjectFile(file))).rows()).rejects.toMatchObject({ code: 'project/too-large' });
  });
});
