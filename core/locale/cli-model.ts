/** What the command line says of a model's file and of its parity. */

import type { Texts } from './pairs';

export const cliModel = {
  stacks: [
    'stacks: {names} ({stack} runs; --stack NAME takes another)',
    '循环层组：{names}（运行 {stack}；用 --stack NAME 另选）',
  ],
  layer: [
    'layer {layer}: {kind}, {direction}, {input} -> {hidden} {hidden:unit,units} -> {output}',
    '第 {layer} 层：{kind}，{direction}，{input} -> {hidden} 个单元 -> {output}',
  ],
  projected: ['projected to {size}', '投影到 {size}'],
  merged: ['directions merged by {merge}', '两个方向的合并方式：{merge}'],
  residual: ['its input added', '加上其输入'],
  noBias: ['without biases', '无偏置'],
  head: ['head: takes {takes}, gives {outputs}', '输出头：取 {takes}，给出 {outputs} 个值'],
  part: ['part: {name} {kind} {shape} {role}', '部件：{name} {kind} {shape} {role}'],
  assumed: [
    'assumed: {key}={value} (--assume {key}=... takes one of {choices})',
    '假设：{key}={value}（可用 --assume {key}=... 改为 {choices} 之一）',
  ],
  chosen: ['chosen: {key}={value}', '已选择：{key}={value}'],
  parameters: ['parameters: {count}', '参数量：{count}'],
  tests: ['test data in the file: {names}', '文件中的测试数据：{names}'],
  checksum: ['sha256 of the weights: {checksum}', '权重的 sha256：{checksum}'],
  exported: ['{file}: sha256 of the weights {checksum}', '{file}：权重的 sha256 为 {checksum}'],
  input: ['input: {name} {shape}', '输入：{name} {shape}'],
  expected: ['expected: {name} {shape}', '期望值：{name} {shape}'],
  reading: ['{key}: {value} ({reason})', '{key}：{value}（{reason}）'],
  reasons: {
    chosen: ['chosen', '已选择'],
    sizes: ['the sizes tell', '由大小确定'],
    values: ['the values tell; could be {choices}', '由数值推断；也可能是 {choices}'],
    name: ["the file's name tells; could be {choices}", '由文件名推断；也可能是 {choices}'],
    usual: ['assumed; could be {choices}', '假设；也可能是 {choices}'],
  },
  side: ['{place} on {kernel}: {difference}', '{place}，{kernel}：{difference}'],
  places: {
    head: ['head', '输出头'],
    layer: ['layer {layer}', '第 {layer} 层'],
    direction: ['layer {layer} {direction}', '第 {layer} 层 {direction}'],
  },
  equal: ['no difference', '没有差异'],
  difference: [
    'largest difference {absolute} (relative {relative}) at series {series}, unit {unit}: {got} instead of {expected}',
    '最大差异 {absolute}（相对 {relative}），位于序列 {series}、单元 {unit}：得到 {got}，应为 {expected}',
  ],
  differenceAt: [
    'largest difference {absolute} (relative {relative}) at series {series}, step {step}, unit {unit}: {got} instead of {expected}',
    '最大差异 {absolute}（相对 {relative}），位于序列 {series}、第 {step} 步、单元 {unit}：得到 {got}，应为 {expected}',
  ],
  within: ['within {tolerance}', '在 {tolerance} 以内'],
  beyond: ['beyond {tolerance}', '超出 {tolerance}'],
} as const satisfies Texts;
