/** Cells other than the common LSTM against PyTorch's own computation. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../core/formats/safetensors';
import { type GruCell, VANILLA } from '../../../core/lstm/cell';
import type { Kernel } from '../../../core/lstm/kernel';
import { directionOf, layerOf, type LayerConfig } from '../../../core/lstm/stack';
import type { LayerCase } from '../../helpers/cell-arbitrary';
import { runWhole } from '../../helpers/direction-run';
import { goldenGates, goldenModel, largestDifference, readNpy } from '../../helpers/golden';
import { allKernels } from '../../helpers/kernels';
import { sharedFile } from '../../helpers/shared';

const PARITY = 1e-6;
const { gate, candidate } = VANILLA.activations;
const GRU: GruCell = { kind: 'gru', reset: 'after', activations: { gate, candidate }, clip: null };

const array = (name: string, file: string) => readNpy(readFileSync(sharedFile(`golden/${name}/${file}.npy`)));

/** A case of one layer and one direction, run from zero states. */
function runGolden(kernel: Kernel, name: string, layer: LayerConfig) {
  const x = array(name, 'x');
  const [B, T, I] = x.shape;
  const tensors = readSafetensors('model.safetensors', goldenModel(name));
  const tensor = (parameter: string) => tensors.find((one) => one.name.endsWith(`${parameter}_l0`))!.read();
  const { hidden, projection } = layer;
  const matrices = {
    wIh: tensor('weight_ih'),
    wHh: tensor('weight_hh'),
    bIh: tensor('bias_ih'),
    bHh: tensor('bias_hh'),
  };
  const of: LayerCase = {
    layer,
    weights: directionOf(
      { input: I, hidden, ...matrices },
      projection === null ? {} : { output: projection, wHr: tensor('weight_hr') },
    ),
    reverse: false,
    sequences: Array.from({ length: B }, (_, b) => (x.data as Float32Array).slice(b * T * I, (b + 1) * T * I)),
    h: new Float32Array(B * (projection ?? hidden)),
    c: new Float32Array(layer.cell.kind === 'lstm' ? B * hidden : 0),
  };
  return runWhole(kernel, of);
}

describe.each(allKernels())('kernel $name', (kernel) => {
  it('agrees with the projected LSTM of PyTorch', () => {
    const call = runGolden(kernel, 'projected', layerOf(32, { projection: 12 }));
    expect(largestDifference(call.output!, array('projected', 'output').data)).toBeLessThanOrEqual(PARITY);
    expect(largestDifference(call.h, array('projected', 'h_n').data)).toBeLessThanOrEqual(PARITY);
    expect(largestDifference(call.c, array('projected', 'c_n').data)).toBeLessThanOrEqual(PARITY);
    const gates = goldenGates('projected');
    for (const quantity of ['i', 'f', 'g', 'o', 'c', 'h'] as const)
      expect(largestDifference(call.gates![quantity]!, gates[quantity].data)).toBeLessThanOrEqual(PARITY);
  });

  it('agrees with the GRU of PyTorch', () => {
    const call = runGolden(kernel, 'gru', layerOf(9, { cell: GRU }));
    expect(largestDifference(call.output!, array('gru', 'output').data)).toBeLessThanOrEqual(PARITY);
    expect(largestDifference(call.h, array('gru', 'h_n').data)).toBeLessThanOrEqual(PARITY);
  });
});
