/** One unit at one step of the lesson with every number of its equations, as they are and as the article has them. */

import type { LessonView, Preactivation } from '../../../core/contract/views';

type Gate = 'i' | 'f' | 'g' | 'o';
const gates = ['i', 'f', 'g', 'o'] as const;

export interface StepNumbers {
  x: number;
  cPrevious: number;
  /** The input weight w of each gate: with one channel, `input` of its sum is w x. */
  w: Record<Gate, number>;
  sums: Record<Gate, Preactivation>;
  i: number;
  f: number;
  g: number;
  o: number;
  c: number;
  h: number;
}

const zeros = (lesson: LessonView): number[] => (lesson.x.length > 0 ? lesson.quantities.h[0].map(() => 0) : []);

/** States before a step: zero before the first one. */
function previous(lesson: LessonView, quantity: 'c' | 'h', step: number): number[] {
  return step === 0 ? zeros(lesson) : lesson.quantities[quantity][step - 1];
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, n) => sum + value * b[n], 0);
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function row(lesson: LessonView, gate: Gate, unit: number): number {
  return gates.indexOf(gate) * lesson.quantities.h[0].length + unit;
}

/** Sums (before the activation) and results of `unit` at `step`, both counted from 0. */
export function stepNumbers(lesson: LessonView, step: number, unit: number): StepNumbers {
  const { x, quantities, weights } = lesson;
  const h = previous(lesson, 'h', step);
  const perGate = <T>(value: (at: number) => T) =>
    Object.fromEntries(gates.map((gate) => [gate, value(row(lesson, gate, unit))])) as Record<Gate, T>;
  return {
    x: x[step],
    cPrevious: previous(lesson, 'c', step)[unit],
    w: perGate((at) => weights.w[at][0]),
    sums: perGate((at) => ({
      input: weights.w[at][0] * x[step],
      recurrent: dot(weights.r[at], h),
      bias: weights.b[at],
    })),
    i: quantities.i[step][unit],
    f: quantities.f[step][unit],
    g: quantities.g[step][unit],
    o: quantities.o[step][unit],
    c: quantities.c[step][unit],
    h: quantities.h[step][unit],
  };
}

/** The sum of a gate before its activation. */
export function total({ input, recurrent, bias }: Preactivation): number {
  return input + recurrent + bias;
}

/** The article's forget gate: its weights times the cell state instead of the hidden state, from the same states. */
export function forgetFromCell(lesson: LessonView, step: number, unit: number): { sum: number; gate: number } {
  const at = row(lesson, 'f', unit);
  const { w, r, b } = lesson.weights;
  const sum = w[at][0] * lesson.x[step] + dot(r[at], previous(lesson, 'c', step)) + b[at];
  return { sum, gate: sigmoid(sum) };
}

/** The article's candidate: without the recurrent term. */
export function candidateFromInput(lesson: LessonView, step: number, unit: number): { sum: number; candidate: number } {
  const at = row(lesson, 'g', unit);
  const sum = lesson.weights.w[at][0] * lesson.x[step] + lesson.weights.b[at];
  return { sum, candidate: Math.tanh(sum) };
}
