using System.Diagnostics;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>Makes one optimiser step on the network of the self-test, as training does.</summary>
public interface ITrainingStep
{
    /// <summary>Makes it.</summary>
    /// <param name="network">Network and batch.</param>
    /// <param name="rung">The rung this process stands on. The first call decides for the whole process.</param>
    /// <exception cref="TorchLoadException">LibTorch cannot be loaded.</exception>
    TrainingStepResult Make(SelfTestNetwork network, TorchRung rung);
}

/// <summary>What came of a step.</summary>
public sealed record TrainingStepResult
{
    /// <summary>Policy logits, [rows, actions].</summary>
    public required float[] Policy { get; init; }

    /// <summary>Value logits, [rows, players].</summary>
    public required float[] Value { get; init; }

    /// <summary>Gradients by weight.</summary>
    public required IReadOnlyDictionary<string, float[]> Gradients { get; init; }

    /// <summary>The weights after the step.</summary>
    public required IReadOnlyDictionary<string, float[]> Weights { get; init; }

    /// <summary>Whether a CUDA device computed.</summary>
    public bool OnDevice { get; init; }

    /// <summary>Rows a second of further steps.</summary>
    public double RowsPerSecond { get; init; }
}

/// <summary>The step of LibTorch, with the network and the optimiser of training.</summary>
public sealed class TorchTrainingStep(IOptions<TrainingOptions> options) : ITrainingStep
{
    private const int TimedSteps = 3;
    private readonly TrainingOptions _options = options.Value;

    /// <inheritdoc/>
    public TrainingStepResult Make(SelfTestNetwork network, TorchRung rung)
    {
        ArgumentNullException.ThrowIfNull(network);
        TorchRuntime.EnsureLoaded(_options.Threads, rung);
        var device = _options.UseCuda ? TorchRuntime.BestDevice() : CPU;
        using var scope = NewDisposeScope();
        using var net = new PolicyValueNet(network.Weights, device);
        using var optimizer = new AdamW(net, _options, state: null);
        var batch = Batch(network, device);
        var (policy, value) = Descend(net, batch);
        var gradients = net.Shapes.ToDictionary(shape => shape.Name, shape => PolicyValueNet.ToArray(net[shape.Name].grad!), StringComparer.Ordinal);
        optimizer.Apply(1, _options.LearningRate, 1);
        var weights = net.Shapes.ToDictionary(shape => shape.Name, shape => PolicyValueNet.ToArray(net[shape.Name]), StringComparer.Ordinal);
        return new TrainingStepResult
        {
            Policy = PolicyValueNet.ToArray(policy),
            Value = PolicyValueNet.ToArray(value),
            Gradients = gradients,
            Weights = weights,
            OnDevice = device.type == DeviceType.CUDA,
            RowsPerSecond = Speed(net, optimizer, batch, network.TrainingRows),
        };
    }

    private static (Tensor Planes, Tensor Policy, Tensor Value) Batch(SelfTestNetwork network, Device device)
    {
        var (rows, spec) = (network.TrainingRows, network.Spec);
        return (
            tensor(network.Planes(rows), [rows, spec.Planes, spec.Height, spec.Width], device: device),
            tensor(network.Repeated(network.PolicyTargets, rows), [rows, spec.Actions], device: device),
            tensor(network.Repeated(network.ValueTargets, rows), [rows, spec.Players], device: device));
    }

    private static (Tensor Policy, Tensor Value) Descend(PolicyValueNet net, (Tensor Planes, Tensor Policy, Tensor Value) batch)
    {
        using Scalar rows = batch.Planes.shape[0];
        var (policy, value) = net.Forward(batch.Planes);
        var losses = (policy.log_softmax(1) * batch.Policy).sum().add((value.log_softmax(1) * batch.Value).sum(), Scalars.One);
        (-losses).div(rows).backward();
        return (policy, value);
    }

    private double Speed(PolicyValueNet net, AdamW optimizer, (Tensor Planes, Tensor Policy, Tensor Value) batch, int rows)
    {
        var clock = Stopwatch.StartNew();
        for (var step = 0; step < TimedSteps; step++)
        {
            using var scope = NewDisposeScope();
            Descend(net, batch);
            optimizer.Apply(step + 2, _options.LearningRate, 1);
        }

        PolicyValueNet.ToArray(net[net.Shapes[0].Name]);
        return TimedSteps * rows / clock.Elapsed.TotalSeconds;
    }
}
