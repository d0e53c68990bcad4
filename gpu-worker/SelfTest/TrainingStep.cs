using Microsoft.Extensions.Options;
using RingRift.Game;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Networks;
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

    /// <summary>
    /// Measures how many rows a second are trained on, after <see cref="Make"/>; null where what is computed is not finite.
    /// </summary>
    /// <param name="spec">The network.</param>
    double? RowsPerSecond(NetworkSpec spec);
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
}

/// <summary>The step of LibTorch, with the network and the optimiser of training.</summary>
public sealed class TorchTrainingStep(IOptions<TrainingOptions> options) : ITrainingStep
{
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
        var gradients = net.Layout.Unpack(net.Values.grad!);
        optimizer.Apply(1, _options.LearningRate, 1);
        return new TrainingStepResult
        {
            Policy = PolicyValueNet.ToArray(policy),
            Value = PolicyValueNet.ToArray(value),
            Gradients = gradients,
            Weights = net.Layout.Unpack(net.Values),
            OnDevice = device.type == DeviceType.CUDA,
        };
    }

    /// <inheritdoc/>
    public double? RowsPerSecond(NetworkSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        try
        {
            // A machine's speed has no other clock.
            return Math.Round(TrainingSpeed.Measure(GameConfig.Parse(spec.Config), _options, TimeProvider.System), 1);
        }
        catch (TrainingException)
        {
            // What is not finite has no speed.
            return null;
        }
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
}
