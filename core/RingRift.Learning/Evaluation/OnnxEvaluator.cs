using System.Numerics.Tensors;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using RingRift.Game;
using RingRift.Learning.Networks;

namespace RingRift.Learning.Evaluation;

/// <summary>
/// Runs a model written by <see cref="OnnxNetworkWriter"/> with ONNX Runtime. Buffers are allocated once; a call copies in, computes, and copies out.
/// Not safe for concurrent use: give each thread its own.
/// </summary>
public sealed class OnnxEvaluator : IEvaluator
{
    private static readonly string[] Inputs = [OnnxNetworkWriter.PlanesInput];
    private static readonly string[] Outputs = [OnnxNetworkWriter.PolicyOutput, OnnxNetworkWriter.ValueOutput];

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly OnnxBatch?[] _batches;
    private readonly float[] _planes;
    private readonly float[] _policy;
    private readonly float[] _values;

    /// <summary>Loads a model.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="options">How to run it.</param>
    /// <exception cref="EvaluationException">The bytes are no model, or one of another game or encoder version.</exception>
    public OnnxEvaluator(byte[] model, OnnxEvaluatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new OnnxEvaluatorOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBatch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxBatch, 4096);
        ModelId = options.ModelId ?? Convert.ToHexStringLower(SHA256.HashData(model));
        MaxBatch = options.MaxBatch;
        (_session, Provider) = OnnxSessions.Open(model, ModelId, options);
        Spec = OnnxSessions.Fitting(_session, ModelId);
        Config = GameConfig.Parse(Spec.Config);
        _batches = new OnnxBatch?[MaxBatch + 1];
        _planes = new float[MaxBatch * Spec.Planes * Spec.Area];
        _policy = new float[MaxBatch * Spec.Actions];
        _values = new float[MaxBatch * Spec.Players];
    }

    /// <summary>The network inside.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Where it really computes.</summary>
    public EvaluatorProvider Provider { get; }

    /// <inheritdoc/>
    public GameConfig Config { get; }

    /// <inheritdoc/>
    public string ModelId { get; }

    /// <inheritdoc/>
    public int MaxBatch { get; }

    /// <inheritdoc/>
    public void Evaluate(int count, ReadOnlySpan<float> planes, Span<float> policyLogits, Span<float> seatValues)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxBatch);
        planes[..(count * Spec.Planes * Spec.Area)].CopyTo(_planes);
        var batch = _batches[count] ??= new OnnxBatch(Spec, count, _planes, _policy, _values);
        _session.Run(_runOptions, Inputs, batch.Inputs, Outputs, batch.Outputs);
        var policy = _policy.AsSpan(0, count * Spec.Actions);
        var values = _values.AsSpan(0, count * Spec.Players);
        if (!float.IsFinite(TensorPrimitives.Sum(values)) || !float.IsFinite(TensorPrimitives.Sum(policy)))
        {
            throw new EvaluationException($"Model {ModelId} answered with a value that is not finite.");
        }

        policy.CopyTo(policyLogits);
        values.CopyTo(seatValues);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var batch in _batches)
        {
            batch?.Dispose();
        }

        _runOptions.Dispose();
        _session.Dispose();
    }
}
