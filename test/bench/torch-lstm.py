"""Times torch.nn.LSTM or GRU: one line of JSON and then float32 numbers come in, one line of JSON goes out."""

import json
import statistics
import sys
import time

import torch

case = json.loads(sys.stdin.buffer.readline())
numbers = torch.frombuffer(bytearray(sys.stdin.buffer.read()), dtype=torch.float32)
torch.set_num_threads(case["threads"])
torch.set_num_interop_threads(1)

at = 0


def take(*shape):
    global at
    count = 1
    for size in shape:
        count *= size
    part = numbers[at : at + count].reshape(shape)
    at += count
    return part


layer = torch.nn.GRU if case["cell"] == "GRU" else torch.nn.LSTM
rnn = layer(case["input"], case["hidden"], case["layers"], bidirectional=case["bidirectional"])
with torch.no_grad():
    # torch keeps them layer by layer, forward before backward: W, R, b_ih, b_hh.
    for parameter in rnn.parameters():
        parameter.copy_(take(*parameter.shape))
x = take(case["size"], case["steps"], case["input"]).transpose(0, 1).contiguous()
if case["lengths"] is not None:
    x = torch.nn.utils.rnn.pack_padded_sequence(x, torch.tensor(case["lengths"]), enforce_sorted=False)

times = []
with torch.inference_mode():
    end = time.perf_counter() + case["budgetMs"] / 1000
    while len(times) < 4 or time.perf_counter() < end:
        start = time.perf_counter()
        _, state = rnn(x)
        times.append(time.perf_counter() - start)
directions = 2 if case["bidirectional"] else 1
h = state if case["cell"] == "GRU" else state[0]
last = h[-directions:].reshape(-1).tolist()
# The first one warms up.
print(json.dumps({"ms": 1000 * statistics.median(times[1:]), "last": last}))
