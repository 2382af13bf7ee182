/** The help of the command line, in both languages. */

import { ablationHelp, ablationHelpChinese } from './cli-ablation';
import {
  compareHelp,
  compareHelpChinese,
  compareUsage,
  compareUsageChinese,
  reportUsage,
  reportUsageChinese,
} from './cli-compare';
import { evaluateHelp, evaluateHelpChinese, evaluateUsage, evaluateUsageChinese } from './cli-evaluate';

export const helpEnglish = `lstm-workbench - run an LSTM over time series and save its features or its gates, offline

Usage
  lstm-workbench inspect FILE [--json] [data options]
      Say what was understood of a file: format, series, channels, labels, missing values, every assumption, and what
      is wrong with the data: missing and infinite values, outliers, constant channels, duplicates, leaks.
  lstm-workbench inspect --kernels [--json]
      Say which kernels this machine can compute with, and which one auto takes.
  lstm-workbench features DATA -o OUT.csv [--test DATA2 -O OUT2.csv] [--pool LIST] [data options] [model options] [kernel options]
      Save one feature vector a series. The scaling is fitted on DATA alone, and applied to DATA2 as well.
${evaluateUsage}
${compareUsage}
${reportUsage}
  lstm-workbench gates DATA -o OUT.csv [--sequence ID] [data options] [model options] [kernel options]
      Save every gate and state of every step, of all series or of the one named.
  lstm-workbench convert IN -o OUT [--test IN2 -O OUT2] [data options]
      Write the series as they were read, unscaled and whole, in the format of OUT's extension.
  lstm-workbench inspect MODEL [--json] [--stack NAME] [--assume KEY=VALUE]
      Say what a model's file holds: format, stacks, layers, what else there is and what becomes of it, what was assumed,
      parameters, and a checksum of the weights that is the same in every format.
  lstm-workbench parity MODEL --input x.npy --expect y.npy [--tolerance X] [--json] [parity options] [kernel options]
      Run a model over an input and compare with what its framework gave, on the reference and on the chosen kernel. Ends
      with 0 if no number differs by more than X (default: 1e-6), else with 1.
  lstm-workbench export-model MODEL -o OUT [--snippet] [--pool LIST] [--stack NAME] [--assume KEY=VALUE]
  lstm-workbench export-model -o OUT --channels N [--steps N] [--snippet] [--pool LIST] [model options]
      Write a model's file, or random weights for N channels and a longest series of N steps, as OUT's extension says:
      .safetensors (PyTorch's names), .onnx (with the features of --pool in the graph) or .h5 (a Keras model). --snippet
      prints Python that loads it.
  lstm-workbench run JOB.json [kernel options]
      Do what a job file says ("Copy as job" in the window writes one). The window would write the same bytes.

Data: CSV, TSV, UCR/UEA .ts, Monash .tsf, ARFF, UCR .tsv, NPY, NPZ, JSON, NDJSON, XLSX and Parquet files,
      also packed with gzip, or a folder of such files
  --scale KIND          none, zscore or minmax, a channel at a time
                        (default: zscore for random weights, none with --model)
  --window N            cut each series into windows of N steps
  --stride N            a window every N steps (default: the window's length)
  --channels A,B        the columns to use as channels
  --label COLUMN        the label's column, or none
  --series COLUMN       the series id's column, or none
  --time COLUMN, --time-of-day COLUMN
                        the columns of the time stamps, and of the times of day of its dates, or none
  --missing CURE        what to do about missing values: refuse, linear, forward, mean or zero (default: refuse)
  --format NAME         csv, ts, tsf, arff, ucr, npy, npz, json, ndjson or xlsx
  --array NAME          the array to read of a file that holds several
  --sheet NAME          the sheet to read of a workbook
  --encoding NAME       utf-8, utf-16le, utf-16be, windows-1252 or gb18030
  --delimiter MARK      one character, such as "," ";" "^" " " or a vertical bar, or tab
  --decimal MARK        "." or ","
  --layout NAME         wide (a series a row), long (a step a row, with ids) or recording (a step a row, one series)
  --header, --no-header the first row is a header, or is not
  --header-rows N       rows that name the columns, one below the other (default: 1, or what is recognised)
  --units, --no-units   the row below the header holds units, or does not
  --quote MARK          what encloses fields: '"', "'" or none
  --comment MARK        lines that begin with it are no rows, or none
  --skip-lines N        lines of the file before the table begins
  --thousands MARK      between groups of digits: "," "." " " "'" or none
  --number-marks A,B    what stands beside numbers and changes none, such as "$" or "%" (12% is 12)
  --missing-text A,B    cells that stand for a missing value, such as -999
  --bad-rows HOW        rows that do not fit: refuse, or leave-out (default: refuse)
  --label-as KIND       class, or number to be predicted
  --window-label HOW    a window's label: majority, last or any (of its steps')
  --usual-label LABEL   the label that is no rare one, for any (default: the most frequent one of the training file)
  --time-form FORM      iso, month (1949-01), year-month-day, day-month-year, month-day-year, month-name, epoch-s,
                        epoch-ms, epoch-us, epoch-ns, excel, time-of-day or number
  --time-order HOW      steps out of order: keep, or sort
  --time-duplicates HOW steps at one time: keep, first or average
  --time-gaps HOW       unequal distances in time: keep, resample or channel (the time since the step before)
  --time-step N         seconds between resampled steps
  --leave-out A,B       series with missing values (missing), without a label where others have one (unlabelled), all
                        but the first of equal ones (duplicates)
  --clip HOW            none, range (of the training part) or fences (quartiles and three times their distance)
  --split BY            make a test part, for -O: of whole series (series), or of the last stretch of each (time)
  --test-share X, --split-seed N, --no-stratify, --gap N
                        its share (default: 0.3), its seed (default: 1), whether classes keep their shares, and the
                        steps between the parts of a split by time
  --extension NAME      folder: the files that belong; all others are left out
  --contents KIND       folder: a file holds series, channels-of-folder (its folder is the series), or channels-of-name
                        (the last part of its name is the channel, the rest the series)
  --label-from WHERE    folder: the label is in folder (its name), name (a part of the file's), column or none
  --name-part N         folder: which part of the name, cut where letters and digits begin and end; -1 is the last
  --parts HOW           folder: named (TRAIN and TEST, subfolders or ends of names) or none (all one part)
  What is not given is recognised from the file and reported as assumed.

Model: random weights from a seed, or trained ones
  --model FILE          open weights (PyTorch .pt, .pth or .safetensors, Keras .h5 or .keras, ONNX .onnx) instead of
                        drawing them
  --stack NAME          which of the file's stacks of recurrent layers; without it the likeliest
  --assume KEY=VALUE    what the file does not say, in place of what would be assumed; may be given several times
  --hidden N            hidden units of each layer and direction, 1 to 1024
  --layers N            layers, 1 to 8
  --bidirectional       also read each series from its end
  --backward            read each series from its end alone
  --cell NAME           lstm (default), peepholes, coupled, lstm-1997, no-input-gate, no-output-gate, gate-recurrence,
                        layer-norm, gru, gru-reset-before or rnn
  --projection N        project the hidden state of each layer to N values (LSTMs)
  --residual            add the input of every layer above the first to its output
  --no-bias             leave the biases out
  --init NAME           how the weights are drawn (default: octaves):
                          octaves     as chrono, with as many units for every octave of memory and of input gain
                          chrono      orthogonal, memories from 1 step to the whole series, for untrained features
                          pytorch     uniform within 1/sqrt(H), as torch.nn.LSTM begins
                          keras       Glorot and orthogonal with forget bias 1, as keras.layers.LSTM begins
                          orthogonal  every recurrent block orthogonal, so that no direction of the state fades or grows
                          identity    a unit left alone keeps its state
                          sparse      15 connections a unit, so that units differ and sums do not saturate
                          spectral    recurrent blocks scaled to a spectral radius, for a memory of about that length
                          article     uniform on [0, 1), to see gates saturate
  --spectral-radius X   with --init spectral: 0.01 to 2 (default: 0.9); below 1 a state that is fed back fades to 1/e
                        in -1/ln X steps
  --input-scale X       multiplies the weights of the channels: 0.001 to 1000 (default: 1)
  --recurrent-scale X   multiplies every recurrent matrix: 0 to 10 (default: 1)
  --forget-bias X       set the forget gate's bias, -20 to 20
  --seed N              draw the weights from this seed (default: 1)
  Without --hidden, --layers, --bidirectional and --backward: 128 hidden units, 1 layer, both directions.
  With any of them they describe the model in full: 128 hidden units, 1 layer, forward only, unless they say otherwise.

${ablationHelp}

Parity: x.npy is [series, steps, channels] or [steps, series, channels]; what y.npy holds its shape tells
  --as NAME             head, probabilities, output (top layer at every step), step (at the last), states (last states of
                        its directions), h_n or c_n (last states of every layer and direction)
  --order NAME          batch-first or time-first
  --lengths LIST        the steps of each series, or full, or zeros (up to the zeros at the end of y.npy)
  --test-data NAME      test data of the model's file in the place of two arrays
  Places are counted from 0, as in the arrays. What is not given is recognised or reported as assumed.

Features
  --pool LIST           any of last,mean,max,min,std,cell (default: last,mean,max,min,std)

${evaluateHelp}
${compareHelp}

Kernel: what computes
  --kernel NAME         auto, native, wasm or reference (default: auto, the fastest that works on this machine)
  --threads N           split the series over N threads, 1 to 256; the bytes are the same for any number
                        (default: the physical cores less one, at least 1; the reference always has one)

Memory
  --memory SIZE         the most that tables may take, such as 2GB, from 256MB to what the machine has (default: a quarter
                        of it); large files wait on the disk, and the results are the same for any size

Output: the extension names the format, and what it does not name is CSV
  .csv                  features: a series a row; convert: a time step a row, with series, label, step and the channels
  .parquet              the same columns; convert writes float64, missing values as NULL
  .npy                  float32 [series, features]; convert: [series, steps, channels], of one length only
  .npz                  X as .npy, y (labels), sequence (ids), columns (names); convert with unequal lengths:
                        values [all steps, channels], lengths and offsets in the place of X
  .arff                 for Weka; convert with several channels: one relational attribute, a channel a row
  .jsonl                JSON lines, an object a series
  .ts                   UEA archive; convert alone
  Numbers are float32, printed with the fewest digits that give the same float32 back. Gates are always CSV.
  convert keeps missing values as they are unless --missing says how to fill them; --scale is not for it.

Other
  --lang NAME           en or zh (default: the environment's)
  -h, --help            this text
  -V, --version         the version

Beside every output stands a .provenance.json with all settings, the seed, hashes and versions.
Exit codes: 0 done, 1 bad input or beyond the tolerance, 2 bad usage.`;

export const helpChinese = `lstm-workbench - 离线地在时间序列上运行 LSTM，保存其特征或各个门

用法
  lstm-workbench inspect FILE [--json] [数据选项]
      说明对文件的理解：格式、序列、通道、标签、缺失值、每一项推断，以及数据中的问题：
      缺失值与无穷值、离群值、恒定通道、重复序列、数据泄漏。
  lstm-workbench inspect --kernels [--json]
      列出本机可用的计算内核，以及 auto 会采用哪一个。
  lstm-workbench features DATA -o OUT.csv [--test DATA2 -O OUT2.csv] [--pool LIST] [数据选项] [模型选项] [内核选项]
      为每条序列保存一个特征向量。缩放只在 DATA 上拟合，并同样用于 DATA2。
${evaluateUsageChinese}
${compareUsageChinese}
${reportUsageChinese}
  lstm-workbench gates DATA -o OUT.csv [--sequence ID] [数据选项] [模型选项] [内核选项]
      保存所有序列（或指定序列）每个时间步的各个门和状态。
  lstm-workbench convert IN -o OUT [--test IN2 -O OUT2] [数据选项]
      把读入的序列原样（不缩放、不切分）写为 OUT 扩展名所指的格式。
  lstm-workbench inspect MODEL [--json] [--stack NAME] [--assume KEY=VALUE]
      说明模型文件的内容：格式、循环层组、各层、其他部件及其处理方式、所做的假设、参数量，
      以及在各种格式中都相同的权重校验和。
  lstm-workbench parity MODEL --input x.npy --expect y.npy [--tolerance X] [--json] [一致性选项] [内核选项]
      对输入运行模型，并与其框架给出的数值比较，参考内核与所选内核各比一次。
      所有数值之差都不超过 X（默认：1e-6）时退出码为 0，否则为 1。
  lstm-workbench export-model MODEL -o OUT [--snippet] [--pool LIST] [--stack NAME] [--assume KEY=VALUE]
  lstm-workbench export-model -o OUT --channels N [--steps N] [--snippet] [--pool LIST] [模型选项]
      按 OUT 的扩展名写出模型文件，或写出用于 N 个通道、最长序列为 N 步的随机权重：
      .safetensors（PyTorch 的参数名）、.onnx（图中含 --pool 的特征）或 .h5（Keras 模型）。--snippet 打印加载它的 Python 代码。
  lstm-workbench run JOB.json [内核选项]
      执行作业文件（窗口中的“复制为作业”可生成）。窗口会写出完全相同的字节。

数据：CSV、TSV、UCR/UEA .ts、Monash .tsf、ARFF、UCR .tsv、NPY、NPZ、JSON、NDJSON、XLSX 和 Parquet 文件，也可经 gzip 压缩；
      或由此类文件组成的文件夹
  --scale KIND          按通道缩放：none、zscore 或 minmax
                        （默认：随机权重用 zscore，给出 --model 时为 none）
  --window N            把每条序列切成 N 个时间步的窗口
  --stride N            每隔 N 个时间步取一个窗口（默认：窗口长度）
  --channels A,B        用作通道的列
  --label COLUMN        标签列，或 none
  --series COLUMN       序列标识列，或 none
  --time COLUMN, --time-of-day COLUMN
                        时间戳列，其中日期的时刻所在的列，或 none
  --missing CURE        缺失值的处理：refuse（拒绝）、linear（线性插值）、forward（沿用前值）、mean（训练集均值）或 zero（填零）；默认 refuse
  --format NAME         csv、ts、tsf、arff、ucr、npy、npz、json、ndjson 或 xlsx
  --array NAME          文件含多个数组时要读取的数组
  --sheet NAME          要读取的工作表
  --encoding NAME       utf-8、utf-16le、utf-16be、windows-1252 或 gb18030
  --delimiter MARK      一个字符，例如 ","、";"、"^"、" "、竖线，或 tab
  --decimal MARK        "." 或 ","
  --layout NAME         wide（每行一条序列）、long（每行一个时间步，带标识）或 recording（每行一个时间步，仅一条序列）
  --header, --no-header 首行是表头，或不是表头
  --header-rows N       列名所占的行数，上下合并（默认：1，或所识别的行数）
  --units, --no-units   表头下一行为单位，或不是单位
  --quote MARK          括住字段的符号：'"'、"'" 或 none
  --comment MARK        以此开头的行不是数据，或 none
  --skip-lines N        表格开始之前的行数
  --thousands MARK      数字分组符号："," "." " " "'" 或 none
  --number-marks A,B    数字旁不改变数值的符号，例如 "$" 或 "%"（12% 即 12）
  --missing-text A,B    表示缺失值的单元格，例如 -999
  --bad-rows HOW        不合格的行：refuse（拒绝）或 leave-out（舍去）；默认 refuse
  --label-as KIND       class（类别）或 number（要预测的数值）
  --window-label HOW    窗口的标签：majority（多数）、last（最后一步）或 any（任一异常步）
  --usual-label LABEL   用于 any：不算少见的标签（默认：训练文件中最多的标签）
  --time-form FORM      iso、month（1949-01）、year-month-day、day-month-year、month-day-year、month-name、
                        epoch-s、epoch-ms、epoch-us、epoch-ns、excel、time-of-day 或 number
  --time-order HOW      时间次序不符的步：keep（保留）或 sort（排序）
  --time-duplicates HOW 时间相同的步：keep（保留）、first（取第一个）或 average（取均值）
  --time-gaps HOW       时间间隔不等：keep（保留）、resample（重采样）或 channel（把距上一步的时间作为通道）
  --time-step N         重采样的步长（秒）
  --leave-out A,B       舍去的序列：含缺失值的（missing）、其他序列有标签而自身没有的（unlabelled）、
                        重复的只留第一条（duplicates）
  --clip HOW            截断：none、range（训练集范围）或 fences（四分位数外三倍四分位距）
  --split BY            划分出测试集（写入 -O）：按整条序列（series），或取每条序列的最后一段（time）
  --test-share X, --split-seed N, --no-stratify, --gap N
                        测试集比例（默认 0.3）、种子（默认 1）、各类是否保持比例、按时间划分时两部分之间的步数
  --extension NAME      文件夹：属于数据集的文件扩展名，其余略去
  --contents KIND       文件夹：每个文件为 series（完整序列）、channels-of-folder（通道，所在文件夹为序列）
                        或 channels-of-name（文件名末尾为通道，其余为序列）
  --label-from WHERE    文件夹：标签来自 folder（文件夹名）、name（文件名的一部分）、column（列）或 none
  --name-part N         文件夹：取文件名的第几部分（在字母与数字交界处切分），-1 为最后一部分
  --parts HOW           文件夹：named（按 TRAIN 与 TEST 子文件夹或名称末尾）或 none（全部为一个部分）
  未给出的设置由文件识别得出，并列为推断。

模型：由种子生成的随机权重，或训练好的权重
  --model FILE          打开权重文件（PyTorch .pt、.pth、.safetensors，Keras .h5、.keras，ONNX .onnx），不再随机生成
  --stack NAME          使用文件中的哪一组循环层；未给出时取最可能的一组
  --assume KEY=VALUE    文件未说明、原本由程序推断的内容；可多次给出
  --hidden N            每层每个方向的隐藏单元数，1 至 1024
  --layers N            层数，1 至 8
  --bidirectional       同时从末尾反向读取每条序列
  --backward            只从末尾反向读取每条序列
  --cell NAME           单元类型：lstm（默认）、peepholes、coupled、lstm-1997、no-input-gate、no-output-gate、
                        gate-recurrence、layer-norm、gru、gru-reset-before 或 rnn
  --projection N        把每层的隐藏状态投影为 N 个值（仅 LSTM）
  --residual            把第一层之上每层的输入加到其输出上
  --no-bias             不使用偏置
  --init NAME           权重的抽取方式（默认：octaves）：
                          octaves     同 chrono，但每一倍程的记忆长度和输入增益都有同样多的单元
                          chrono      正交，各单元的记忆从 1 步到整条序列，适合未训练特征
                          pytorch     在 ±1/sqrt(H) 内均匀分布，与 torch.nn.LSTM 的初始状态相同
                          keras       Glorot 加正交，遗忘门偏置为 1，与 keras.layers.LSTM 的初始状态相同
                          orthogonal  每个循环块都正交，状态的任何方向都不衰减也不增长
                          identity    单元在无外界作用时保持其状态
                          sparse      每个单元 15 个连接，各单元互不相同，求和不致饱和
                          spectral    把循环块缩放到给定的谱半径，得到大致该长度的记忆
                          article     在 [0, 1) 上均匀分布，用于观察门的饱和
  --spectral-radius X   与 --init spectral 同用：0.01 至 2（默认：0.9）；小于 1 时，反馈的状态经 -1/ln X 步衰减到 1/e
  --input-scale X       输入通道权重的倍数：0.001 至 1000（默认：1）
  --recurrent-scale X   所有循环矩阵的倍数：0 至 10（默认：1）
  --forget-bias X       设定遗忘门的偏置，-20 至 20
  --seed N              生成权重所用的随机种子（默认：1）
  未给出 --hidden、--layers、--bidirectional、--backward 时：128 个隐藏单元、1 层、双向。
  给出其中任何一个，即视为完整描述模型；未提及的取：128 个隐藏单元、1 层、仅正向。

${ablationHelpChinese}

一致性：x.npy 为 [序列，时间步，通道] 或 [时间步，序列，通道]；y.npy 的含义由其形状确定
  --as NAME             head（输出头）、probabilities（概率）、output（顶层各步输出）、step（最后一步）、
                        states（顶层各方向的最后状态）、h_n 或 c_n（每层每方向的最后状态）
  --order NAME          batch-first 或 time-first
  --lengths LIST        每条序列的步数，或 full，或 zeros（到 y.npy 末尾的零为止）
  --test-data NAME      用模型文件中的测试数据代替两个数组
  位置从 0 数起，与数组一致。未给出的内容由程序识别，或作为假设报告。

特征
  --pool LIST           last,mean,max,min,std,cell 中的若干项（默认：last,mean,max,min,std）

${evaluateHelpChinese}
${compareHelpChinese}

计算内核
  --kernel NAME         auto、native、wasm 或 reference（默认：auto，即本机可用的最快内核）
  --threads N           把序列分给 N 个线程计算，1 至 256；线程数不影响结果的字节
                        （默认：物理核心数减一，至少为 1；reference 始终只用一个线程）

内存
  --memory SIZE         表格最多可用的内存，例如 2GB，从 256MB 到本机全部内存（默认：四分之一）；
                        大文件暂存于磁盘，内存大小不影响结果

输出：扩展名决定格式，无法识别的扩展名写为 CSV
  .csv                  特征：每行一条序列；convert：每行一个时间步，列为 series、label、step 和各通道
  .parquet              列同 .csv；convert 写出 float64，缺失值为 NULL
  .npy                  float32 [序列，特征]；convert：[序列，时间步，通道]，仅限等长序列
  .npz                  X 同 .npy，另有 y（标签）、sequence（标识）、columns（名称）；convert 遇不等长序列时，
                        以 values [全部时间步，通道]、lengths 和 offsets 代替 X
  .arff                 供 Weka 使用；convert 遇多通道时为一个关系属性，每行一个通道
  .jsonl                JSON 行，每条序列一个对象
  .ts                   UEA 存档格式；仅用于 convert
  数值为 float32，以能还原同一 float32 的最少位数写出。门控值始终为 CSV。
  convert 保留缺失值，除非 --missing 指定填补方式；不接受 --scale。

其他
  --lang NAME           en 或 zh（默认：取自环境）
  -h, --help            显示本说明
  -V, --version         显示版本

每个输出旁都有一个 .provenance.json，记录全部设置、种子、哈希值和版本。
退出码：0 完成，1 输入有误或超出容差，2 用法有误。`;
