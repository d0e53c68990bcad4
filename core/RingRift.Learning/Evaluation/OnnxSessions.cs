using Microsoft.ML.OnnxRuntime;
using RingRift.Game;
using RingRift.Learning.Networks;

namespace RingRift.Learning.Evaluation;

/// <summary>Opens ONNX Runtime sessions and checks that the model inside belongs to this game.</summary>
internal static class OnnxSessions
{
    public static (InferenceSession Session, EvaluatorProvider Provider) Open(byte[] model, string modelId, OnnxEvaluatorOptions options)
    {
        if (options.Provider == EvaluatorProvider.Cuda)
        {
            try
            {
                using var cuda = Settings(options);
                cuda.AppendExecutionProvider_CUDA(options.CudaDevice);
                return (new InferenceSession(model, cuda), EvaluatorProvider.Cuda);
            }
            catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
            {
                options.Warn?.Invoke($"CUDA device {options.CudaDevice} cannot be used, the processor is used instead: {e.Message}");
            }
        }

        try
        {
            using var cpu = Settings(options);
            return (new InferenceSession(model, cpu), EvaluatorProvider.Cpu);
        }
        catch (OnnxRuntimeException e)
        {
            throw new EvaluationException($"Model {modelId} cannot be loaded: {e.Message}", e);
        }
    }

    /// <summary>The specification of a session's model, after a check that the game still has the same inputs and outputs.</summary>
    public static NetworkSpec Fitting(InferenceSession session, string modelId)
    {
        try
        {
            if (!session.ModelMetadata.CustomMetadataMap.TryGetValue(OnnxNetworkWriter.SpecKey, out var json))
            {
                throw new EvaluationException($"Model {modelId} has no metadata '{OnnxNetworkWriter.SpecKey}': it was not written for this game.");
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
                : throw new EvaluationException($"Model {modelId} reads {spec.ToJson()}; this version of {spec.Config} needs {own.ToJson()}.");
        }
        catch (Exception e) when (e is not EvaluationException)
        {
            session.Dispose();
            throw new EvaluationException($"Model {modelId} does not fit: {e.Message}", e);
        }
        catch (EvaluationException)
        {
            session.Dispose();
            throw;
        }
    }

    private static SessionOptions Settings(OnnxEvaluatorOptions options)
    {
        var settings = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Spinning threads burn the cores that other workers need.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        settings.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return settings;
    }
}
