/** The page gets ids and names; the engine gets the paths of what was granted, and of nothing else. */

import { describe, expect, test } from 'vitest';
import { Grants } from '../../electron/grants';

function recorded(): { grants: Grants; told: string[][] } {
  const told: string[][] = [];
  return { grants: new Grants((file, path, use) => told.push([file, path, use])), told };
}

describe('Grants', () => {
  test('tells the engine of each path once and keeps its id', () => {
    const { grants, told } = recorded();
    const first = grants.grant('/data/a.csv');
    expect(grants.grant('/data/a.csv')).toEqual(first);
    expect(told).toEqual([[first.file, '/data/a.csv', 'read']]);
  });

  test('grants a target for writing alone, by another id than the same file has for reading', () => {
    const { grants, told } = recorded();
    const source = grants.grant('/data/a.csv');
    const target = grants.grantTarget('/data/a.csv');
    expect(target.name).toBe('a.csv');
    expect(told).toEqual([
      [source.file, '/data/a.csv', 'read'],
      [target.file, '/data/a.csv', 'write'],
    ]);
    expect(grants.pathOf(target.file)).toBeUndefined();
    expect(grants.isGranted(target.file)).toBe(false);
  });

  test('gives the page a name and an id that says nothing of the folder', () => {
    const { grants } = recorded();
    const { file, name } = grants.grant('/data/of somebody/secret project/a.csv');
    expect(name).toBe('a.csv');
    expect(file).not.toMatch(/somebody|secret|a\.csv/);
  });

  test('names a path without granting it', () => {
    const { grants, told } = recorded();
    const named = grants.name('/data/a.csv');
    expect(told).toEqual([]);
    expect(grants.isGranted(named.file)).toBe(false);
    expect(grants.pathOf(named.file)).toBe('/data/a.csv');
    expect(grants.grant('/data/a.csv')).toEqual(named);
    expect(grants.isGranted(named.file)).toBe(true);
  });

  test('knows no path by its own name', () => {
    const { grants } = recorded();
    grants.grant('/data/a.csv');
    expect(grants.pathOf('/data/a.csv')).toBeUndefined();
    expect(grants.isGranted('/data/a.csv')).toBe(false);
  });

  test('lets a project be read and written by one id, which may be opened again', () => {
    const { grants, told } = recorded();
    const project = grants.grantProject('/data/kept.lstmw');
    expect(told).toEqual([
      [project.file, '/data/kept.lstmw', 'read'],
      [project.file, '/data/kept.lstmw', 'write'],
    ]);
    expect(grants.isGranted(project.file)).toBe(true);
  });
});
