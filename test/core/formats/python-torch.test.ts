/** The Python that loads an exported model: as somebody who knows PyTorch would write it, by hand. */

import { describe, expect, it } from 'vitest';
import { torchSnippet } from '../../../core/formats/python-torch';
import { layerOf } from '../../../core/lstm/stack';
import { randomStack } from '../../helpers/stack-arbitrary';

describe('torchSnippet', () => {
  it('makes the modules that the tensors are named after', () => {
    const both = { direction: 'both' as const };
    const stack = randomStack({ input: 3, layers: [layerOf(4, both), layerOf(4, both), layerOf(2)] }, { headed: true });
    expect(torchSnippet(stack, 'my "model".safetensors')).toBe(`from collections import OrderedDict

import torch
from safetensors.torch import load_file
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm1 = nn.LSTM(3, 4, num_layers=2, bidirectional=True, batch_first=True)
        self.lstm2 = nn.LSTM(8, 2, batch_first=True)
        self.head = nn.Sequential(OrderedDict([("0", nn.Linear(2, 3, bias=False)), ("0_activation", nn.Softmax(-1))]))

    def forward(self, x):  # [batch, time, 3]
        x, (h, c) = self.lstm1(x)
        x, (h, c) = self.lstm2(x)
        return self.head(x[:, -1])


model = Model().eval()
model.load_state_dict(load_file("my \\"model\\".safetensors"))
with torch.no_grad():
    print(model(torch.zeros(1, 100, 3)))
`);
  });

  it.each([
    ['clipped sums', layerOf(2, { cell: { ...layerOf(2).cell, clip: 1 } as never }), 'LSTM of this kind'],
    ['a backward layer', layerOf(2, { direction: 'backward' }), 'layer that runs backward alone'],
    ['summed directions', layerOf(2, { direction: 'both', merge: 'sum' }), 'sum of two directions'],
  ])('says that PyTorch does not have %s', (_, layer, missing) => {
    const code = torchSnippet(randomStack({ input: 1, layers: [layer] }), 'm.safetensors');
    expect(code.split('\n')[0]).toBe(`# PyTorch has no ${missing}: these are the tensors alone.`);
    expect(code).toContain('load_file("m.safetensors")');
  });
});
