using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.Status;
using RingRift.GpuWorker.Torch;
using RingRift.Learning.Inference;

namespace RingRift.GpuWorker.Tests.Rungs;

public sealed class RungStandTests
{
    [Fact]
    public void Should_go_down_rung_by_rung_to_the_end()
    {
        var stand = new RungStand(TorchRung.First, []);
        var names = new List<string>();
        for (var next = stand; next is not null; next = next.After(new RungResult(next.Rung.Name, false, ["wrong"])))
        {
            names.Add(next.Rung.Name);
            stand = next;
        }

        Assert.Equal(["default", "SSE41", "no-oneDNN"], names);
        Assert.Equal(["default", "SSE41"], stand.Failed.Select(result => result.Name));
    }

    [Fact]
    public void Should_hand_on_rung_results_and_what_oneDNN_reads()
    {
        var stand = new RungStand(TorchRung.First, []).After(new RungResult("default", false, ["it's \"wrong\"\nthere"], 740))!;

        var environment = stand.ToEnvironment();

        Assert.Equal("SSE41", environment["ONEDNN_MAX_CPU_ISA"]);
        var read = RungStand.Parse(environment[RungStand.Variable])!;
        Assert.Same(stand.Rung, read.Rung);
        Assert.Equal(
            ("default", false, 740, "it's \"wrong\"\nthere"),
            (read.Failed[0].Name, read.Failed[0].Passed, read.Failed[0].RowsPerSecond, read.Failed[0].Failures[0]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SSE41")]
    [InlineData("{}")]
    [InlineData("{\"rung\":\"fastest\",\"failed\":[]}")]
    [InlineData("{\"rung\":\"SSE41\"}")]
    public void When_the_environment_holds_something_else_should_hand_on_nothing(string? text) => Assert.Null(RungStand.Parse(text));

    [Fact]
    public void Should_leave_what_the_settings_ask_for_as_it_is_and_change_the_rungs_below()
    {
        var options = new SelfPlayJobOptions { Provider = EvaluatorProvider.TensorRT, Fp16 = true, EngineCache = "/engines" };
        var rungs = OnnxRung.From(options);

        Assert.Equal(["tensorrt", "cuda", "cpu-all", "cpu-basic", "cpu-none"], rungs.Select(rung => rung.Name));
        Assert.Same(options, rungs[0].Apply(options));
        var below = rungs[3].Apply(options).Network(64);
        Assert.Equal(
            (EvaluatorProvider.Cpu, OnnxOptimization.Basic, false, null),
            (below.Provider, below.Optimization, below.Fp16, below.EngineCache));
        below.Validate();
    }

    [Theory]
    [InlineData(EvaluatorProvider.Cuda, OnnxOptimization.All, "cuda")]
    [InlineData(EvaluatorProvider.Cpu, OnnxOptimization.All, "cpu-all")]
    [InlineData(EvaluatorProvider.Auto, OnnxOptimization.None, "cpu-none")]
    public void Should_begin_where_the_settings_ask_for(EvaluatorProvider provider, OnnxOptimization optimization, string first) =>
        Assert.Equal(first, OnnxRung.From(new SelfPlayJobOptions { Provider = provider, Optimization = optimization })[0].Name);

    [Fact]
    public void Should_describe_the_processor() => Assert.True(Processor.Description.Length > 0 && Processor.Features.Length > 0);
}
