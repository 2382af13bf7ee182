/** The part of the command line's help that tells how a part of a model, or of its input, is taken away. */

export const ablationHelp = `Ablation: what becomes of the output without a part of the model, or of its input
  --hold WHAT           [lN.][fwd. or bwd.]GATE=VALUE[:UNITS] holds a gate at every step: input, forget, candidate or output
                        (GRU: reset, update, new) at a value from 0 to 1 or at its mean over the training part (mean);
                        such as forget=1, l0.bwd.output=0:3,5-8 or input=mean; may be given several times
  --silence UNITS       such as 3,7 or 0-15: these units stay 0 in every layer
  --shuffle N           put the steps of every series in an order drawn from this seed
  --first K             read only the first K steps of every series`;

export const ablationHelpChinese = `消融：去掉模型或输入的一部分之后，结果如何
  --hold WHAT           [lN.][fwd. 或 bwd.]GATE=VALUE[:UNITS] 在每一步固定一个门：input、forget、candidate 或 output
                        （GRU：reset、update、new），取 0 到 1 之间的值，或其在训练集上的均值（mean）；
                        例如 forget=1、l0.bwd.output=0:3,5-8 或 input=mean；可多次给出
  --silence UNITS       例如 3,7 或 0-15：这些单元在每一层中始终为 0
  --shuffle N           按此随机种子打乱每条序列的时间步
  --first K             每条序列只读开头 K 步`;
