"""Writes rnn-whole.pt and settings-enum.pt with PyTorch 2.13, and adds what they give to expected.json."""

import enum
import json
import pathlib

import torch
from torch import nn

folder = pathlib.Path(__file__).parent


class Mode(enum.Enum):
    FAST = "fast"
    DEEP = 2


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(3, eps=0.1)
        self.rnn = nn.RNN(3, 4, nonlinearity="relu", batch_first=True)
        self.fc = nn.Linear(4, 3)
        self.out = nn.LogSoftmax(dim=1)

    def forward(self, x):
        return self.out(self.fc(self.rnn(self.norm(x))[0][:, -1]))


torch.manual_seed(7)
net = Net().eval()
x = torch.randn(2, 5, 3)
torch.save(net, folder / "rnn-whole.pt")
settings = {"mode": Mode.FAST, "depths": [Mode.DEEP, Mode.FAST], "rate": 0.1}
state = {"state_dict": net.state_dict(), "hyper_parameters": settings}
torch.save(state, folder / "settings-enum.pt")
with torch.no_grad():
    head = net(x).flatten().tolist()
case = {"choices": {}, "shape": [2, 5, 3], "input": x.flatten().tolist(), "expected": {"head": head}}
path = folder / "expected.json"
known = json.loads(path.read_text())
known["rnn-whole"] = case
said = {"activation": "relu", "epsilon": "0.1", "head-activation": "log-softmax"}
known["settings-enum"] = {**case, "choices": said}
path.write_text(json.dumps(known) + "\n")
