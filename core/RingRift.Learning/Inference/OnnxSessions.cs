using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using RingRift.Game;
using RingRift.Learning.Networks;

namespace RingRift.Learning.Inference;

/// <summary>Opens ONNX Runtime sessions and checks that the model inside belongs to this game.</summary>
internal static class OnnxSessions
{
    /// <summary>Opens a model where it is wanted. Only Auto falls back, to the processor, with a warning.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="modelId">Identity of the model, for messages.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="available">Names of the execution providers in this build.</param>
    /// <exception cref="InferenceException">The bytes are no model, or the provider that was asked for cannot be used.</exception>
    public static (InferenceSession Session, EvaluatorProvider Provider) Open(
        byte[] model, string modelId, OnnxEvaluatorOptions options, IReadOnlyCollection<string> available)
    {
        var provider = OnnxProviders.Resolve(options.Provider, available);
        RequireInBuild(provider, modelId, available);
        if (provider == EvaluatorProvider.Cpu)
        {
            return (OpenOnProcessor(model, modelId, options), EvaluatorProvider.Cpu);
        }

        try
        {
            return (OpenOnDevice(model, modelId, options, provider), provider);
        }
        catch (Exception e) when (IsUnusable(e))
        {
            if (options.Provider != EvaluatorProvider.Auto)
            {
                throw new InferenceException($"Model {modelId} cannot be run on {provider}, device {options.CudaDevice}: {e.Message}", e);
            }

            options.Warn?.Invoke($"{provider}, device {options.CudaDevice}, cannot be used, the processor is used instead: {e.Message}");
            return (OpenOnProcessor(model, modelId, options), EvaluatorProvider.Cpu);
        }
    }

    /// <summary>The specification of a session's model, after a check that the game still has the same inputs and outputs.</summary>
    public static NetworkSpec Fitting(InferenceSession session, string modelId)
    {
        try
        {
            if (!session.ModelMetadata.CustomMetadataMap.TryGetValue(OnnxNetworkWriter.SpecKey, out var json))
            {
                throw new InferenceException(
                    $"Model {modelId} has no metadata '{OnnxNetworkWriter.SpecKey}': it was not written for this game.");
            }

            var spec = NetworkSpec.FromJson(json);
            var own = NetworkSpec.For(GameConfig.Parse(spec.Config), spec.Blocks, spec.Channels) with
            {
                PolicyChannels = spec.PolicyChannels,
                ValueChannels = spec.ValueChannels,
                ValueHidden = spec.ValueHidden,
            };
            return spec == own
                ? spec
                : throw new InferenceException(
                    $"Model {modelId} reads {spec.ToJson()}; this version of {spec.Config} needs {own.ToJson()}.");
        }
        catch (Exception e) when (e is not InferenceException)
        {
            session.Dispose();
            throw new InferenceException($"Model {modelId} does not fit: {e.Message}", e);
        }
        catch (InferenceException)
        {
            session.Dispose();
            throw;
        }
    }

    private static void RequireInBuild(EvaluatorProvider provider, string modelId, IReadOnlyCollection<string> available)
    {
        if (!OnnxProviders.Has(provider, available))
        {
            throw new InferenceException(
                $"Model {modelId} cannot be run on {provider}: this build of ONNX Runtime has only {string.Join(", ", available)}; "
                + "build with -p:Gpu=true.");
        }
    }

    private static InferenceSession OpenOnProcessor(byte[] model, string modelId, OnnxEvaluatorOptions options)
    {
        try
        {
            using var settings = OnnxSessionSettings.OnProcessor(options);
            return new InferenceSession(model, settings);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InferenceException($"Model {modelId} cannot be loaded: {e.Message}", e);
        }
    }

    private static InferenceSession OpenOnDevice(byte[] model, string modelId, OnnxEvaluatorOptions options, EvaluatorProvider provider)
    {
        if (provider == EvaluatorProvider.Cuda)
        {
            using var cuda = OnnxSessionSettings.OnCuda(options);
            return new InferenceSession(model, cuda);
        }

        // TensorRT wants to know the shapes before it opens a model; only the model knows them.
        using var probe = OpenOnProcessor(model, modelId, options);
        var spec = Fitting(probe, modelId);
        using var tensorRT = OnnxSessionSettings.OnTensorRT(options, spec, Convert.ToHexStringLower(SHA256.HashData(model)));
        return new InferenceSession(model, tensorRT);
    }

    private static bool IsUnusable(Exception error) =>
        error is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException or IOException or UnauthorizedAccessException;
}
