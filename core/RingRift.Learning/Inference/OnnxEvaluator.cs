using System.Numerics.Tensors;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using RingRift.Game;
using RingRift.Learning.Networks;

namespace RingRift.Learning.Inference;

/// <summary>
/// Runs a model written by <see cref="OnnxNetworkWriter"/> with ONNX Runtime, which reads and writes the bound buffers of a batch. Calls
/// must not overlap: give each thread its own evaluator, or let them share one through a <see cref="BatchingEvaluator"/>.
/// </summary>
public sealed class OnnxEvaluator : IEvaluator
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private OnnxBatch? _own;

    /// <summary>Loads a model.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="options">How to run it.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    /// <exception cref="InferenceException">
    /// The bytes are no model, or one of another game or encoder version; or the provider asked for cannot be used
    /// (<see cref="EvaluatorProvider.Auto"/> falls back to the processor with a warning, the others do not).
    /// </exception>
    public OnnxEvaluator(byte[] model, OnnxEvaluatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new OnnxEvaluatorOptions();
        options.Validate();
        ModelId = options.ModelId ?? Convert.ToHexStringLower(SHA256.HashData(model));
        MaxBatch = options.MaxBatch;
        (_session, Provider) = OnnxSessions.Open(model, ModelId, options, OnnxProviders.Available);
        Spec = OnnxSessions.Fitting(_session, ModelId);
        Config = GameConfig.Parse(Spec.Config);
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
    public InferenceBatch NewBatch() => new OnnxBatch(_session, Spec, MaxBatch, Provider);

    /// <inheritdoc/>
    public void Evaluate(InferenceBatch batch, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxBatch);
        if (batch is not OnnxBatch bound)
        {
            throw new ArgumentException("The batch was not made by this evaluator.", nameof(batch));
        }

        bound.Run(_runOptions, count);
        if (!IsFinite(bound.SeatValuesOf(count)) || !IsFinite(bound.PolicyLogitsOf(count)))
        {
            throw new InferenceException($"Model {ModelId} answered with a value that is not finite.");
        }
    }

    /// <inheritdoc/>
    public void Evaluate(int count, ReadOnlySpan<float> planes, Span<float> policyLogits, Span<float> seatValues)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxBatch);
        _own ??= new OnnxBatch(_session, Spec, MaxBatch, Provider);
        planes[..(count * Spec.Planes * Spec.Area)].CopyTo(_own.Planes);
        Evaluate(_own, count);
        _own.PolicyLogitsOf(count).CopyTo(policyLogits);
        _own.SeatValuesOf(count).CopyTo(seatValues);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _own?.Dispose();
        _runOptions.Dispose();
        _session.Dispose();
    }

    private static bool IsFinite(ReadOnlySpan<float> values) => float.IsFinite(TensorPrimitives.Sum(values));
}
