using System.ComponentModel.DataAnnotations;
using Microsoft.ML.OnnxRuntime;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;

namespace RingRift.Learning.Tests.Inference;

public sealed class OnnxProvidersTests
{
    private static readonly string[] GpuBuild = ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"];
    private static readonly string[] CpuBuild = ["CPUExecutionProvider"];
    private static readonly NetworkSpec Spec = NetworkSpec.For(GameConfig.Parse("hex8_2p"), blocks: 1, channels: 8);
    private static readonly byte[] Model = OnnxNetworkWriter.Write(Spec, NetworkWeights.Random(Spec, 2));

    [Theory]
    [InlineData(EvaluatorProvider.Auto, true, EvaluatorProvider.Cuda)]
    [InlineData(EvaluatorProvider.Auto, false, EvaluatorProvider.Cpu)]
    [InlineData(EvaluatorProvider.Cpu, true, EvaluatorProvider.Cpu)]
    [InlineData(EvaluatorProvider.Cuda, false, EvaluatorProvider.Cuda)]
    [InlineData(EvaluatorProvider.TensorRT, true, EvaluatorProvider.TensorRT)]
    public void Should_resolve_a_wish_by_what_the_build_has(EvaluatorProvider wanted, bool gpuBuild, EvaluatorProvider expected) =>
        Assert.Equal(expected, OnnxProviders.Resolve(wanted, gpuBuild ? GpuBuild : CpuBuild));

    [Fact]
    public void When_Auto_finds_no_device_in_a_GPU_build_should_warn_and_use_the_processor()
    {
        var warnings = new List<string>();
        var options = new OnnxEvaluatorOptions { Provider = EvaluatorProvider.Auto, CudaDevice = 99, Warn = warnings.Add };

        var (session, provider) = OnnxSessions.Open(Model, "m", options, GpuBuild);

        session.Dispose();
        Assert.Equal(EvaluatorProvider.Cpu, provider);
        Assert.Contains("Cuda, device 99", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EvaluatorProvider.Cuda)]
    [InlineData(EvaluatorProvider.TensorRT)]
    public void When_a_provider_was_asked_for_and_cannot_be_used_should_fail(EvaluatorProvider provider)
    {
        var options = new OnnxEvaluatorOptions { Provider = provider, CudaDevice = 99, Warn = _ => Assert.Fail("no warning, an error") };

        var unusable = Assert.Throws<InferenceException>(() => OnnxSessions.Open(Model, "m", options, GpuBuild));
        var missing = Assert.Throws<InferenceException>(() => OnnxSessions.Open(Model, "m", options, CpuBuild));

        Assert.Contains($"cannot be run on {provider}, device 99", unusable.Message, StringComparison.Ordinal);
        Assert.Contains("has only CPUExecutionProvider", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_give_TensorRT_one_profile_for_all_batches_and_each_model_its_engines()
    {
        using var folder = new TemporaryFolder();
        var options = new OnnxEvaluatorOptions
        {
            Provider = EvaluatorProvider.TensorRT,
            MaxBatch = 128,
            Fp16 = true,
            EngineCache = folder.Path,
        };

        var settings = OnnxSessionSettings.TensorRT(options, Spec, "abc");

        Assert.Equal("1", settings["trt_fp16_enable"]);
        Assert.Equal($"planes:1x{Spec.Planes}x{Spec.Height}x{Spec.Width}", settings["trt_profile_min_shapes"]);
        Assert.Equal($"planes:128x{Spec.Planes}x{Spec.Height}x{Spec.Width}", settings["trt_profile_max_shapes"]);
        Assert.Equal(Path.Combine(folder.Path, "abc-128"), settings["trt_engine_cache_path"]);
        Assert.True(Directory.Exists(settings["trt_engine_cache_path"]));
        Assert.DoesNotContain("trt_engine_cache_path", OnnxSessionSettings.TensorRT(options with { EngineCache = null }, Spec, "abc").Keys);
    }

    [Theory]
    [InlineData(OnnxOptimization.All, GraphOptimizationLevel.ORT_ENABLE_ALL)]
    [InlineData(OnnxOptimization.Basic, GraphOptimizationLevel.ORT_ENABLE_BASIC)]
    [InlineData(OnnxOptimization.None, GraphOptimizationLevel.ORT_DISABLE_ALL)]
    public void Should_rewrite_networks_no_further_than_asked(OnnxOptimization optimization, GraphOptimizationLevel level)
    {
        using var settings = OnnxSessionSettings.OnProcessor(new OnnxEvaluatorOptions { Optimization = optimization });
        Assert.Equal(level, settings.GraphOptimizationLevel);
    }

    [Fact]
    public void Should_keep_the_engines_of_the_last_models_only()
    {
        using var folder = new TemporaryFolder();
        var first = EngineFolder.For(folder.Path, "first", 8);
        File.SetLastWriteTimeUtc(Path.Combine(first, ".opened"), DateTime.UnixEpoch);

        for (var model = 0; model < EngineFolder.MostModels; model++)
        {
            EngineFolder.For(folder.Path, $"model{model}", 8);
        }

        Assert.False(Directory.Exists(first));
        Assert.Equal(EngineFolder.MostModels, Directory.GetDirectories(folder.Path).Length);
    }

    [Fact]
    public void When_settings_contradict_each_other_should_name_them()
    {
        Assert.Contains(
            "Fp16 is true but Provider is Cuda", Refusal(new() { Provider = EvaluatorProvider.Cuda, Fp16 = true }),
            StringComparison.Ordinal);
        Assert.Contains(
            "EngineCache is '/x' but Provider is Auto", Refusal(new() { Provider = EvaluatorProvider.Auto, EngineCache = "/x" }),
            StringComparison.Ordinal);
        Assert.Contains("MaxBatch", Refusal(new() { MaxBatch = 0 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EvaluatorProvider.Cpu, 5, 48, 5)]
    [InlineData(EvaluatorProvider.Cuda, 5, 48, 8)]
    [InlineData(EvaluatorProvider.TensorRT, 33, 48, 48)]
    [InlineData(EvaluatorProvider.Cuda, 64, 64, 64)]
    public void Should_compute_few_different_numbers_of_rows_on_a_device(EvaluatorProvider provider, int count, int capacity, int rows) =>
        Assert.Equal(rows, BatchRows.For(provider, count, capacity));

    private static string Refusal(OnnxEvaluatorOptions options) =>
        Assert.Throws<ValidationException>(() => new OnnxEvaluator(Model, options)).Message;

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("ringrift-engines-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
