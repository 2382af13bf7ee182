/** The part of a job file that says what a layer is made of. */

import {
  ACTIVATION_NAMES,
  type ActivationSpec,
  CELL_NAMES,
  CELLS,
  type CellSpec,
  FORGET_GATES,
  INPUT_GATES,
  OUTPUT_GATES,
  RESETS,
  VANILLA_CELL,
} from '../contract/cells';
import { LIMITS } from '../contract/specs';
import type { Field } from './field';

const ANY = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE };

/** A name of `CELLS`, or a cell in full; what is absent is as in the vanilla LSTM, PyTorch's GRU or a tanh RNN. @throws job/field */
export function cellFrom(field: Field): CellSpec {
  if (typeof field.value === 'string') return CELLS[field.oneOf(CELL_NAMES)];
  const kind = field.at('kind').oneOf(['lstm', 'gru', 'rnn'] as const);
  const clip = optional(field, 'clip', null, (one) => one.nullOr((number) => number.number(LIMITS.clip)));
  if (kind === 'rnn') {
    field.only('kind', 'activation', 'clip');
    return { kind, activation: optional(field, 'activation', CELLS.rnn.activation, activationFrom), clip };
  }
  if (kind === 'gru') {
    field.only('kind', 'reset', 'activations', 'clip');
    const { reset, activations } = CELLS.gru;
    return {
      kind,
      reset: optional(field, 'reset', reset, (one) => one.oneOf(RESETS)),
      activations: optional(field, 'activations', activations, (one) => {
        one.only('gate', 'candidate');
        return {
          gate: optional(one, 'gate', activations.gate, activationFrom),
          candidate: optional(one, 'candidate', activations.candidate, activationFrom),
        };
      }),
      clip,
    };
  }
  const usual = VANILLA_CELL;
  const flag = (name: 'peepholes' | 'gateRecurrence' | 'layerNorm') =>
    optional(field, name, usual[name], (one) => one.oneOf([true, false] as const));
  field.only(
    'kind',
    'inputGate',
    'forgetGate',
    'outputGate',
    'peepholes',
    'gateRecurrence',
    'layerNorm',
    'activations',
    'clip',
  );
  return {
    kind,
    inputGate: optional(field, 'inputGate', usual.inputGate, (one) => one.oneOf(INPUT_GATES)),
    forgetGate: optional(field, 'forgetGate', usual.forgetGate, (one) => one.oneOf(FORGET_GATES)),
    outputGate: optional(field, 'outputGate', usual.outputGate, (one) => one.oneOf(OUTPUT_GATES)),
    peepholes: flag('peepholes'),
    gateRecurrence: flag('gateRecurrence'),
    layerNorm: flag('layerNorm'),
    activations: optional(field, 'activations', usual.activations, (one) => {
      one.only('gate', 'candidate', 'cell');
      return {
        gate: optional(one, 'gate', usual.activations.gate, activationFrom),
        candidate: optional(one, 'candidate', usual.activations.candidate, activationFrom),
        cell: optional(one, 'cell', usual.activations.cell, activationFrom),
      };
    }),
    clip,
  };
}

/** A name, or a name with its parameters. */
function activationFrom(field: Field): ActivationSpec {
  if (typeof field.value === 'string') return { name: field.oneOf(ACTIVATION_NAMES), alpha: null, beta: null };
  field.only('name', 'alpha', 'beta');
  const parameter = (name: string) => optional(field, name, null, (one) => one.nullOr((number) => number.number(ANY)));
  return { name: field.at('name').oneOf(ACTIVATION_NAMES), alpha: parameter('alpha'), beta: parameter('beta') };
}

function optional<T>(field: Field, name: string, absent: T, read: (field: Field) => T): T {
  return field.has(name) ? read(field.at(name)) : absent;
}
