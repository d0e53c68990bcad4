using RingRift.GpuWorker.Torch;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// One training run, advanced in pieces so that its owner can report, checkpoint and stop between them. The same seed, window and options
/// give the same weights on the same processor, with or without interruption. Not safe for concurrent use; pieces may run on different
/// threads.
/// </summary>
public sealed partial class TrainingRun : IDisposable
{
    private const int ParityRows = 64;
    private readonly SampleWindow _window;
    private readonly TrainingOptions _options;
    private readonly TimeProvider _time;
    private readonly ulong _seed;
    private readonly SampleOrder _order;
    private readonly SampleBatch _batch;
    private readonly PolicyValueNet _net;
    private readonly AdamW _optimizer;

    /// <summary>Prepares a run.</summary>
    /// <param name="window">Rows to train on.</param>
    /// <param name="options">The recipe.</param>
    /// <param name="seed">Seed of initial weights, order and symmetries.</param>
    /// <param name="start">Weights to start from with a fresh optimiser; null for random ones.</param>
    /// <param name="resume">Checkpoint of this very run to go on from; see <see cref="CanResume"/>.</param>
    /// <param name="time">Clock for rates.</param>
    /// <exception cref="TrainingException">Start or checkpoint do not fit the run.</exception>
    public TrainingRun(
        SampleWindow window, TrainingOptions options, ulong seed, NetworkWeights? start = null, TrainingCheckpoint? resume = null,
        TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(options);
        TorchRuntime.EnsureLoaded(options.Threads);
        (_window, _options, _seed, _time) = (window, options, seed, time ?? TimeProvider.System);
        var spec = SpecFor(window, options);
        TotalSteps = options.StepsFor(window.Training.Count);
        if ((resume?.Weights ?? start) is { } given && given.Spec != spec)
        {
            throw new TrainingException($"The weights to start from are of {given.Spec.ToJson()}; this run trains {spec.ToJson()}.");
        }

        if (resume is not null && !CanResume(resume, window, options, seed))
        {
            throw new TrainingException($"The checkpoint is of another run: {resume.Meta}.");
        }

        Step = resume?.Meta.Step ?? 0;
        Device = options.UseCuda ? TorchRuntime.BestDevice() : CPU;
        _net = new PolicyValueNet(resume?.Weights ?? start ?? NetworkWeights.Random(spec, seed), Device);
        _optimizer = new AdamW(_net, options, resume?.Optimizer);
        _order = new SampleOrder(window.Training.Count, options.BatchSize, seed);
        _batch = new SampleBatch(window, spec, options.BatchSize);
    }

    /// <summary>Steps made.</summary>
    public int Step { get; private set; }

    /// <summary>Steps of the whole run.</summary>
    public int TotalSteps { get; }

    /// <summary>Where it computes.</summary>
    public Device Device { get; }

    /// <summary>The network that a run on this window trains.</summary>
    public static NetworkSpec SpecFor(SampleWindow window, TrainingOptions options) =>
        NetworkSpec.For(window.Config, options.Blocks, options.Channels);

    /// <summary>Whether a checkpoint is of the run with these inputs.</summary>
    public static bool CanResume(TrainingCheckpoint checkpoint, SampleWindow window, TrainingOptions options, ulong seed) =>
        checkpoint.Meta.Window == window.Fingerprint && checkpoint.Meta.Seed == seed
        && checkpoint.Meta.TotalSteps == options.StepsFor(window.Training.Count) && checkpoint.Weights.Spec == SpecFor(window, options);

    /// <summary>Makes up to <paramref name="steps"/> steps and says how they went.</summary>
    /// <exception cref="TrainingException">The loss or the gradient is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped, between two steps.</exception>
    public TrainingProgress Advance(int steps, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var (started, from, rate) = (_time.GetTimestamp(), Step, 0.0);
        var (policy, value) = (0.0, 0.0);
        for (; Step < TotalSteps && Step - from < steps; Step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rate = LearningRateSchedule.At(Step, TotalSteps, _options);
            var losses = MakeStep(rate);
            policy += losses.Policy;
            value += losses.Value;
        }

        var (made, seconds) = (Math.Max(1, Step - from), _time.GetElapsedTime(started).TotalSeconds);
        return new TrainingProgress(
            Step,
            TotalSteps,
            new TrainingLosses(policy / made, value / made),
            rate,
            seconds > 0 ? made * _options.BatchSize / seconds : 0,
            TimeSpan.FromSeconds(seconds / made * (TotalSteps - Step)));
    }

    /// <summary>Everything needed to go on from here.</summary>
    public TrainingCheckpoint ToCheckpoint() => new(
        new TrainingCheckpointMeta(TrainingCheckpoint.CurrentVersion, _net.Spec.ToJson(), _window.Fingerprint, _seed, Step, TotalSteps),
        _net.ToWeights(),
        _optimizer.ToState());

    /// <summary>Measures the averaged weights, writes them as ONNX, and checks that the file says the same.</summary>
    /// <param name="optimization">How far ONNX Runtime may rewrite networks on this processor.</param>
    /// <exception cref="TrainingException">The weights are not finite, or ONNX Runtime disagrees with TorchSharp.</exception>
    public TrainedNetwork Finish(OnnxOptimization optimization = OnnxOptimization.All)
    {
        var weights = _net.ToWeights(_optimizer.Average);
        var model = OnnxNetworkWriter.Write(_net.Spec, weights);
        var keys = _window.Validation.Count > 0 ? _window.Validation : _window.Training;
        var validation = Measure(weights, keys);
        _batch.Clear();
        for (var i = 0; i < Math.Min(Math.Min(ParityRows, _options.BatchSize), keys.Count); i++)
        {
            _batch.Add(keys[i], null);
        }

        return new TrainedNetwork(
            weights, model, Step, validation, OnnxParity.Check(model, weights, _batch.Planes(), _batch.Count, optimization));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _batch.Dispose();
        _optimizer.Dispose();
        _net.Dispose();
        NativeMemory.Release();
    }
}
