using RingRift.Learning.Networks;

namespace RingRift.GpuWorker.Training;

/// <summary>The result of a run.</summary>
/// <param name="Weights">The averaged weights.</param>
/// <param name="Model">The same as ONNX.</param>
/// <param name="Steps">Steps made.</param>
/// <param name="Validation">Losses of the averaged weights on the held-out rows, or on training rows where nothing is held out.</param>
/// <param name="ParityError">Largest difference between ONNX Runtime and TorchSharp on real positions.</param>
public sealed record TrainedNetwork(NetworkWeights Weights, byte[] Model, int Steps, TrainingLosses Validation, double ParityError);
