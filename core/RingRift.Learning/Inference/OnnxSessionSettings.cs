using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using RingRift.Learning.Networks;

namespace RingRift.Learning.Inference;

/// <summary>Settings of sessions on each execution provider.</summary>
internal static class OnnxSessionSettings
{
    public static SessionOptions OnProcessor(OnnxEvaluatorOptions options) => Common(options);

    /// <summary>CUDA; the processor for what CUDA cannot do.</summary>
    /// <exception cref="OnnxRuntimeException">It cannot be used.</exception>
    public static SessionOptions OnCuda(OnnxEvaluatorOptions options) => With(Common(options), settings => AppendCuda(settings, options));

    /// <summary>TensorRT; CUDA for what TensorRT cannot do.</summary>
    /// <exception cref="OnnxRuntimeException">It cannot be used.</exception>
    /// <exception cref="IOException">The folder of its engines cannot be made.</exception>
    public static SessionOptions OnTensorRT(OnnxEvaluatorOptions options, NetworkSpec spec, string modelHash) =>
        With(Common(options), settings =>
        {
            using var tensorRT = new OrtTensorRTProviderOptions();
            tensorRT.UpdateOptions(TensorRT(options, spec, modelHash));
            settings.AppendExecutionProvider_Tensorrt(tensorRT);
            AppendCuda(settings, options);
        });

    /// <summary>Options of the CUDA execution provider.</summary>
    internal static Dictionary<string, string> Cuda(OnnxEvaluatorOptions options) => new()
    {
        ["device_id"] = options.CudaDevice.ToString(CultureInfo.InvariantCulture),

        // The exhaustive search would be made again for every new number of rows.
        ["cudnn_conv_algo_search"] = "HEURISTIC",
    };

    /// <summary>Options of the TensorRT execution provider: one engine for all numbers of rows, tuned for full batches.</summary>
    internal static Dictionary<string, string> TensorRT(OnnxEvaluatorOptions options, NetworkSpec spec, string modelHash)
    {
        var one = Shape(spec, 1);
        var full = Shape(spec, options.MaxBatch);
        var settings = new Dictionary<string, string>
        {
            ["device_id"] = options.CudaDevice.ToString(CultureInfo.InvariantCulture),
            ["trt_fp16_enable"] = options.Fp16 ? "1" : "0",
            ["trt_profile_min_shapes"] = one,
            ["trt_profile_opt_shapes"] = full,
            ["trt_profile_max_shapes"] = full,
        };
        if (!string.IsNullOrEmpty(options.EngineCache))
        {
            settings["trt_engine_cache_enable"] = "1";
            settings["trt_engine_cache_path"] = EngineFolder.For(options.EngineCache, modelHash, options.MaxBatch, options.Warn);
            settings["trt_timing_cache_enable"] = "1";
            settings["trt_timing_cache_path"] = options.EngineCache;
        }

        return settings;
    }

    private static void AppendCuda(SessionOptions settings, OnnxEvaluatorOptions options)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(Cuda(options));
        settings.AppendExecutionProvider_CUDA(cuda);
    }

    private static SessionOptions With(SessionOptions settings, Action<SessionOptions> append)
    {
        try
        {
            append(settings);
            return settings;
        }
        catch
        {
            settings.Dispose();
            throw;
        }
    }

    private static string Shape(NetworkSpec spec, int rows) =>
        string.Create(CultureInfo.InvariantCulture, $"{OnnxNetworkWriter.PlanesInput}:{rows}x{spec.Planes}x{spec.Height}x{spec.Width}");

    private static GraphOptimizationLevel Level(OnnxOptimization optimization) => optimization switch
    {
        OnnxOptimization.None => GraphOptimizationLevel.ORT_DISABLE_ALL,
        OnnxOptimization.Basic => GraphOptimizationLevel.ORT_ENABLE_BASIC,
        _ => GraphOptimizationLevel.ORT_ENABLE_ALL,
    };

    private static SessionOptions Common(OnnxEvaluatorOptions options)
    {
        var settings = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = Level(options.Optimization),
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
