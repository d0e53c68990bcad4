using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.SelfTest;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Inference;

namespace RingRift.GpuWorker.Tests.SelfTest;

[Trait("Category", "Slow")]
public sealed class WorkerSelfTestTests
{
    private static readonly IEvaluatorSource Wrong = new FakeEvaluators((_, policy, _) => policy[3] += 0.001f);

    [Fact]
    public void When_all_is_well_should_stand_on_the_first_rungs()
    {
        var report = SelfTestBench.Run(new TorchTrainingStep(Options.Create(new TrainingOptions { Blocks = 2, Channels = 8, BatchSize = 32, UseCuda = false })));
        Assert.True(report.Passed, string.Join("; ", report.TorchRungs.Concat(report.OnnxRungs).SelectMany(rung => rung.Failures)));
        Assert.Equal(("default", "cpu-all"), (report.TorchRung, report.OnnxRung));
        Assert.True(report.TrainerRowsPerSecond > 0);
    }

    [Fact]
    public void When_an_answer_is_no_number_should_say_at_how_many_positions()
    {
        var report = SelfTestBench.Run(evaluators: new FakeEvaluators((_, policy, _) => policy[7] = float.NaN));
        Assert.Null(report.OnnxRung);
        Assert.Contains("the answers of ONNX Runtime to 1 positions at once and plain arithmetic differ by Infinity", report.OnnxRungs[0].Failures[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EvaluatorProvider.Cuda, 0.01f, true)]
    [InlineData(EvaluatorProvider.Cuda, 0.03f, false)]
    [InlineData(EvaluatorProvider.Cpu, 0.01f, false)]
    public void When_a_provider_says_something_else_should_allow_what_it_rounds(EvaluatorProvider provider, float difference, bool isAllowed)
    {
        var rung = OnnxRung.All.First(rung => rung.Provider == provider);
        using var services = SelfTestBench.Services(evaluators: new FakeEvaluators((_, _, values) => values[0] += difference));
        var result = services.GetRequiredService<InferenceCheck>().Run(new SelfTestNetwork(SelfTestBench.Small, 4, 8), rung);
        Assert.Equal(isAllowed, result.Passed);
        Assert.All(result.Failures, failure => Assert.Contains("differ by 0.0", failure, StringComparison.Ordinal));
    }

    [Fact]
    public void When_only_large_batches_are_wrong_should_notice()
    {
        // The fault that oneDNN has with convolutions: one row alone is right.
        var report = SelfTestBench.Run(evaluators: new FakeEvaluators((rung, policy, values) => policy[^1] += rung.Name == "cpu-all" && values.Length > 2 ? 0.01f : 0));
        Assert.Equal("cpu-basic", report.OnnxRung);
    }

    [Theory]
    [InlineData("cpu-all", "cpu-basic")]
    [InlineData("cpu-basic", "cpu-none")]
    public void When_onnx_runtime_is_wrong_down_to_a_rung_should_stand_on_the_next(string last, string next)
    {
        var wrong = OnnxRung.All.Select(rung => rung.Name).TakeWhile(name => name != last).Append(last).ToHashSet();
        using var services = SelfTestBench.Services(evaluators: new FakeEvaluators((rung, policy, _) => policy[0] += wrong.Contains(rung.Name) ? 0.1f : 0));
        var report = services.GetRequiredService<WorkerSelfTest>().Run(SelfTestBench.Small, default);

        Assert.True(report.Passed);
        Assert.Equal(next, report.OnnxRung);
        var rungs = services.GetRequiredService<WorkerRungs>();
        Assert.Equal(OnnxRung.All.First(rung => rung.Name == next).Optimization, rungs.SelfPlay.Optimization);
        Assert.StartsWith($"ONNX Runtime on rung {next}; what is above failed", services.GetRequiredService<GpuWorker.Status.WorkerStatus>().Current.Rungs, StringComparison.Ordinal);
    }

    [Fact]
    public void When_onnx_runtime_is_wrong_below_the_last_rung_should_give_up()
    {
        var report = SelfTestBench.Run(evaluators: Wrong);
        Assert.Equal((false, null), (report.Passed, report.StartAgain));
        Assert.Equal(3, report.Failures.Count);
    }

    [Fact]
    public void When_a_rung_cannot_be_opened_should_go_on_below()
    {
        var report = SelfTestBench.Run(settings: ("SelfPlay:Provider", "Cuda"));
        Assert.True(report.Passed);
        Assert.Equal(["cuda", "cpu-all"], report.OnnxRungs.Select(rung => rung.Name));
        Assert.Contains("cannot be run on Cuda", report.OnnxRungs[0].Failures[0], StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_gpu_is_required_should_not_go_down_to_the_processor()
    {
        var report = SelfTestBench.Run(new PlainStep(), new FakeEvaluators((_, _, _) => { }) { Given = EvaluatorProvider.Cpu }, ("SelfTest:RequireGpu", "true"), ("SelfPlay:Provider", "Cuda"));
        Assert.Equal(["LibTorch on rung default: LibTorch finds no CUDA device; SelfTest:RequireGpu is true", "ONNX Runtime on rung cuda: ONNX Runtime computes on the processor; SelfTest:RequireGpu is true"], report.Failures);
    }

    [Fact]
    public void When_a_gpu_is_required_of_a_build_without_one_should_say_so() => Assert.Contains(
        "ONNX Runtime on rung cpu-all: ONNX Runtime computes on the processor; SelfTest:RequireGpu is true", SelfTestBench.Run(settings: ("SelfTest:RequireGpu", "true")).Failures);

    [Fact]
    public void When_LibTorch_is_wrong_should_want_to_start_again_on_the_next_rung()
    {
        var report = SelfTestBench.Run(new PlainStep(made => made.Policy[0] += 0.01f));
        Assert.False(report.Passed);
        Assert.Empty(report.Failures);
        Assert.Equal("SSE41", report.StartAgain!.Rung.Name);
        Assert.Equal(("default", 1000), (Assert.Single(report.StartAgain.Failed).Name, report.StartAgain.Failed[0].RowsPerSecond));
    }

    [Fact]
    public void When_LibTorch_cannot_be_loaded_should_not_try_other_rungs()
    {
        var report = SelfTestBench.Run(new PlainStep(_ => throw new TorchLoadException("no such file")));
        Assert.Equal("LibTorch on rung default: LibTorch cannot be loaded: no such file", Assert.Single(report.Failures));
    }

    [Fact]
    public void When_a_rung_is_named_to_fail_should_fail_it_and_say_why()
    {
        var report = SelfTestBench.Run(settings: ("SelfTest:FailRungs", "DEFAULT, cpu-all"));
        Assert.Equal(["SelfTest:FailRungs names it"], report.TorchRungs[0].Failures);
        Assert.Equal(("SSE41", "cpu-basic"), (report.StartAgain?.Rung.Name, report.OnnxRung));
    }

    [Fact]
    public void When_a_rung_to_fail_is_unknown_should_name_those_there_are()
    {
        using var services = SelfTestBench.Services(settings: ("SelfTest:FailRungs", "default,fastest"));
        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains("FailRungs names 'fastest'; there are default, SSE41, no-oneDNN, tensorrt, cuda, cpu-all, cpu-basic, cpu-none", refusal.Message, StringComparison.Ordinal);
    }
}
