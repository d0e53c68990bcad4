using RingRift.GpuWorker.Torch;
using TorchSharp;

TorchRuntime.EnsureLoaded();
Console.WriteLine(torch.rand(2, 3).sum().item<float>());
