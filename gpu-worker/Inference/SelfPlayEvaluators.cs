using RingRift.Eventing.Events;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;
using RingRift.Pipeline.Inference;

namespace RingRift.GpuWorker.Inference;

/// <summary>
/// The evaluators of one job: one network for all threads, one for each, or none at all while there is no model to play with.
/// </summary>
internal sealed class SelfPlayEvaluators : IDisposable
{
    private readonly SelfPlayJobOptions _options;
    private readonly SelfplayRequested _job;
    private readonly byte[]? _model;
    private readonly InferenceMetrics _metrics;
    private readonly EvaluatorProvider _provider;
    private readonly BatchingEvaluator? _shared;
    private OnnxEvaluator? _unused;

    private SelfPlayEvaluators(
        SelfPlayJobOptions options, SelfplayRequested job, byte[]? model, SelfPlayPlan plan, OnnxEvaluator? network,
        InferenceMetrics metrics,
        CancellationToken cancellationToken)
    {
        (_options, _job, _model, _metrics, Plan) = (options, job, model, metrics, plan);
        _provider = network?.Provider ?? EvaluatorProvider.Cpu;
        if (network is not null && plan.ShareNetwork)
        {
            _shared = new BatchingEvaluator(Measured(network), cancellationToken: cancellationToken);
        }
        else
        {
            _unused = network;
        }
    }

    /// <summary>How the games are spread.</summary>
    public SelfPlayPlan Plan { get; }

    /// <summary>Opens the model where the worker wants it. TensorRT may take minutes.</summary>
    /// <param name="options">How the worker plays.</param>
    /// <param name="job">The job.</param>
    /// <param name="model">The ONNX file; null to play with rollouts.</param>
    /// <param name="games">Games to play, at least 1.</param>
    /// <param name="metrics">Told of every call.</param>
    /// <param name="warn">Told where the processor is used instead of a device.</param>
    /// <param name="cancellationToken">Ends every thread that waits for a shared network.</param>
    /// <exception cref="InferenceException">The model or the provider cannot be used.</exception>
    /// <exception cref="InvalidDataException">The model plays another game.</exception>
    public static SelfPlayEvaluators Open(
        SelfPlayJobOptions options, SelfplayRequested job, byte[]? model, int games, InferenceMetrics metrics, Action<string> warn,
        CancellationToken cancellationToken)
    {
        var expected = model is null ? EvaluatorProvider.Cpu : OnnxProviders.Resolve(options.Provider);
        var plan = SelfPlayPlan.For(options, expected, games);
        if (model is null)
        {
            return new SelfPlayEvaluators(options, job, model, plan, network: null, metrics, cancellationToken);
        }

        var network = Load(model, job, options.Network(plan.MaxBatch) with { Warn = warn });
        if (network.Provider != expected)
        {
            network.Dispose();
            plan = SelfPlayPlan.For(options, EvaluatorProvider.Cpu, games);
            network = Load(model, job, options.Network(plan.MaxBatch) with { Provider = EvaluatorProvider.Cpu });
        }

        return new SelfPlayEvaluators(options, job, model, plan, network, metrics, cancellationToken);
    }

    /// <summary>The shape of a model, wherever it will compute.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <exception cref="InferenceException">The bytes are no model of this game.</exception>
    public static NetworkSpec SpecOf(byte[] model)
    {
        using var network = new OnnxEvaluator(model, new OnnxEvaluatorOptions { Optimization = OnnxOptimization.None });
        return network.Spec;
    }

    /// <summary>The evaluator of one more thread, which disposes it. Safe for concurrent use.</summary>
    public ILeafEvaluator ForThread()
    {
        if (_model is null)
        {
            return new RolloutEvaluator(_options.Rollouts);
        }

        if (_shared is not null)
        {
            return _shared.Join();
        }

        return new NetworkLeafEvaluator(
            Measured(
                Interlocked.Exchange(ref _unused, null)
                    ?? Load(_model, _job, _options.Network(Plan.MaxBatch) with { Provider = _provider })));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _shared?.Dispose();
        _unused?.Dispose();
    }

    private IEvaluator Measured(OnnxEvaluator network) => _metrics.Measured(network, network.Provider, InferenceMetrics.SelfPlay);

    private static OnnxEvaluator Load(byte[] model, SelfplayRequested job, OnnxEvaluatorOptions options)
    {
        var network = new OnnxEvaluator(model, options with { ModelId = job.Model!.Sha256 });
        if (network.Config.Name == job.Config)
        {
            return network;
        }

        var other = network.Config.Name;
        network.Dispose();
        throw new InvalidDataException($"model {job.Model!.ShortId} plays {other}, not {job.Config}");
    }
}
